import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAt } from "../../base/yaml/merge.js";
import { deploykfDefaults, deploykfVersions } from "../../subjects/deploykf/defaults.js";
import { valuePaths } from "../../subjects/deploykf/paths.js";
import {
  coversPipelines,
  firstOverlap,
  type Owned,
  prefixesOf,
  rootOfKeyFormat,
  rootOfPipelineRoot,
} from "../../subjects/deploykf/prefixes.js";

describe("the root of keyFormat", () => {
  it.each([
    ["artifacts/{{ workflow.namespace }}/{{ workflow.name }}", "artifacts/"],
    ["artifacts/{{workflow.namespace}}/x", "artifacts/"],
    ["a/b/c/{{  workflow.namespace  }}/", "a/b/c/"],
    ["{{ workflow.namespace }}/x", ""],
    ["kfp-{{ workflow.namespace }}/{{ workflow.namespace }}/x", "kfp-"],
  ])("%s is %j", (format, root) => {
    expect(rootOfKeyFormat(format)).toEqual({ root });
  });
});

describe("the root of defaultPipelineRoot", () => {
  it.each([
    ["{scheme}://{bucket_name}/v2/artifacts/{profile_name}?region={bucket_region}", "v2/artifacts/"],
    ["minio://{bucket_name}/v2/artifacts/{profile_name}", "v2/artifacts/"],
    ["s3://acme/v2/{profile_name}/runs", "v2/"],
    ["s3://{bucket_name}/{profile_name}", ""],
  ])("%s is %j", (format, root) => {
    expect(rootOfPipelineRoot(format, "acme")).toEqual({ root });
  });
});

describe("deployKF's defaults", () => {
  it.each(deploykfVersions)("%s have the guide's prefixes", (version) => {
    const defaults = deploykfDefaults(version);
    expect(rootOfKeyFormat(String(valueAt(defaults, valuePaths.keyFormat)))).toEqual({ root: "artifacts/" });
    expect(rootOfPipelineRoot(String(valueAt(defaults, valuePaths.pipelineRoot)), "acme")).toEqual({
      root: "v2/artifacts/",
    });
  });
});

describe("a profile's prefixes", () => {
  it("are by namespace for KFP v1 and by name for v2", () => {
    const prefixes = prefixesOf({ v1: "artifacts/", v2: "v2/artifacts/" }, { name: "a", namespace: "kf-a" });
    expect(prefixes).toEqual(["artifacts/kf-a/", "v2/artifacts/a/"]);
  });

  it("are one where both roots and names are", () => {
    expect(prefixesOf({ v1: "x/", v2: "x/" }, { name: "a", namespace: "a" })).toEqual(["x/a/"]);
  });
});

describe("pipeline definitions", () => {
  it.each([
    ["", true],
    ["p", true],
    ["pipelines", true],
    ["pipelines/", true],
    ["pipelines/x/", false],
    ["artifacts/", false],
    ["pipelines-x/", false],
  ])("are below %j: %s", (root, covered) => {
    expect(coversPipelines(root)).toBe(covered);
  });
});

describe("the first overlap", () => {
  const owned = fc.record({
    prefix: fc.string({ unit: fc.constantFrom("a", "b", "/", "-"), maxLength: 5 }),
    owner: fc.constantFrom("x", "y", "z"),
  });
  const overlap = (one: Owned, other: Owned) => one.owner !== other.owner && other.prefix.startsWith(one.prefix);

  it("is there exactly if comparing all with all finds one, and is one", () => {
    fc.assert(
      fc.property(fc.array(owned, { maxLength: 12 }), (all) => {
        const found = firstOverlap(all);
        const exists = all.some((one) => all.some((other) => overlap(one, other)));
        expect(found !== undefined).toBe(exists);
        if (found) expect(overlap(...found)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("isn't one of an owner with itself, nor of neighbours", () => {
    expect(
      firstOverlap([
        { prefix: "a/", owner: "x" },
        { prefix: "a/b/", owner: "x" },
      ]),
    ).toBeUndefined();
    expect(
      firstOverlap([
        { prefix: "a/team-1/", owner: "x" },
        { prefix: "a/team-10/", owner: "y" },
      ]),
    ).toBeUndefined();
  });

  it("is seen behind prefixes of the same owner in between", () => {
    const all = [
      { prefix: "a/b/c/", owner: "y" },
      { prefix: "a/b/", owner: "y" },
      { prefix: "a/", owner: "x" },
      { prefix: "a/a/", owner: "x" },
    ];
    expect(firstOverlap(all)?.map(({ prefix }) => prefix)).toEqual(["a/", "a/b/"]);
  });

  it("is looked for in 20,000 prefixes", () => {
    const many = Array.from({ length: 20_000 }, (_, n) => ({ prefix: `artifacts/team-${n}/`, owner: `team-${n}` }));
    expect(firstOverlap(many)).toBeUndefined();
  });
});
