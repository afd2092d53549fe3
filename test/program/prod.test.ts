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

const roots = [
  ["v1", "artifacts/"],
  ["v2", "v2/artifacts/"],
] as const;
const rules = [
  {
    id: "abort-incomplete-uploads",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 3 },
  },
  ...roots.map(([version, prefix]) => ({
    id: `expire-noncurrent-${version}-artifacts`,
    status: "Enabled",
    filter: { prefix },
    noncurrentVersionExpiration: { noncurrentDays: 30 },
  })),
  ...roots.map(([version, prefix]) => ({
    id: `expire-${version}-artifacts`,
    status: "Enabled",
    filter: { prefix },
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

  test("has nothing to warn of", async () => {
    expect((await runProgram(scenarios.prod(), { preview })).log).toEqual([]);
  });
});
