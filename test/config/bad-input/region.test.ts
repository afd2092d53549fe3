import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { codesOf, config, planOf, reportOf, stackFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a region", () => {
  it("that doesn't exist", () => {
    expect(reportOf(config("aws:region", "eu-west-9"))).toBe(
      oneProblem(`
      error[region-unknown]: aws:region is "eu-west-9"
       --> Pulumi.dev.yaml:2:15
      2 |   aws:region: eu-west-9
        |               ^^^^^^^^^
        = rule: that isn't the name of an AWS region
        = mend: did you mean eu-west-1? (docs/troubleshooting.md#region-unknown)
    `),
    );
  });

  it("of the bucket, that doesn't exist", () => {
    expect(reportOf(config("bucket.region", "us-est-2"))).toBe(
      oneProblem(`
      error[region-unknown]: bucket.region is "us-est-2"
       --> Pulumi.dev.yaml:7:13
      7 |     region: us-est-2
        |             ^^^^^^^^
        = rule: that isn't the name of an AWS region
        = mend: did you mean us-east-2? (docs/troubleshooting.md#region-unknown)
    `),
    );
  });

  it("that KFP's API server doesn't know", () => {
    expect(reportOf(config("bucket.region", "eu-central-2"))).toBe(
      oneProblem(`
      error[region-unknown-to-kfp]: bucket.region is eu-central-2, which KFP 2.1's API
      server doesn't know
       --> Pulumi.dev.yaml:7:13
      7 |     region: eu-central-2
        |             ^^^^^^^^^^^^
        = rule: its S3 client would fall back to us-east-1 and fail at the bucket
                check
        = mend: put the bucket into a region that it knows, such as eu-central-1
                (docs/troubleshooting.md#region-unknown-to-kfp)
    `),
    );
  });

  it("that KFP's API server doesn't know, by aws:region", () => {
    expect(reportOf(config("aws:region", "ap-south-2"))).toBe(
      oneProblem(`
      error[region-unknown-to-kfp]: aws:region is ap-south-2, which KFP 2.1's API
      server doesn't know
       --> Pulumi.dev.yaml:2:15
      2 |   aws:region: ap-south-2
        |               ^^^^^^^^^^
        = rule: its S3 client would fall back to us-east-1 and fail at the bucket
                check
        = mend: put the bucket into a region that it knows, such as ap-south-1
                (docs/troubleshooting.md#region-unknown-to-kfp)
    `),
    );
  });

  it("that only the roles have may be one that KFP doesn't know", () => {
    const { principals, bucket } = planOf(config("aws:region", "ap-south-2"), config("bucket.region", "eu-west-1"));
    expect(principals.profiles).toHaveLength(2);
    expect(bucket.otherRegion).toBe("eu-west-1");
  });
});

describe("a partition", () => {
  it("China: IRSA doesn't work there", () => {
    expect(reportOf(config("aws:region", "cn-north-1"))).toBe(
      oneProblem(`
      error[partition-irsa]: aws:region is cn-north-1, in partition aws-cn, and
      auth.mode is irsa
       --> Pulumi.dev.yaml:2:15
      2 |   aws:region: cn-north-1
        |               ^^^^^^^^^^
        = rule: KFP 2.1's API server asks sts.<region>.amazonaws.com for IRSA
                credentials, which doesn't exist in China
        = mend: set auth.mode: keys, or use a region of partition aws or aws-us-gov
                (docs/troubleshooting.md#partition-irsa)
    `),
    );
  });

  it("China, with a bucket elsewhere: two mistakes", () => {
    expect(codesOf(config("aws:region", "cn-north-1"), config("bucket.region", "eu-west-1"))).toEqual([
      "partition-irsa",
      "partition-mismatch",
    ]);
  });

  it("another for the bucket than for the roles", () => {
    expect(reportOf(config("bucket.region", "us-gov-west-1"))).toBe(
      oneProblem(`
      error[partition-mismatch]: bucket.region is us-gov-west-1, in partition
      aws-us-gov, but aws:region is in aws
       --> Pulumi.dev.yaml:7:13
      7 |     region: us-gov-west-1
        |             ^^^^^^^^^^^^^
        = rule: roles of one partition can't reach a bucket in another
        = mend: use regions of one partition for both
                (docs/troubleshooting.md#partition-mismatch)
    `),
    );
  });

  it.each([
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
    ["us-isof-south-1", "aws-iso-f"],
    ["eusc-de-east-1", "aws-eusc"],
  ])("%s is refused by the name of its partition, %s", (region, partition) => {
    expect(onlyProblem(config("aws:region", region))).toEqual({
      code: "partition-unsupported",
      message: `aws:region is ${region}, in partition ${partition}`,
      rule: "partitions aws and aws-us-gov are supported; KFP's S3 clients know none of this one's regions",
      mend: "use a region of partition aws or aws-us-gov",
      file: stackFile,
      underlined: region,
    });
  });

  it("whole", () => {
    expect(reportOf(config("aws:region", "us-iso-east-1"))).toBe(
      oneProblem(`
      error[partition-unsupported]: aws:region is us-iso-east-1, in partition aws-iso
       --> Pulumi.dev.yaml:2:15
      2 |   aws:region: us-iso-east-1
        |               ^^^^^^^^^^^^^
        = rule: partitions aws and aws-us-gov are supported; KFP's S3 clients know
                none of this one's regions
        = mend: use a region of partition aws or aws-us-gov
                (docs/troubleshooting.md#partition-unsupported)
    `),
    );
  });
});

describe("the endpoint", () => {
  it("global, in GovCloud", () => {
    const issuerUrl = "https://oidc.eks.us-gov-west-1.amazonaws.com/id/EXAMPLE";
    const gov = [config("aws:region", "us-gov-west-1"), config("cluster.issuerUrl", issuerUrl)];
    expect(reportOf(...gov, config("objectStore.endpoint", "global"))).toBe(
      oneProblem(`
      error[endpoint-global]: objectStore.endpoint is global, and the bucket is in
      partition aws-us-gov
        --> Pulumi.dev.yaml:16:15
      16 |     endpoint: global
         |               ^^^^^^
         = rule: s3.amazonaws.com serves partition aws alone
         = mend: remove objectStore.endpoint, or set it to regional
                 (docs/troubleshooting.md#endpoint-global)
    `),
    );
  });
});
