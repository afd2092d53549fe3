import { describe, expect, it, test } from "vitest";
import { asOutputs, codesOf, deploykfOf, given, type Path, reportOf } from "../support/given-arguments.js";

const account = "111122223333";
const key = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const valuesWith = (more: string) =>
  `deploykf_core:\n  deploykf_profiles_generator:\n    profiles: [{name: team-1, members: []}]\n${more}`;

interface Rule {
  readonly what: string;
  readonly args: Record<string, unknown>;
  readonly late: readonly Path[];
  readonly code: string;
}

const role = `arn:aws:iam::${account}:role/other`;
const ownRole = (id: string) => `arn:aws:iam::${id}:role/kf-dev-profile-team-1`;
const withRole = (arn: string) =>
  `deploykf_core:\n  deploykf_profiles_generator:\n    profiles: [{name: team-1, plugins: [{kind: AwsIamForServiceAccount, spec: {awsIamRole: "${arn}"}}]}]\n`;
const root = (bucket: string) =>
  valuesWith(
    `kubeflow_tools: {pipelines: {kfpV2: {defaultPipelineRoot: "s3://${bucket}/v2/artifacts/{profile_name}?s3ForcePathStyle=true"}}}\n`,
  );

/** Each breaks a rule by a text that isn't known at first; the last ones by two texts together. */
const rules: readonly Rule[] = [
  { what: "the account", args: given({ accountId: "123" }), late: [["accountId"]], code: "account-id" },
  { what: "the bucket", args: given({ bucket: { name: "Acme" } }), late: [["bucket", "name"]], code: "bucket-name" },
  {
    what: "another store's bucket",
    args: given({
      platform: "minio",
      bucket: { name: "A" },
      objectStore: { host: "minio.minio.svc" },
      auth: { mode: "keys", keySource: "existing" },
      cluster: { source: "kubeconfig", context: "a" },
    }),
    late: [["bucket", "name"]],
    code: "store-bucket-name",
  },
  {
    what: "the key's region",
    args: given({ bucket: { name: "acme-x", kmsKeyArn: key.replace("eu-west-1", "us-east-1") } }),
    late: [["bucket", "kmsKeyArn"]],
    code: "kms-key-arn",
  },
  {
    what: "the bucket that takes the logs",
    args: given({ bucket: { name: "acme-x", accessLogs: { bucket: "acme-x" } } }),
    late: [["bucket", "accessLogs", "bucket"]],
    code: "access-logs",
  },
  {
    what: "the bucket that takes the logs is the late one",
    args: given({ bucket: { name: "late-bucket-name", accessLogs: { bucket: "late-bucket-name" } } }),
    late: [["bucket", "name"]],
    code: "access-logs",
  },
  {
    what: "the boundary's account",
    args: given({ accountId: "999999999999", auth: { permissionsBoundary: `arn:aws:iam::${account}:policy/x` } }),
    late: [["accountId"]],
    code: "permissions-boundary",
  },
  {
    what: "the boundary's partition",
    args: given({ auth: { permissionsBoundary: `arn:aws-us-gov:iam::${account}:policy/x` } }),
    late: [["auth", "permissionsBoundary"]],
    code: "permissions-boundary",
  },
  {
    what: "the issuer's partition",
    args: given({ cluster: { source: "oidc", issuerUrl: "https://oidc.eks.us-gov-west-1.amazonaws.com/id/EXAMPLE" } }),
    late: [["cluster", "issuerUrl"]],
    code: "partition-mismatch",
  },
  {
    what: "the issuer of an EKS cluster",
    args: given({ cluster: { source: "eks", name: "ml", issuerUrl: "https://oidc.example.com/id/EXAMPLE" } }),
    late: [["cluster", "issuerUrl"]],
    code: "issuer-url",
  },
  {
    what: "subnets that are one",
    args: given({
      cluster: {
        source: "new",
        kubernetesVersion: "1.30",
        vpc: { id: "vpc-01234567", privateSubnetIds: ["subnet-01234567", "subnet-01234567"] },
      },
    }),
    late: [
      ["cluster", "vpc", "privateSubnetIds", 0],
      ["cluster", "vpc", "privateSubnetIds", 1],
    ],
    code: "cluster-options",
  },
  {
    what: "the bucket of the user's pipeline root",
    args: given({ bucket: { name: "acme-x" }, deploykf: deploykfOf(root("acme-y")) }),
    late: [["bucket", "name"]],
    code: "key-format",
  },
  {
    what: "the role that a profile has",
    args: given({ accountId: "999999999999", deploykf: deploykfOf(withRole(ownRole(account))) }),
    late: [["accountId"]],
    code: "profile-role-present",
  },
  {
    what: "a file behind our block that says another bucket",
    args: given({
      bucket: { name: "acme-x" },
      deploykf: {
        ...deploykfOf("kubeflow_tools: {pipelines: {bucket: {name: acme-y}}}\n"),
        valuesFiles: ["values-object-store.yaml"],
      },
    }),
    late: [["bucket", "name"]],
    code: "values-undone",
  },
];

describe.each(rules)("a rule of a late text: $what", ({ args, late: at, code }) => {
  const { late, texts } = asOutputs(args, at);

  it("waits until it is known, and says then what it says of plain arguments", () => {
    expect(codesOf(args)).toEqual([code]);
    expect(codesOf(late)).toEqual([]);
    expect(reportOf(late, { texts, secret: new Set() })).toBe(reportOf(args));
  });

  it("shows no value by default", () => {
    expect(codesOf(late, { texts })).toEqual([code]);
    for (const text of texts.values()) expect(reportOf(late, { texts })).not.toContain(`"${String(text)}"`);
  });
});

test("what a late text can't change is an error while it isn't known", () => {
  const other = given({ accountId: account, deploykf: deploykfOf(withRole(role)) });
  expect(codesOf(asOutputs(other, [["accountId"]]).late)).toEqual(["profile-role-present"]);
  const undone = given({
    deploykf: {
      ...deploykfOf("kubeflow_tools: {pipelines: {bucket: {region: x}}}\n"),
      valuesFiles: ["values-object-store.yaml"],
    },
  });
  expect(codesOf(asOutputs(undone, [["bucket", "name"]]).late)).toEqual(["values-undone"]);
});
