import { describe, expect, it } from "vitest";
import { valueAt } from "../../base/yaml/merge.js";
import { blockHeader } from "../../subjects/deploykf/block-header.js";
import { deploykfVersions } from "../../subjects/deploykf/defaults.js";
import { valuePaths } from "../../subjects/deploykf/paths.js";
import { place } from "../support/problem.js";
import {
  type Change,
  codesOf,
  config,
  later,
  planOf,
  projectName,
  reportOf,
  stackFile,
  values,
  warningsOf,
  without,
} from "../support/project.js";
import { oneProblem } from "../support/text.js";

const states = (stated: string) => config("deploykf.embeddedMinio", stated);
const unstated = without("deploykf.embeddedMinio");
const minio = (...changes: Change[]) => planOf(...changes).settings.deploykf.embeddedMinio;
const enabled = (on: boolean) => `deploykf_opt:\n  deploykf_minio:\n    enabled: ${on}\n`;

describe("deploykf.embeddedMinio in the values block", () => {
  it.each([
    ["keep", states("keep"), true],
    ["remove", states("remove"), false],
    ["not stated: as in the guide", unstated, false],
  ])("%s", (_, change, on) => {
    expect(valueAt(planOf(change).values.block, valuePaths.minioEnabled)).toBe(on);
  });

  it.each(deploykfVersions)(
    "keep with deployKF %s: everything else is connected to the external store as before",
    (version) => {
      const release = config("deploykf.version", version);
      const [kept, removed] = [states("keep"), states("remove")].map((change) => planOf(release, change).values.block);

      expect(kept).toEqual({ ...removed, deploykf_opt: { deploykf_minio: { enabled: true } } });
    },
  );

  it("anything else is no choice", () => {
    expect(codesOf(states("delete"))).toEqual(["config-value"]);
  });

  it("is said on top of the block where applying it removes MinIO, and only there", () => {
    const line = "# Applying it removes the embedded MinIO and all data in it, where the cluster has one.";

    expect(planOf(states("remove")).values.text.split("\n")[3]).toBe(line);
    expect(planOf(unstated).values.text.split("\n")[3]).toBe(line);
    expect(planOf(states("keep")).values.text).not.toContain(line);
    expect(blockHeader({ project: "p", stack: "s", version: "1", generatedFile: "f" })).not.toContain(line);
  });
});

describe("not stated", () => {
  it("is warned of: what goes, when, and the two lines that settle it", () => {
    expect(warningsOf(unstated).map(place)).toEqual([
      {
        code: "embedded-minio",
        message:
          "neither embeddedMinio: keep (for an installation that has data) nor embeddedMinio: remove (for a new one) is " +
          "stated: on a cluster that has run before, applying the values block deletes the embedded MinIO with its volume, " +
          "every artifact and pipeline definition in it, before Kubeflow Pipelines has switched",
        rule: "enabled: false takes MinIO's Application away, and ArgoCD deletes what belongs to it, its claim too, when the sync begins",
        mend: `write one of the two lines below ${projectName}:deploykf; docs/operations.md#the-embedded-minio-and-its-data has the safe order`,
        file: stackFile,
        underlined: `${projectName}:deploykf`,
      },
    ]);
  });

  it.each(["keep", "remove"])("and %s isn't", (stated) => {
    expect(warningsOf(states(stated))).toEqual([]);
  });
});

describe("what counts is the merged values", () => {
  it("keep, and a file behind the block switches it off", () => {
    expect(reportOf(states("keep"), later(enabled(false)))).toBe(
      oneProblem(`
      error[values-undone]: after.yaml sets deploykf_opt.deploykf_minio.enabled to
      false in place of true, behind our block
       --> after.yaml:3:14
      3 |     enabled: false
        |              ^^^^^
        = rule: files behind values-object-store.yaml in deploykf.valuesFiles win over
                it
        = mend: remove it there, or move after.yaml before values-object-store.yaml
                (docs/troubleshooting.md#values-undone)
    `),
    );
  });

  it.each([
    ["keep", '"{{< .Values.x >}}"', "values-undone"],
    ["keep", "'true'", "values-undone"],
    ["keep", "null", "values-undone"],
    ["remove", "true", "values-undone"],
    ["remove", "'false'", "values-undone"],
  ])("%s, and a file behind it says %s", (stated, text, code) => {
    expect(codesOf(states(stated), later(`deploykf_opt:\n  deploykf_minio:\n    enabled: ${text}\n`))).toEqual([code]);
  });

  it.each([
    ["keep", true, "keeps"],
    ["remove", false, "removes"],
  ])("%s, and a file behind it says the same", (stated, on, effect) => {
    expect(minio(states(stated), later(enabled(on)))).toMatchObject({ stated, effect });
  });

  it("files before the block are overridden by it", () => {
    const on = values("deploykf_opt.deploykf_minio.enabled", true);

    expect(minio(states("remove"), on)).toMatchObject({ stated: "remove", effect: "removes" });
    expect(minio(unstated, on)).toMatchObject({ stated: undefined, effect: "removes" });
    expect(minio(states("keep"), values("deploykf_opt.deploykf_minio.enabled", false)).effect).toBe("keeps");
  });
});

describe("the claim with its data", () => {
  const path = "deploykf_opt.deploykf_minio";

  it("is deployKF's own", () => {
    const own = { hasOwnClaim: true, claim: { namespace: "deploykf-minio", name: "deploykf-minio-data" } };

    expect(minio()).toMatchObject(own);
    expect(minio(values(`${path}.namespace`, "minio")).claim).toEqual({ ...own.claim, namespace: "minio" });
  });

  it("is left alone where the values name one of the user's, which ArgoCD doesn't manage", () => {
    expect(minio(values(`${path}.persistence.existingClaim`, "old-data"))).toMatchObject({
      hasOwnClaim: false,
      claim: undefined,
    });
  });

  it.each(["{{< .Values.x >}}", "Not A Name", "x; rm -rf /"])("isn't known where the values say %j", (text) => {
    expect(minio(values("deploykf_opt.deploykf_minio.persistence.existingClaim", text)).claim).toBeUndefined();
    expect(minio(values("deploykf_opt.deploykf_minio.namespace", text)).claim).toBeUndefined();
  });
});
