import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cached } from "./cache.js";
import { goIn } from "./go.js";

/** A file of a Go module, with the lines of go.sum: the module is the same for everyone, whichever proxy has it. */
interface Pinned {
  readonly path: string;
  readonly version: string;
  readonly sum: string;
  readonly goModSum: string;
  readonly file: string;
}

// The oldest Rook whose claims have a bucket policy: what it accepts, newer ones do.
const rook: Pinned = {
  path: "github.com/rook/rook",
  version: "v1.16.0",
  sum: "h1:doB2nfdJmdC9O8jlnx6/xQPmoxBUDsFSPTSHyqqz0ok=",
  goModSum: "h1:UOUAmjtSSFOD40Y2IadfN89p4/yjSXaGvRYqmOdk5FM=",
  file: "deploy/examples/crds.yaml",
};

// The library in Rook's operator that reads claims, at the commit of Rook's go.mod.
const bucketLibrary: Pinned = {
  path: "github.com/kube-object-storage/lib-bucket-provisioner",
  version: "v0.0.0-20221122204822-d1a8c34382f1",
  sum: "h1:dQEHhTfi+bSIOSViQrKY9PqJvZenD6tFz+3lPzux58o=",
  goModSum: "h1:my+EVjOJLeQ9lUR9uVkxRvNNkhO2saSGIgzV8GZT9HY=",
  file: "deploy/crds/objectbucket_v1alpha1_objectbucketclaim_crd.yaml",
};

/**
 * Folders with the CustomResourceDefinitions of Rook: those of its API, then a stronger one for claims, because the
 * API takes anything as `additionalConfig`, and only texts can be read by the operator.
 */
export function rookCrds(): Promise<readonly string[]> {
  return Promise.all([rook, bucketLibrary].map(crdsOf));
}

function crdsOf({ path, version, sum, goModSum, file }: Pinned): Promise<string> {
  return cached(`${path.replace(/^.*\//, "")}@${version}-crds`, async (folder) => {
    const module = `${path}@${version}`;
    const go = goIn(folder, `The tests need ${file} of ${module}: fetched by Go 1.24 or newer.`);
    await go("mod", "init", "crds");
    writeFileSync(join(folder, "go.sum"), `${path} ${version} ${sum}\n${path} ${version}/go.mod ${goModSum}\n`);
    const { Dir } = JSON.parse(await go("mod", "download", "-json", module)) as { Dir: string };
    copyFileSync(join(Dir, file), join(folder, "crds.yaml"));
  });
}
