import { describe, expect, test } from "vitest";
import { keyStack, providedFor } from "../support/key-stacks.js";
import { platforms } from "../support/platforms.js";
import { runProgram } from "../support/program.js";
import { rookStack } from "../support/rook.js";
import type { TestStack } from "../support/stack.js";

const elsewhere = { "aws:region": undefined, accountId: undefined };
const admin = { "minio:minioUser": "admin", "minio:minioPassword": "password" };

function withAdmin(stack: TestStack): TestStack {
  return { ...stack, config: { ...stack.config, ...admin } };
}

const bucket = { name: "acme-test-pipelines" };
const stacks: Readonly<Record<string, () => TestStack>> = {
  iam: () => keyStack(),
  minio: () =>
    withAdmin(keyStack({ ...elsewhere, platform: "minio", bucket, objectStore: platforms.minio.objectStore })),
  wasabi: () =>
    keyStack({
      ...elsewhere,
      platform: "wasabi",
      bucket: { ...bucket, create: true },
      objectStore: platforms.wasabi.objectStore,
    }),
  gcs: () => keyStack({ ...elsewhere, platform: "gcs", bucket: { ...bucket, region: "europe-west1" } }),
  rook: () => rookStack(),
  provided: () => keyStack({ auth: { mode: "keys", keySource: "provided" }, keys: providedFor("team-1", "team-2") }),
};

/** Which fixed names don't need it, and why. */
const others: Readonly<Record<string, string>> = {
  "kubernetes:core/v1:Secret": "the provider itself deletes an object first whose name stays",
  "kubernetes:core/v1:Namespace": "is never replaced",
  "kubernetes:objectbucket.io/v1alpha1:ObjectBucketClaim": "is protected",
  "gcp:projects/iAMCustomRole:IAMCustomRole": "only a new role id replaces it, under which there is none",
  "gcp:serviceaccount/account:Account": "only a new account id replaces it, under which there is none",
  "gcp:storage/bucketIAMMember:BucketIAMMember": "has no name: it is what it says",
  "gcp:storage/hmacKey:HmacKey": "Google names it",
  "aws:iam/accessKey:AccessKey": "IAM names it",
  "minio:index/iamServiceAccount:IamServiceAccount": "MinIO names it",
};

describe.each(Object.entries(stacks))("%s", (_, stack) => {
  test("what has a fixed name is deleted before it is replaced, and what holds objects is kept", async () => {
    const { resources } = await runProgram(stack());
    const real = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));

    expect(real.length).toBeGreaterThan(2);
    for (const { type, protect, retainOnDelete, deleteBeforeReplace } of real) {
      const holdsObjects = /:(Bucket|S3Bucket|ObjectBucketClaim)$/.test(type) || type.startsWith("aws:s3/");
      const kept = holdsObjects || type.endsWith(":Namespace");
      expect({ type, protect, retainOnDelete }).toEqual({ type, protect: holdsObjects, retainOnDelete: kept });
      if (!holdsObjects && !(type in others))
        expect({ type, deleteBeforeReplace }).toEqual({ type, deleteBeforeReplace: true });
    }
  });
});
