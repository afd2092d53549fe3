import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { type Cloud, getBucket, getCallerIdentity } from "../support/cloud.js";
import { runProgram, tryProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";
import type { TestStack } from "../support/stack.js";

/** What people see of a run that AWS stops: the message alone. */
async function refusal(stack: TestStack, preview: boolean, cloud: Partial<Cloud>): Promise<string> {
  const { errors, resources, outputs, log } = await tryProgram(stack, { preview, cloud });
  const [error] = errors;
  expect(errors).toHaveLength(1);
  if (!pulumi.RunError.isInstance(error)) throw error;
  expect({ resources, outputs, log }).toEqual({ resources: [], outputs: {}, log: [] });
  return error.message;
}

const failing = (token: string, message: string) => ({ failing: { token, message } });

describe.each(modes)("before anything is registered, %s", (_, preview) => {
  test("another account than the stated one ends the run", async () => {
    expect(await refusal(scenarios.baseline(), preview, { accountId: "999988887777" })).toBe(`
error[account-mismatch]: accountId is 111122223333, and the AWS credentials
belong to 999988887777
  = rule: roles would be created in another account than the one planned
  = mend: use credentials of 111122223333, or set accountId: "999988887777"
          (docs/troubleshooting.md#account-mismatch)

1 problem. Nothing was planned and nothing was changed.`);
  });

  test("AWS out of reach ends the run with its own words, once", async () => {
    const cloud = { failing: { message: "no EC2 IMDS role found" } };

    for (const scenario of ["baseline", "existing bucket"] as const) {
      expect(await refusal(scenarios[scenario](), preview, cloud)).toBe(`
error[aws-unreachable]: AWS didn't answer which account the credentials belong
to: no EC2 IMDS role found
  = rule: the plan is checked against the real account before anything is
          registered
  = mend: check the credentials and the network: aws sts get-caller-identity
          (docs/troubleshooting.md#aws-unreachable)

1 problem. Nothing was planned and nothing was changed.`);
    }
  });

  test.each([
    "reading S3 Bucket (acme-test-pipelines): couldn't find resource",
    "1 error occurred:\n\t* reading S3 Bucket (acme-test-pipelines): couldn't find resource\n\n",
    "operation error S3: HeadBucket, https response error StatusCode: 404, RequestID: 1, HostID: , NotFound: ",
  ])("an existing bucket that isn't there ends the run: %j", async (words) => {
    expect(await refusal(scenarios["existing bucket"](), preview, failing(getBucket, words))).toBe(`
error[bucket-not-found]: there is no bucket acme-test-pipelines, and
bucket.create is false
  = rule: create: false adopts a bucket that exists
  = mend: correct bucket.name, or set bucket.create: true
          (docs/troubleshooting.md#bucket-not-found)

1 problem. Nothing was planned and nothing was changed.`);
  });

  test("an existing bucket in another region ends the run", async () => {
    expect(await refusal(scenarios["existing bucket"](), preview, { bucketRegion: "eu-north-1" })).toBe(`
error[bucket-region]: the bucket acme-test-pipelines is in eu-north-1, and
bucket.region (or aws:region) says eu-west-1
  = rule: clients sign their requests for the region in the values block
  = mend: set bucket.region: eu-north-1 (docs/troubleshooting.md#bucket-region)

1 problem. Nothing was planned and nothing was changed.`);
  });

  test("also where S3 only says that it isn't here", async () => {
    const words = "operation error S3: HeadBucket, https response error StatusCode: 301, api error MovedPermanently";

    expect(await refusal(scenarios["existing bucket"](), preview, failing(getBucket, words))).toBe(`
error[bucket-region]: the bucket acme-test-pipelines is in another region, and
bucket.region (or aws:region) says eu-west-1
  = rule: clients sign their requests for the region in the values block
  = mend: set bucket.region; aws s3api get-bucket-location --bucket
          acme-test-pipelines prints it (docs/troubleshooting.md#bucket-region)

1 problem. Nothing was planned and nothing was changed.`);
  });

  test("any other answer about the bucket ends the run with AWS's own words", async () => {
    const cloud = failing(getBucket, "StatusCode: 503, SlowDown");

    expect(await refusal(scenarios["existing bucket"](), preview, cloud)).toBe(`
error[aws-unreachable]: AWS didn't answer for the bucket acme-test-pipelines:
StatusCode: 503, SlowDown
  = rule: the plan is checked against the real account before anything is
          registered
  = mend: check the credentials and the network: aws sts get-caller-identity
          (docs/troubleshooting.md#aws-unreachable)

1 problem. Nothing was planned and nothing was changed.`);
  });

  test.each([
    "operation error S3: HeadBucket, https response error StatusCode: 403, api error Forbidden: Forbidden",
    "reading S3 Bucket (acme-test-pipelines): empty result",
  ])("a bucket that these credentials may not see is a warning: %j", async (words) => {
    const stack = scenarios["existing bucket"]();
    const { log, resources } = await runProgram(stack, { preview, cloud: failing(getBucket, words) });

    expect(resources.filter(({ custom }) => custom)).toHaveLength(6);
    expect(log).toEqual([
      `warning[bucket-not-verified]: AWS doesn't show the bucket acme-test-pipelines to
these credentials
  = rule: whether it exists, and in which region, was not checked
  = mend: allow s3:ListBucket on it to the credentials, or check by hand
          (docs/troubleshooting.md#bucket-not-verified)`,
    ]);
  });
});

test("the engine's own prefix isn't shown", async () => {
  const prefix = "invocation of aws:index/getCallerIdentity:getCallerIdentity returned an error: ";
  const run = await tryProgram(scenarios.baseline(), {
    cloud: { failing: { token: getCallerIdentity, message: "ExpiredToken", prefix } },
  });

  expect(String(run.errors[0])).toContain("belong\nto: ExpiredToken\n");
});

test("a bucket's name decides nothing", async () => {
  const cloud = failing(getBucket, "reading S3 Bucket (acme-404): StatusCode: 503, SlowDown");

  expect(await refusal(scenarios["existing bucket named 404"](), false, cloud)).toContain(
    "error[aws-unreachable]: AWS didn't answer for the bucket acme-404: reading S3\n",
  );
});
