import { expect, test } from "vitest";
import { neighbour } from "../support/neighbour.js";
import { type ExternalPlatform, onPlatform, platforms } from "../support/platforms.js";
import { type Change, codesOf, config, planOf } from "../support/project.js";

/** A stack beside the baseline's with the same bucket's name, on a platform. */
function beside(platform: ExternalPlatform, objectStore: object = {}): Change {
  return neighbour({
    ...{ "aws:region": undefined, accountId: undefined, platform },
    objectStore: { ...platforms[platform].objectStore, ...objectStore },
    auth: { mode: "keys", keySource: "existing" },
    cluster: { source: "kubeconfig", context: "other" },
  });
}

const named = config("bucket.sharedWith", ["other"]);
const prefixes = ["artifacts/team-1/", "v2/artifacts/team-1/"];

test("one MinIO: the bucket is shared, which has to be said", () => {
  expect(codesOf(onPlatform("minio"), beside("minio"))).toEqual(["bucket-shared"]);
  expect(planOf(onPlatform("minio"), beside("minio"), named).sharing).toEqual([{ stack: "other", prefixes }]);
});

test("two servers: two buckets of the same name", () => {
  const other = beside("minio", { host: "minio.other.svc.cluster.local" });

  expect(planOf(onPlatform("minio"), other).sharing).toEqual([]);
});

test("the same name on S3 is another bucket", () => {
  expect(planOf(onPlatform("minio"), neighbour()).sharing).toEqual([]);
});

test.each([
  ["alibaba-oss", "public"],
  ["ibm-cos", "direct"],
] as const)("%s: another host of the same region is the same bucket", (platform, endpoint) => {
  const other = beside(platform, { endpoint });

  expect(codesOf(onPlatform(platform), other)).toEqual(["bucket-shared"]);
  expect(planOf(onPlatform(platform), other, named).sharing).toEqual([{ stack: "other", prefixes }]);
});
