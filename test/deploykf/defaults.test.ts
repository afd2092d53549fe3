import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { isMap, valueAt } from "../../base/yaml/merge.js";
import { deploykfDefaults, deploykfVersions, supportsKfpV2Externally } from "../../subjects/deploykf/defaults.js";
import { valuePaths } from "../../subjects/deploykf/paths.js";

const real: unknown = load(
  readFileSync(new URL("../fixtures/deploykf-v0.1.5-default-values.yaml", import.meta.url), "utf8"),
);

/** The paths of everything that isn't a map. */
function leaves(value: unknown, path: readonly string[] = []): readonly string[][] {
  return isMap(value) ? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key])) : [[...path]];
}

describe("the defaults that the program has of deployKF 0.1.5", () => {
  it.each(leaves(deploykfDefaults("0.1.5")).map((path) => [path.join("."), path] as const))(
    "%s is the real one",
    (_, path) => {
      expect(valueAt(deploykfDefaults("0.1.5"), path)).toEqual(valueAt(real, path));
    },
  );

  it("cover every path that is read", () => {
    const read = Object.entries(valuePaths).filter(
      ([key]) => !["useExternal", "minioEnabled", "port", "fromEnv", "cacheStaleness"].includes(key),
    );
    for (const [key, path] of read) expect([key, valueAt(deploykfDefaults("0.1.5"), path)]).not.toContain(undefined);
  });
});

describe("every path of deployKF's that the program knows", () => {
  it.each(Object.values(valuePaths).map((path) => [path.join("."), path] as const))("%s exists", (_, path) => {
    expect(valueAt(real, path)).toBeDefined();
  });
});

describe("releases", () => {
  it("differ in the root of KFP v2 alone, which can be external from 0.1.5 on", () => {
    expect(deploykfVersions.filter(supportsKfpV2Externally)).toEqual(["0.1.5"]);
    const roots = deploykfVersions.map((version) => valueAt(deploykfDefaults(version), valuePaths.pipelineRoot));
    expect(new Set(roots.slice(0, -1))).toEqual(new Set(["minio://{bucket_name}/v2/artifacts/{profile_name}"]));
  });
});
