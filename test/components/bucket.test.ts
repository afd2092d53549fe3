import { Role } from "@pulumi/aws/iam/role.js";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { Planned } from "../../base/planned/resources.js";
import { KubeflowBucket, PlannedBucket } from "../../components/bucket.js";
import { createS3Bucket } from "../../stores/aws-s3/resources.js";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import { modes } from "../support/baseline.js";
import { label } from "../support/expected.js";
import { runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

/** As another Pulumi program would write it. */
const plan: BucketPlan = {
  name: "their-bucket",
  arn: "arn:aws:s3:::their-bucket",
  region: "eu-west-1",
  otherRegion: undefined,
  create: true,
  tags: { team: "data" },
  kmsKeyArn: undefined,
  lifecycleRules: [{ id: "abort", enabled: true, prefix: "", effect: "abort-multipart-upload", days: 7 }],
  policy: { Version: "2012-10-17", Statement: [] },
  accessLogs: { bucket: "their-logs", prefix: "kf/" },
};

const planned = (bucket: BucketPlan) => new PlannedBucket(Planned.known(bucket), createS3Bucket);

const inOrder = [
  "Bucket pipelines",
  "BucketOwnershipControls pipelines-ownership",
  "BucketPublicAccessBlock pipelines-public-access",
  "BucketServerSideEncryptionConfiguration pipelines-encryption",
  "BucketVersioning pipelines-versioning",
  "BucketLifecycleConfiguration pipelines-lifecycle",
  "BucketPolicy pipelines-policy",
  "BucketLogging pipelines-access-logs",
];

describe.each(modes)("KubeflowBucket in another program, %s", (_, preview) => {
  test("each setting waits for the one before it, and all are kept", async () => {
    const run = async () => new KubeflowBucket("pipelines", planned(plan));
    const { resources } = await runProgram(scenarios.baseline(), { preview, run });

    const own = resources.filter(({ custom }) => custom);
    const [first = ""] = inOrder;
    const expected = inOrder.map((key, index) => {
      const before = inOrder.slice(Math.max(0, index - 1), index);
      return [key, index === 0 ? [] : [...new Set([first, ...before])].sort()];
    });
    const waits = own.map(({ urn, dependencies }) => [label(urn), dependencies.map(label).sort()]);
    expect(Object.fromEntries(waits)).toEqual(Object.fromEntries(expected));
    for (const { protect, retainOnDelete } of own) expect([protect, retainOnDelete]).toEqual([true, true]);
  });

  test("what uses its name comes after every setting", async () => {
    const run = async () => {
      const { bucketName, bucketArn } = new KubeflowBucket("pipelines", planned(plan));
      new Role("by-name", { assumeRolePolicy: "{}", description: bucketName });
      new Role("by-arn", { assumeRolePolicy: "{}", description: bucketArn });
    };
    const { resources } = await runProgram(scenarios.baseline(), { preview, run });

    for (const role of ["by-name", "by-arn"]) {
      const user = resources.find(({ name }) => name === role);
      expect(user?.dependencies.map(label).sort()).toEqual([...inOrder].sort());
    }
  });

  test("an existing bucket registers the component alone, and gives its name out at once", async () => {
    const run = async () => {
      const { bucketName, bucketArn } = new KubeflowBucket("pipelines", planned({ ...plan, create: false }));
      return { bucketName, bucketArn };
    };
    const { resources, outputs } = await runProgram(scenarios.baseline(), { preview, run });

    expect(resources.map(({ urn }) => label(urn))).toEqual(["KubeflowBucket pipelines"]);
    expect(outputs).toEqual({ bucketName: "their-bucket", bucketArn: "arn:aws:s3:::their-bucket" });
  });

  test("takes a parent and other options of components", async () => {
    const run = async () => {
      const parent = new pulumi.ComponentResource("their:Platform", "platform");
      new KubeflowBucket("pipelines", planned(plan), { parent });
    };
    const { resources } = await runProgram(scenarios.baseline(), { preview, run });

    const bucket = resources.find(({ type }) => type === "deploykf-object-store:index:KubeflowBucket");
    expect(label(bucket?.parent ?? "")).toBe("Platform platform");
  });
});
