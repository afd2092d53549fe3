import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { bucketResources, components, described } from "../support/expected.js";
import * as role from "../support/expected-role.js";
import { runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

const tags = {
  "cost-centre": "4711",
  "managed-by": "deploykf-object-store",
  "pulumi-stack": "prod",
  team: "ml-platform",
};
const issuer = {
  accountId: "444455556666",
  host: "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
};
const arn = "arn:aws:s3:::acme-prod-kubeflow-pipelines";
const kmsKeyArn = "arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const rules = [
  {
    id: "abort-incomplete-uploads",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 3 },
  },
  ...["artifacts", "v2/artifacts"].map((prefix) => ({
    id: `expire-noncurrent-${prefix.replace("/", "-")}`,
    status: "Enabled",
    filter: { prefix: `${prefix}/` },
    noncurrentVersionExpiration: { noncurrentDays: 30 },
  })),
  ...["artifacts", "v2/artifacts"].map((prefix) => ({
    id: `expire-${prefix.replace("/", "-")}`,
    status: "Enabled",
    filter: { prefix: `${prefix}/` },
    expiration: { days: 365 },
  })),
];

describe.each(modes)("prod, %s", (_, preview) => {
  test("registers the hardened bucket and roles with boundary, path, tags and key", async () => {
    const run = await runProgram(scenarios.prod(), { preview });

    const boundary = "arn:aws:iam::444455556666:policy/platform-boundary";
    const common = { preview, tags, issuer, path: "/kubeflow/", permissionsBoundary: boundary };
    const profile = (name: string) => {
      const prefixes = [`artifacts/${name}/`, `v2/artifacts/${name}/`];
      return role.roleResources({
        ...common,
        key: `profile-${name}`,
        name: `kf-prod-profile-${name}`,
        description: `deployKF profile ${name}: its own artifacts`,
        accounts: [`${name}/default-editor`, `${name}/default-viewer`],
        statements: [...role.listingBelow(arn, prefixes), role.objects(arn, prefixes), role.keyUse(kmsKeyArn)],
      });
    };
    expect(described(run.resources)).toEqual({
      ...components("prod"),
      ...bucketResources({
        preview,
        name: "acme-prod-kubeflow-pipelines",
        tags,
        rules,
        encryption: {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
          bucketKeyEnabled: true,
        },
        accessLogs: { targetBucket: "acme-prod-access-logs", targetPrefix: "kubeflow-pipelines/" },
      }),
      ...role.roleResources({
        ...common,
        key: "backend",
        name: "kf-prod-backend",
        description: role.backendDescription,
        accounts: role.backendAccounts,
        statements: [role.listing(arn), role.objects(arn, role.backendPrefixes), role.keyUse(kmsKeyArn)],
      }),
      ...profile("fraud-detection"),
      ...profile("forecasting"),
      ...profile("forecasting-staging"),
    });
  });

  test("shows the plan's warning as the engine's", async () => {
    const { log } = await runProgram(scenarios.prod(), { preview });

    expect(log).toEqual([
      `warning[retention-cache]: artifacts expire, but KFP's cache doesn't know: a
cached step may point to a deleted artifact
  --> Pulumi.prod.yaml:14:21
14 |       artifactDays: 365
   |                     ^^^
   = rule: the cache is looked up in KFP's database, not in the bucket
   = mend: set kubeflow_tools.pipelines.cache.maximumMaxCacheStaleness below the
           retention, such as P30D (docs/troubleshooting.md#retention-cache)`,
    ]);
  });
});
