import { load } from "js-yaml";
import { expect, test } from "vitest";
import type { RecordedResource } from "../../cli/offline/recorder.js";
import { command, edit, exampleCopy } from "../support/command.js";
import { described } from "../support/expected.js";
import { listing, objects } from "../support/expected-role.js";
import { runProgram, unknown } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

/** What a reader of the JSON plan relies on. */
interface JsonPlan {
  readonly resources: readonly RecordedResource[];
  readonly principals: readonly { readonly principal: string; readonly policy: unknown; readonly trust: unknown }[];
  readonly access: readonly { readonly principal: string }[];
  readonly [key: string]: unknown;
}

async function planOf(cwd: string, ...args: string[]): Promise<JsonPlan> {
  const { stdout, stderr, exitCode } = await command(["--format", "json", ...args], { cwd });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout);
}

const trust = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: {
        Federated:
          "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
      },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud": "sts.amazonaws.com",
          "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub": [
            "system:serviceaccount:team-1:default-editor",
            "system:serviceaccount:team-1:default-viewer",
          ],
        },
      },
    },
  ],
};

const bucketArn = "arn:aws:s3:::acme-dev-kubeflow-pipelines";
const policy = {
  Version: "2012-10-17",
  Statement: [listing(bucketArn), objects(bucketArn, ["artifacts/team-1/", "v2/artifacts/team-1/"])],
};

const tags = { "managed-by": "deploykf-object-store", "pulumi-stack": "dev" };

/** A profile that has its own role and nothing else. */
const served = (profile: string, people: readonly string[]) => {
  const role = `arn:aws:iam::111122223333:role/kf-dev-profile-${profile}`;
  const what = `plugin AwsIamForServiceAccount {"spec":{"AnnotateOnly":true,"awsIamRole":"${role}"}}`;
  const credentials = [{ what, principal: `profile ${profile}`, bound: true }];
  return { profile, namespace: profile, credentials, people };
};

test("dev: the whole plan for programs", async () => {
  const cwd = exampleCopy();
  const { resources, principals, access, values, valuesText, bucket, ...others } = await planOf(cwd);
  const { sources, comparedValues, ...rest } = others;

  expect(sources).toMatchObject({ providers: { "aws:region": "eu-west-1" }, config: { namePrefix: "kf-dev" } });
  expect(comparedValues).toMatchObject({
    deciding: {
      "kubeflow_dependencies.kubeflow_argo_workflows.namespace": "kubeflow-argo-workflows",
      "kubeflow_dependencies.kubeflow_argo_workflows.server.serviceAccount": { create: true, name: "argo-server" },
    },
  });
  expect(rest).toEqual({
    formatVersion: 3,
    block: "missing",
    project: "deploykf-object-store",
    stack: "dev",
    platform: "aws-s3",
    endpoint: { host: "s3.eu-west-1.amazonaws.com", port: "", useSSL: true, region: "eu-west-1" },
    deploykfVersion: "0.1.5",
    embeddedMinio: { stated: "remove", effect: "removes" },
    partition: "aws",
    accountId: "111122223333",
    issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
    unknown: [],
    cluster: {
      source: "oidc",
      issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
      oidcProvider: "existing",
    },
    oidcProvider: {
      arn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
      url: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
      clientIds: ["sts.amazonaws.com"],
      origin: "existing",
      tags,
    },
    newCluster: null,
    s3proxy: null,
    replaced: [],
    rook: null,
    sharing: [],
    target: {
      platform: "aws-s3",
      partition: "aws",
      account: "111122223333",
      endpoint: { host: "s3.eu-west-1.amazonaws.com", port: "", useSSL: true },
      bucket: { name: "acme-dev-kubeflow-pipelines", region: "eu-west-1" },
      cluster: {
        trusted: { issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE" },
        reached: { issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE" },
        issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
      },
      s3proxy: null,
      rook: null,
    },
    served: [
      served("team-1", [
        ...["ada@example.com edit", "ada@example.com notebooks", "ada@example.com view", "admin@example.com owner"],
        ...["grace@example.com edit", "grace@example.com notebooks", "grace@example.com view"],
      ]),
      served("team-1-prod", ["ada@example.com view", "admin@example.com owner"]),
      served("team-2", ["grace@example.com owner"]),
    ],
    isolation: { checked: 3, objects: "isolated", listing: "open", unchecked: [], unmanaged: [] },
    rotation: null,
    limits: [
      {
        name: "IAM roles per account",
        quotaCode: "L-FE177D64",
        needed: 4,
        initial: 1000,
        most: 5000,
        verdict: "fits",
      },
      {
        name: "role trust policy length",
        quotaCode: "L-C07B4B0D",
        needed: 664,
        initial: 2048,
        most: 8192,
        verdict: "fits",
      },
      { name: "inline policies per role, characters", needed: 422, initial: 10240, most: 10240, verdict: "fits" },
      { name: "bucket policy, bytes", needed: 498, initial: 20480, most: 20480, verdict: "fits" },
    ],
    warnings: [],
  });
  expect(bucket).toMatchObject({ name: "acme-dev-kubeflow-pipelines", region: "eu-west-1", create: true, tags });
  const { resources: applied, outputs } = await runProgram(scenarios.dev());
  expect(described(resources.slice(1))).toEqual(described(applied));
  expect(values).toEqual(load(String(outputs.deploykfValues)));
  expect(valuesText).toBe(outputs.deploykfValues);

  expect(principals.map(({ principal }) => principal)).toEqual([
    "backend",
    "profile team-1",
    "profile team-1-prod",
    "profile team-2",
  ]);
  expect(principals[1]).toEqual({
    kind: "role",
    principal: "profile team-1",
    key: "profile-team-1",
    roleName: "kf-dev-profile-team-1",
    roleArn: "arn:aws:iam::111122223333:role/kf-dev-profile-team-1",
    path: "/",
    description: "deployKF profile team-1: its own artifacts",
    tags,
    policy,
    serviceAccounts: ["team-1/default-editor", "team-1/default-viewer"],
    trust,
  });

  const tuple = (serviceAccount: string, action: string, prefix: string) => ({
    principal: "profile team-1",
    serviceAccount,
    issuer: "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
    bucket: "acme-dev-kubeflow-pipelines",
    secret: null,
    action,
    prefix,
    enforced: true,
  });
  expect(access.filter(({ principal }) => principal === "profile team-1")).toEqual(
    ["team-1/default-editor", "team-1/default-viewer"].flatMap((account) => [
      tuple(account, "s3:GetBucketLocation", ""),
      tuple(account, "s3:ListBucket", ""),
      ...["s3:GetObject", "s3:PutObject", "s3:DeleteObject"].flatMap((action) => [
        tuple(account, action, "artifacts/team-1/"),
        tuple(account, action, "v2/artifacts/team-1/"),
      ]),
    ]),
  );
});

test("without an account id it is null, listed as unknown, and invented nowhere", async () => {
  const cwd = exampleCopy();
  edit(cwd, "Pulumi.dev.yaml", '  deploykf-object-store:accountId: "111122223333"\n', "");
  const plan = await planOf(cwd);

  expect([plan.accountId, plan.unknown]).toEqual([null, ["accountId"]]);
  const text = JSON.stringify(plan);
  expect(text).toContain("arn:aws:iam::<known after apply>:role/kf-dev-backend");
  expect(text).not.toMatch(/\d{12}/);
  expect(text).not.toContain(unknown);
});

test("warnings, as data", async () => {
  const cwd = exampleCopy();
  edit(
    cwd,
    "Pulumi.prod.yaml",
    "      abortMultipartDays: 3\n",
    "      abortMultipartDays: 3\n    region: eu-north-1\n",
  );
  edit(cwd, "Pulumi.prod.yaml", "arn:aws:kms:eu-central-1", "arn:aws:kms:eu-north-1");
  const { warnings } = await planOf(cwd, "--stack", "prod");

  expect(warnings).toEqual([
    {
      code: "region-unknown-to-ui",
      severity: "warning",
      message: "bucket.region is eu-north-1, which the KFP 2.1 UI's S3 client doesn't list",
      rule: "the UI doesn't consult its list for a regional host, which is set here",
      mend: "nothing to do",
      location: {
        file: "Pulumi.prod.yaml",
        line: 17,
        column: 13,
        length: 10,
        sourceLine: "    region: eu-north-1",
      },
    },
  ]);
});

test("bad input: the problems as JSON on standard output, the report on standard error, 2", async () => {
  const cwd = exampleCopy();
  edit(cwd, "Pulumi.dev.yaml", "namePrefix", "namePrefx");
  const { stdout, stderr, exitCode } = await command(["--format", "json"], { cwd });

  const problem = {
    code: "config-unknown-key",
    severity: "error",
    message: "namePrefx isn't a key of the stack config",
    location: { file: "Pulumi.dev.yaml", line: 6, column: 3 },
  };
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 3, problems: [problem] });
  expect(stderr).toMatch(
    /^error\[config-unknown-key\]: namePrefx isn't a key of the stack config\n --> Pulumi.dev.yaml:6:3\n/,
  );
});
