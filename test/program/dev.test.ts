import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { bucketResources, components, described } from "../support/expected.js";
import * as role from "../support/expected-role.js";
import { runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

const tags = { "managed-by": "deploykf-object-store", "pulumi-stack": "dev" };
const issuer = {
  accountId: "111122223333",
  host: "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
};
const arn = "arn:aws:s3:::acme-dev-kubeflow-pipelines";
const rules = [
  {
    id: "abort-incomplete-uploads",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  },
  {
    id: "expire-noncurrent-v1-artifacts",
    status: "Enabled",
    filter: { prefix: "artifacts/" },
    noncurrentVersionExpiration: { noncurrentDays: 90 },
  },
  {
    id: "expire-noncurrent-v2-artifacts",
    status: "Enabled",
    filter: { prefix: "v2/artifacts/" },
    noncurrentVersionExpiration: { noncurrentDays: 90 },
  },
];

describe.each(modes)("dev, %s", (_, preview) => {
  test("registers exactly the bucket with its settings and two resources for each role", async () => {
    const run = await runProgram(scenarios.dev(), { preview });

    const common = { preview, tags, issuer };
    const profile = (name: string) =>
      role.roleResources({
        ...common,
        key: `profile-${name}`,
        name: `kf-dev-profile-${name}`,
        description: `deployKF profile ${name}: its own artifacts`,
        accounts: [`${name}/default-editor`, `${name}/default-viewer`],
        statements: [role.listing(arn), role.objects(arn, [`artifacts/${name}/`, `v2/artifacts/${name}/`])],
      });
    expect(described(run.resources)).toEqual({
      ...components("dev"),
      ...bucketResources({ preview, name: "acme-dev-kubeflow-pipelines", tags, rules }),
      ...role.roleResources({
        ...common,
        key: "backend",
        name: "kf-dev-backend",
        description: role.backendDescription,
        accounts: role.backendAccounts,
        statements: [role.listing(arn), role.objects(arn, role.backendPrefixes)],
      }),
      ...profile("team-1"),
      ...profile("team-1-prod"),
      ...profile("team-2"),
    });
  });

  test("asks AWS for the account and the OIDC provider and for nothing else, and says nothing", async () => {
    const run = await runProgram(scenarios.dev(), { preview });

    expect(run.calls.map(({ token, inputs }) => [token, inputs])).toEqual([
      ["aws:index/getCallerIdentity:getCallerIdentity", {}],
      [
        "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider",
        { arn: `arn:aws:iam::${issuer.accountId}:oidc-provider/${issuer.host}` },
      ],
    ]);
    expect(run.log).toEqual([]);
  });
});
