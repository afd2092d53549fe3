import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { bucketName, codesOf, config, planOf, reportOf, stackFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const badName = (name: string, rule: string) => ({
  code: "bucket-name",
  message: `bucket.name is "${name}"`,
  rule,
  mend: "choose a name such as acme-dev-pipelines",
  file: stackFile,
  underlined: name,
});

describe("the bucket's name", () => {
  it("with periods, which TLS rules out", () => {
    expect(reportOf(config("bucket.name", "acme.pipelines"))).toBe(
      oneProblem(`
      error[bucket-name]: bucket.name is "acme.pipelines"
       --> Pulumi.dev.yaml:6:11
      6 |     name: acme.pipelines
        |           ^^^^^^^^^^^^^^
        = rule: no periods: the wildcard certificate of S3 doesn't cover
                bucket.with.dots.s3...
        = mend: choose a name such as acme-dev-pipelines
                (docs/troubleshooting.md#bucket-name)
    `),
    );
  });

  it.each([
    ["ab", "3 to 63 characters"],
    ["a".repeat(64), "3 to 63 characters"],
    ["Acme-pipelines", "only a-z, 0-9 and -"],
    ["acme_pipelines", "only a-z, 0-9 and -"],
    ["acme-${stack}", "only a-z, 0-9 and -"],
    ["-acme", "begins and ends with a letter or digit"],
    ["acme-", "begins and ends with a letter or digit"],
    ["acme..pipelines", "no two periods side by side"],
    ["192.168.5.4", "not in the form of an IP address"],
    ["xn--acme", "doesn't begin with xn--, sthree-, amzn-s3-demo- (reserved by S3)"],
    ["sthree-acme", "doesn't begin with xn--, sthree-, amzn-s3-demo- (reserved by S3)"],
    ["amzn-s3-demo-acme", "doesn't begin with xn--, sthree-, amzn-s3-demo- (reserved by S3)"],
  ])("%s: %s", (name, rule) => {
    expect(onlyProblem(config("bucket.name", name))).toEqual(badName(name, rule));
  });

  it.each(["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"])("the suffix %s is reserved", (suffix) => {
    const rule = "doesn't end with -s3alias, --ol-s3, .mrap, --x-s3, --table-s3, -an (reserved by S3)";
    expect(onlyProblem(config("bucket.name", `acme${suffix}`))).toEqual(badName(`acme${suffix}`, rule));
  });

  it.each(["abc", "a".repeat(63), "0-0", "acme-jan", "plan"])("%s is fine", (name) => {
    expect(planOf(config("bucket.name", name)).bucket.name).toBe(name);
  });
});

describe("the KMS key", () => {
  it("by its alias", () => {
    expect(reportOf(config("bucket.kmsKeyArn", "arn:aws:kms:eu-west-1:111122223333:alias/acme"))).toBe(
      oneProblem(`
      error[kms-key-arn]: bucket.kmsKeyArn is
      "arn:aws:kms:eu-west-1:111122223333:alias/acme"
       --> Pulumi.dev.yaml:7:16
      7 |     kmsKeyArn: arn:aws:kms:eu-west-1:111122223333:alias/acme
        |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: the ARN of a KMS key; an alias can't be granted in a policy
        = mend: arn:aws:kms:eu-west-1:<account>:key/<key id>, as aws kms describe-key
                prints it (docs/troubleshooting.md#kms-key-arn)
    `),
    );
  });

  it("in another region", () => {
    expect(reportOf(config("bucket.kmsKeyArn", key.replace("eu-west-1", "us-east-1")))).toBe(
      oneProblem(`
      error[kms-key-arn]: bucket.kmsKeyArn is
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
       --> Pulumi.dev.yaml:7:16
      7 | ...eyArn: arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-...
        |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: the key has to be in the bucket's region, eu-west-1
        = mend: arn:aws:kms:eu-west-1:<account>:key/<key id>, as aws kms describe-key
                prints it (docs/troubleshooting.md#kms-key-arn)
    `),
    );
  });

  it("in another partition", () => {
    expect(reportOf(config("bucket.kmsKeyArn", key.replace(":aws:", ":aws-us-gov:")))).toBe(
      oneProblem(`
      error[kms-key-arn]: bucket.kmsKeyArn is
      "arn:aws-us-gov:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
       --> Pulumi.dev.yaml:7:16
      7 | ...eyArn: arn:aws-us-gov:kms:eu-west-1:111122223333:key/1234abcd-12ab-34c...
        |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: the key has to be in the bucket's partition, aws
        = mend: arn:aws:kms:eu-west-1:<account>:key/<key id>, as aws kms describe-key
                prints it (docs/troubleshooting.md#kms-key-arn)
    `),
    );
  });

  it("has to be in the bucket's region, not the roles'", () => {
    const plan = planOf(
      config("bucket.region", "us-east-2"),
      config("bucket.kmsKeyArn", key.replace("eu-west-1", "us-east-2")),
    );
    expect(plan.bucket.kmsKeyArn).toContain("us-east-2");
  });
});

describe("access logs", () => {
  it("into the bucket itself", () => {
    expect(reportOf(config("bucket.accessLogs", { bucket: bucketName }))).toBe(
      oneProblem(`
      error[access-logs]: bucket.accessLogs.bucket is the bucket itself
       --> Pulumi.dev.yaml:8:15
      8 |       bucket: acme-dev-pipelines
        |               ^^^^^^^^^^^^^^^^^^
        = rule: each log object would be logged again, without end
        = mend: name another bucket in the same region and account
                (docs/troubleshooting.md#access-logs)
    `),
    );
  });

  it("into a bucket that can't exist", () => {
    expect(reportOf(config("bucket.accessLogs", { bucket: "Logs" }))).toBe(
      oneProblem(`
      error[bucket-name]: bucket.accessLogs.bucket is "Logs"
       --> Pulumi.dev.yaml:8:15
      8 |       bucket: Logs
        |               ^^^^
        = rule: only a-z, 0-9 and -
        = mend: write the name of the bucket that takes the logs
                (docs/troubleshooting.md#bucket-name)
    `),
    );
  });

  it("into a bucket with periods, which only S3 reaches", () => {
    expect(planOf(config("bucket.accessLogs", { bucket: "logs.acme" })).bucket.accessLogs).toEqual({
      bucket: "logs.acme",
      prefix: "",
    });
  });

  it("of an existing bucket", () => {
    expect(reportOf(config("bucket.create", false), config("bucket.accessLogs", { bucket: "acme-logs" }))).toBe(
      oneProblem(`
      error[bucket-existing]: bucket.accessLogs is set, and bucket.create is false
       --> Pulumi.dev.yaml:8:5
      8 |     accessLogs:
        |     ^^^^^^^^^^
        = rule: in an existing bucket nothing is changed
        = mend: remove bucket.accessLogs, and set it on the bucket where the bucket is
                managed (docs/troubleshooting.md#bucket-existing)
    `),
    );
  });
});

describe("retention in an existing bucket", () => {
  it("of artifacts", () => {
    expect(reportOf(config("bucket.create", false), config("bucket.retention", { artifactDays: 30 }))).toBe(
      oneProblem(`
      error[bucket-existing]: bucket.retention.artifactDays is set, and bucket.create
      is false
       --> Pulumi.dev.yaml:9:21
      9 |       artifactDays: 30
        |                     ^^
        = rule: in an existing bucket nothing is changed
        = mend: remove bucket.retention.artifactDays, and set it on the bucket where
                the bucket is managed (docs/troubleshooting.md#bucket-existing)
    `),
    );
  });

  it("of anything", () => {
    const retention = { noncurrentDays: 30, abortMultipartDays: 1 };
    expect(codesOf(config("bucket.create", false), config("bucket.retention", retention))).toEqual([
      "bucket-existing",
      "bucket-existing",
    ]);
  });

  it("is fine where it is off, or not said", () => {
    const off = config("bucket.retention", { artifactDays: "off", noncurrentDays: "off", abortMultipartDays: "off" });
    expect(planOf(config("bucket.create", false), off).warnings).toEqual([]);
    expect(planOf(config("bucket.create", false)).warnings).toEqual([]);
  });
});
