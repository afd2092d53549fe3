import { describe, expect, test } from "vitest";
import { changesOf, modes } from "../support/baseline.js";
import { bucketResources, type Described, described } from "../support/expected.js";
import { keyUse, listing, objects } from "../support/expected-role.js";
import { runProgram, unknown } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

const tags = { "managed-by": "deploykf-object-store", "pulumi-stack": "test" };
const roots = [
  ["v1", "artifacts/"],
  ["v2", "v2/artifacts/"],
] as const;
const noncurrent = roots.map(([version, prefix]) => ({
  id: `expire-noncurrent-${version}-artifacts`,
  status: "Enabled",
  filter: { prefix },
  noncurrentVersionExpiration: { noncurrentDays: 90 },
}));
const abort = {
  id: "abort-incomplete-uploads",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

function bucketOf(preview: boolean, parts: object = {}): Record<string, Described> {
  return bucketResources({ preview, name: "acme-test-pipelines", tags, rules: [abort, ...noncurrent], ...parts });
}

function only(key: string, resources: Record<string, Described>): Record<string, Described | undefined> {
  return { [key]: resources[key] };
}

describe.each(modes)("the bucket, %s", (_, preview) => {
  test("is as planned in the baseline, which the other scenarios are compared with", async () => {
    const { resources } = await runProgram(scenarios.baseline(), { preview });

    expect(described(resources)).toMatchObject(bucketOf(preview));
  });

  test.each(["existing bucket", "existing bucket elsewhere"] as const)("%s: no resource of S3", async (scenario) => {
    const gone = Object.keys(bucketOf(preview)).map((key) => [key, null]);

    expect(await changesOf(scenario, preview)).toEqual(Object.fromEntries(gone));
  });

  test("existing bucket elsewhere: AWS is asked for it in its own region", async () => {
    const { calls } = await runProgram(scenarios["existing bucket elsewhere"](), { preview });

    expect(calls.slice(0, 2).map(({ token, inputs }) => [token, inputs])).toEqual([
      ["aws:index/getCallerIdentity:getCallerIdentity", {}],
      ["aws:s3/getBucket:getBucket", { bucket: "acme-test-pipelines", region: "eu-central-1" }],
    ]);
  });

  test("KMS key: default encryption with a bucket key, and two grants on that key for every role", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/abcd-1234";
    const arn = "arn:aws:s3:::acme-test-pipelines";
    const encryption = {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
      bucketKeyEnabled: true,
    };
    const policy = (key: string, roleName: string, prefixes: readonly string[]): Record<string, Described> => ({
      [`RolePolicy kubeflow-${key}`]: {
        parent: `${key === "backend" ? "BackendIdentity" : "ProfileIdentities"} kubeflow`,
        inputs: {
          name: "object-store",
          role: preview ? unknown : roleName,
          policy: { Version: "2012-10-17", Statement: [listing(arn), objects(arn, prefixes), keyUse(kmsKeyArn)] },
        },
        deleteBeforeReplace: true,
        dependsOn: [`Role kubeflow-${key}`],
      },
    });

    expect(await changesOf("KMS key", preview)).toEqual({
      ...only("BucketServerSideEncryptionConfiguration kubeflow-bucket-encryption", bucketOf(preview, { encryption })),
      ...policy("backend", "kf-test-backend", ["artifacts/", "pipelines/", "v2/artifacts/"]),
      ...policy("profile-team-1", "kf-test-profile-team-1", ["artifacts/team-1/", "v2/artifacts/team-1/"]),
      ...policy("profile-team-10", "kf-test-profile-team-10", ["artifacts/team-10/", "v2/artifacts/team-10/"]),
    });
  });

  test("bucket elsewhere: every resource of S3 names the region, no role changes", async () => {
    expect(await changesOf("bucket elsewhere", preview)).toEqual(bucketOf(preview, { region: "eu-central-1" }));
  });

  test("access logs: one more resource, the last one", async () => {
    const accessLogs = { targetBucket: "acme-logs", targetPrefix: "pipelines/" };

    expect(await changesOf("access logs", preview)).toEqual(
      only("BucketLogging kubeflow-bucket-access-logs", bucketOf(preview, { accessLogs })),
    );
  });

  test("retention off: the rules stay, disabled, so that nothing protected has to go", async () => {
    const rules = [
      { ...abort, status: "Disabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 30 } },
      ...noncurrent.map((rule) => ({
        ...rule,
        status: "Disabled",
        noncurrentVersionExpiration: { noncurrentDays: 30 },
      })),
    ];

    expect(await changesOf("retention off", preview)).toEqual(
      only("BucketLifecycleConfiguration kubeflow-bucket-lifecycle", bucketOf(preview, { rules })),
    );
  });

  test("artifacts expire: below both roots of artifacts, never in pipelines/", async () => {
    const expiring = roots.map(([version, prefix]) => ({
      id: `expire-${version}-artifacts`,
      status: "Enabled",
      filter: { prefix },
      expiration: { days: 30 },
    }));

    expect(await changesOf("artifacts expire", preview)).toEqual(
      only(
        "BucketLifecycleConfiguration kubeflow-bucket-lifecycle",
        bucketOf(preview, { rules: [abort, ...noncurrent, ...expiring] }),
      ),
    );
  });

  test("artifacts expire: the plan's warning is shown as the engine's", async () => {
    const { log } = await runProgram(scenarios["artifacts expire"](), { preview });

    expect(log).toEqual([
      `warning[retention-cache]: artifacts expire, but KFP's cache doesn't know: a
cached step may point to a deleted artifact
 --> Pulumi.test.yaml:9:25
9 |         "artifactDays": 30
  |                         ^^
  = rule: the cache is looked up in KFP's database, not in the bucket
  = mend: set kubeflow_tools.pipelines.cache.maximumMaxCacheStaleness: P30D or
          less in your values (docs/troubleshooting.md#retention-cache)`,
    ]);
  });
});
