import { expect, test } from "vitest";
import { command, edit, exampleCopy, exampleWithProfiles } from "../support/command.js";
import { isWide } from "../support/policies.js";
import { projectRoot } from "../support/stack.js";

interface Policy {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
}

async function policyOf(show: "up-policy" | "preview-policy", cwd: string): Promise<Policy> {
  const { stdout, stderr, exitCode } = await command(["--show", show], { cwd });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout);
}

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const roles = ["kf-dev-backend", "kf-dev-profile-team-1", "kf-dev-profile-team-1-prod", "kf-dev-profile-team-2"];

test("access: every role with who acts as it and what it may do where", async () => {
  const { stdout, stderr, exitCode } = await command(["--show", "access"], { cwd: exampleCopy() });

  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  const blocks = stdout.trimEnd().split("\n\n");
  expect(blocks.map((block) => block.split("\n")[0])).toEqual(roles.map(role));
  expect(blocks.at(-1)).toBe(`arn:aws:iam::111122223333:role/kf-dev-profile-team-2
  team-2/default-editor
  team-2/default-viewer
    s3:GetBucketLocation                       the bucket
    s3:ListBucket                              all keys
    s3:GetObject s3:PutObject s3:DeleteObject  artifacts/team-2/
                                               v2/artifacts/team-2/`);
});

test("access as JSON: the granted tuples", async () => {
  const { stdout } = await command(["--show", "access", "--format", "json"], { cwd: exampleCopy() });

  expect(JSON.parse(stdout)).toContainEqual({
    principal: "profile team-2",
    serviceAccount: "team-2/default-viewer",
    issuer: "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
    bucket: "acme-dev-kubeflow-pipelines",
    secret: null,
    action: "s3:PutObject",
    prefix: "v2/artifacts/team-2/",
    enforced: true,
  });
});

test("values beside --show: 2, for nothing of the kind is printed", async () => {
  expect(await command(["--show", "access", "--format", "values"], { cwd: exampleCopy() })).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: "--show prints no values: leave --format out, or --show\n",
  });
});

test("a policy without an account id: 1, and the key to state", async () => {
  const cwd = exampleCopy();
  edit(cwd, "Pulumi.dev.yaml", '  deploykf-object-store:accountId: "111122223333"\n', "");
  const { exitCode, stdout, stderr } = await command(["--show", "up-policy"], { cwd });

  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(/^error\[account-unknown\]: the account id is needed, and the stack doesn't state it\n/);
});

test("up-policy: exactly this bucket and these roles, and no object", async () => {
  const { Version, Statement } = await policyOf("up-policy", exampleCopy());

  expect(Version).toBe("2012-10-17");
  expect(Statement.map(({ Effect, Resource }) => [Effect, Resource])).toEqual([
    ["Allow", ["arn:aws:s3:::acme-dev-kubeflow-pipelines"]],
    ["Allow", [role("kf-dev-backend"), role("kf-dev-profile-*")]],
    ["Allow", roles.map(role)],
    [
      "Allow",
      ["arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"],
    ],
  ]);
  const byPattern = Statement.find(({ Sid }) => Sid === "Roles")?.Action ?? [];
  expect(byPattern.filter((action) => !/^iam:(Get|List|Delete)/.test(action))).toEqual([]);
  expect(Statement.filter(isWide)).toEqual([]);
  const actions = Statement.flatMap(({ Action }) => Action);
  expect(actions).toEqual(expect.arrayContaining(["s3:CreateBucket", "iam:CreateRole", "iam:PutRolePolicy"]));
  expect(actions.filter((action) => /Object$|DeleteBucket$|PassRole|AttachRolePolicy/.test(action))).toEqual([]);
});

test("preview-policy: reads alone", async () => {
  const { Statement } = await policyOf("preview-policy", exampleCopy());

  expect(Statement.filter(isWide)).toEqual([]);
  expect(Statement.flatMap(({ Action }) => Action).filter((action) => !/:(Get|List)/.test(action))).toEqual([]);
});

test("an existing bucket is only read, also by up", async () => {
  const cwd = exampleCopy();
  edit(
    cwd,
    "Pulumi.dev.yaml",
    "name: acme-dev-kubeflow-pipelines",
    "name: acme-dev-kubeflow-pipelines\n    create: false",
  );
  const { Statement } = await policyOf("up-policy", cwd);

  const onBucket = Statement.find(({ Sid }) => Sid === "Bucket");
  expect(onBucket?.Action.filter((action) => !/:(Get|List|Head)/.test(action))).toEqual([]);
});

test("1,000 profiles fit a managed policy, by the common start of their roles' names", async () => {
  const cwd = exampleWithProfiles(1_000);
  const policy = await policyOf("up-policy", cwd);

  expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6_144);
  expect(policy.Statement.find(({ Sid }) => Sid === "ChangeRoles")?.Resource).toEqual([
    role("kf-dev-backend"),
    role("kf-dev-profile-*"),
  ]);
});

test("a policy for AWS of a stack without AWS: 1, and why", async () => {
  const { exitCode, stdout, stderr } = await command(
    ["--config-file", "examples/Pulumi.minio.yaml", "--show", "up-policy"],
    { cwd: projectRoot },
  );

  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain("error[policy-without-aws]: this stack needs no rights in AWS");
});
