import { expect, test } from "vitest";
import { storeKey } from "../../compare/consequences/bucket.js";
import { neighbour } from "../support/neighbour.js";
import { type ExternalPlatform, externalPlatforms, onPlatform, platforms } from "../support/platforms.js";
import { bucketName, config, planOf } from "../support/project.js";
import { accessRecordOf } from "../support/records.js";

/** What is said otherwise of a store, and whether it is another one then. */
const others: Readonly<Record<ExternalPlatform, readonly [option: string, value: string, another: boolean]>> = {
  wasabi: ["region", "us-west-1", true],
  minio: ["host", "minio.other.svc.cluster.local", true],
  seaweedfs: ["host", "seaweedfs.other.svc.cluster.local", true],
  ceph: ["host", "rook-ceph-rgw-other.rook-ceph.svc.cluster.local", true],
  gcs: ["host", "storage.googleapis.com", false],
  "azure-s3proxy": ["host", "s3proxy.other.svc.cluster.local", true],
  "alibaba-oss": ["endpoint", "public", false],
  "ibm-cos": ["endpoint", "direct", false],
  "cloudflare-r2": ["accountId", "f".repeat(32), true],
  "s3-compatible": ["host", "s3.other.acme.example", true],
};

const byKeys = {
  bucket: { name: bucketName, create: false },
  auth: { mode: "keys", keySource: "existing" },
  cluster: { source: "kubeconfig", context: "acme" },
};

test.each(externalPlatforms)(
  "%s: a bucket's name means one bucket to two stacks as it does to two plans",
  (platform) => {
    const [option, value, another] = others[platform];
    const objectStore = { ...platforms[platform].objectStore, [option]: value };
    const beside = neighbour({ "aws:region": undefined, accountId: undefined, platform, objectStore, ...byKeys });
    const [before, after] = [[], [config(`objectStore.${option}`, value)]].map((change) =>
      storeKey(accessRecordOf(onPlatform(platform), ...change)),
    );

    expect(before !== after).toBe(another);
    // Of a stack in another store nothing is known here.
    const [shared] = planOf(onPlatform(platform), beside, config("bucket.sharedWith", ["other"])).sharing;
    expect(shared?.prefixes === undefined).toBe(another);
  },
);
