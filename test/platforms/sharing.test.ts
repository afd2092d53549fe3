import { expect, test } from "vitest";
import { neighbour } from "../support/neighbour.js";
import { type ExternalPlatform, onPlatform, platforms } from "../support/platforms.js";
import { type Change, codesOf, config, planOf, refusalOf } from "../support/project.js";

/** A stack beside the baseline's with the same bucket's name, on a platform. */
function beside(platform: ExternalPlatform, objectStore: object = {}): Change {
  return neighbour({
    ...{ "aws:region": undefined, accountId: undefined, platform },
    objectStore: { ...platforms[platform].objectStore, ...objectStore },
    auth: { mode: "keys", keySource: "existing" },
    cluster: { source: "kubeconfig", context: "acme" },
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

test("one Service's name in two clusters: two buckets", () => {
  const elsewhere = neighbour({
    ...{ "aws:region": undefined, accountId: undefined, platform: "minio", objectStore: platforms.minio.objectStore },
    ...{ auth: { mode: "keys", keySource: "existing" }, cluster: { source: "kubeconfig", context: "other" } },
  });

  expect(planOf(onPlatform("minio"), elsewhere).sharing).toEqual([]);
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

test("a store that can't limit a key to prefixes: every key reaches the whole bucket", () => {
  const shared = planOf(onPlatform("cloudflare-r2"), beside("cloudflare-r2"), named).sharing;

  expect(shared).toEqual([{ stack: "other", prefixes: [""] }]);
});

test("another region of one server is told where that store has it", () => {
  const { problems } = refusalOf(onPlatform("minio"), beside("minio", { region: "eu-1" }), named);

  expect(problems.map(({ code, mend }) => [code, mend])).toEqual([["bucket-region", "set objectStore.region: eu-1"]]);
});

test("the same namePrefix is no matter where nobody makes users", () => {
  const same = neighbour({
    ...{ "aws:region": undefined, accountId: undefined, platform: "minio", namePrefix: "kf-dev" },
    objectStore: platforms.minio.objectStore,
    auth: { mode: "keys", keySource: "existing" },
    cluster: { source: "kubeconfig", context: "acme" },
  });

  expect(planOf(onPlatform("minio"), same, named).sharing).toEqual([{ stack: "other", prefixes }]);
});
