import { expect, test } from "vitest";
import { valueAt } from "../../base/yaml/merge.js";
import { type ExternalPlatform, onPlatform, virtualHostRoot } from "../support/platforms.js";
import { codesOf, config, later, pipelinesPath, planOf, values } from "../support/project.js";

const kfpV2 = (plan: ReturnType<typeof planOf>) => valueAt(plan.values.block, ["kubeflow_tools", "pipelines", "kfpV2"]);
const own = (path: boolean) =>
  `${virtualHostRoot.replace("v2/artifacts/", "kfp/").replace(/false$/, "")}${path ? "true" : "false"}`;
const stated = (path: boolean) => values(`${pipelinesPath}.kfpV2.defaultPipelineRoot`, own(path));

test("OSS: a root of the user's own stays, and policies follow it", () => {
  const plan = planOf(onPlatform("alibaba-oss"), stated(false));

  expect(kfpV2(plan)).toBeUndefined();
  expect(plan.settings.deploykf.roots).toEqual({ v1: "artifacts/", v2: "kfp/" });
});

test.each([
  ["alibaba-oss", true],
  ["minio", false],
] as readonly (readonly [ExternalPlatform, boolean])[])("%s: a root with the other addressing", (platform, path) => {
  const root = { kubeflow_tools: { pipelines: { kfpV2: { defaultPipelineRoot: own(path) } } } };

  expect(codesOf(onPlatform(platform), stated(path))).toEqual(["endpoint-addressing"]);
  expect(codesOf(onPlatform(platform), later(root))).toEqual(["endpoint-addressing"]);
});

test("deployKF before 0.1.5: minioFix, on every store, and no root", () => {
  const version = config("deploykf.version", "0.1.4");

  expect(kfpV2(planOf(onPlatform("alibaba-oss"), version))).toEqual({ minioFix: false });
  expect(kfpV2(planOf(onPlatform("minio"), version))).toEqual({ minioFix: false });
});
