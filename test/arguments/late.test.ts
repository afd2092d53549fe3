import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Known } from "../../base/input/args.js";
import { ProblemsError } from "../../base/problems/problem.js";
import { planStated } from "../../cli/offline/offline-plan.js";
import { settingsOf } from "../../settings/args.js";
import { argumentsOf, FakeOutput, given } from "../support/given-arguments.js";
import { issuer } from "../support/project.js";

const account = "111122223333";
const key = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const valuesWith = (more: string) =>
  `deploykf_core:\n  deploykf_profiles_generator:\n    profiles: [{name: team-1, members: []}]\n${more}`;
const deploykf = (...values: string[]) => ({ version: "0.1.5", embeddedMinio: "keep", values });

/** The codes of what is wrong with arguments as far as they are known, with what a plan finds. */
function codesOf(args: unknown, known?: Known): readonly string[] {
  try {
    planStated(settingsOf(argumentsOf(args), known));
    return [];
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

function reportOf(args: unknown, known?: Known): string {
  try {
    planStated(settingsOf(argumentsOf(args), known));
    return "";
  } catch (error) {
    if (error instanceof ProblemsError) return error.message;
    throw error;
  }
}

type Path = readonly (string | number)[];

function changed(args: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(args);
  if (Array.isArray(args)) return args.map((one, index) => (index === step ? changed(one, rest, change) : one));
  const map = { ...(args as Record<string, unknown>) };
  map[step] = changed(map[step], rest, change);
  return map;
}

/** All the late arguments that these have, as Outputs; and what they hold. */
function asOutputs(args: unknown, paths: readonly Path[]) {
  const late = paths.reduce((all, path) => changed(all, path, (value) => new FakeOutput(value)), args);
  const texts = new Map(argumentsOf(late).late.map(({ key: name, value }) => [name, FakeOutput.heldBy(value)]));
  return { late, texts };
}

const everything = given({
  accountId: account,
  bucket: { name: "acme-dev-pipelines", kmsKeyArn: key, accessLogs: { bucket: "acme-logs" } },
  auth: { permissionsBoundary: `arn:aws:iam::${account}:policy/boundary` },
});
const paths: readonly Path[] = [
  ["accountId"],
  ["bucket", "name"],
  ["bucket", "kmsKeyArn"],
  ["bucket", "accessLogs", "bucket"],
  ["auth", "permissionsBoundary"],
  ["cluster", "issuerUrl"],
];
const newCluster = given({
  cluster: {
    source: "new",
    kubernetesVersion: "1.30",
    secretsKmsKeyArn: key,
    api: { publicCidrs: ["203.0.113.0/24"] },
    vpc: {
      id: "vpc-01234567",
      privateSubnetIds: ["subnet-01234567", "subnet-11234567"],
      publicSubnetIds: ["subnet-21234567"],
    },
  },
});
const newPaths: readonly Path[] = [
  ["cluster", "secretsKmsKeyArn"],
  ["cluster", "vpc", "id"],
  ["cluster", "vpc", "privateSubnetIds", 0],
  ["cluster", "vpc", "privateSubnetIds", 1],
  ["cluster", "vpc", "publicSubnetIds", 0],
];
const stacks = [
  { args: everything, paths },
  { args: newCluster, paths: newPaths },
] as const;

describe.each(stacks)("any of the late arguments as Outputs: $paths.length", ({ args, paths: all }) => {
  const some = fc.subarray([...all]);

  it("are planned, and with all texts known the settings are those of plain arguments", () => {
    const plain = settingsOf(argumentsOf(args));
    fc.assert(
      fc.property(some, (chosen) => {
        const { late, texts } = asOutputs(args, chosen);
        expect(codesOf(late)).toEqual([]);
        const settings = settingsOf(argumentsOf(late), { texts, secret: new Set() });
        expect(settings).toEqual(plain);
        expect(planStated(settings).values.text).toBe(planStated(plain).values.text);
      }),
      { numRuns: 30 },
    );
  });

  it("with some known, only the others have stand-ins, which no other text has", () => {
    fc.assert(
      fc.property(some, fc.func(fc.boolean()), (chosen, isKnown) => {
        const { late, texts } = asOutputs(args, chosen);
        const known = new Map([...texts].filter(([name]) => isKnown(name)));
        const read = argumentsOf(late);
        const { standIns = [] } = settingsOf(read, { texts: known });
        const unknown = read.late.filter(({ key: name }) => !known.has(name));
        expect(standIns).toEqual(unknown.map(({ standIn }) => standIn));
        const overlaps = read.late.flatMap(({ standIn }) => read.late.filter((one) => one.standIn.includes(standIn)));
        expect(overlaps).toHaveLength(read.late.length);
      }),
      { numRuns: 50 },
    );
  });
});

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
    args: given({ bucket: { name: "acme-x" }, deploykf: deploykf(root("acme-y")) }),
    late: [["bucket", "name"]],
    code: "key-format",
  },
  {
    what: "the role that a profile has",
    args: given({ accountId: "999999999999", deploykf: deploykf(withRole(ownRole(account))) }),
    late: [["accountId"]],
    code: "profile-role-present",
  },
  {
    what: "a file behind our block that says another bucket",
    args: given({
      bucket: { name: "acme-x" },
      deploykf: {
        ...deploykf("kubeflow_tools: {pipelines: {bucket: {name: acme-y}}}\n"),
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
  const other = given({ accountId: account, deploykf: deploykf(withRole(role)) });
  expect(codesOf(asOutputs(other, [["accountId"]]).late)).toEqual(["profile-role-present"]);
  const undone = given({
    deploykf: {
      ...deploykf("kubeflow_tools: {pipelines: {bucket: {region: x}}}\n"),
      valuesFiles: ["values-object-store.yaml"],
    },
  });
  expect(codesOf(asOutputs(undone, [["bucket", "name"]]).late)).toEqual(["values-undone"]);
});

test("a late value that turns out to be no text is reported as a plain one", () => {
  const { late } = asOutputs(everything, [["accountId"]]);
  const known = (value: unknown): Known => ({ texts: new Map([["accountId", value]]), secret: new Set() });
  expect(reportOf(late, known(111122223333))).toContain("accountId is the number 111122223333");
  expect(reportOf(late, { texts: new Map([["accountId", 111122223333]]) })).not.toContain("1111");
  for (const nothing of [undefined, null]) expect(reportOf(late, known(nothing))).toContain("accountId is empty");
  expect(reportOf(late, known({ a: () => 1 }))).toContain("error[argument-value]: accountId.a is a function");
  expect(reportOf(late, known(new FakeOutput("x")))).toContain("accountId is an Output");
});

test("a Promise is a late value, too", () => {
  const promise = Promise.resolve("acme-dev-pipelines");
  const read = argumentsOf(given({ bucket: { name: promise } }));
  expect(read.late).toEqual([{ key: "bucket.name", standIn: "late-bucket-name", value: promise }]);
});

test("stand-ins aren't shown", () => {
  const read = argumentsOf(given({ bucket: { name: new FakeOutput() } }));
  const problem = {
    code: "x",
    severity: "warning",
    message: "of late-bucket-name",
    rule: "r",
    mend: "m",
    location: undefined,
  } as const;
  expect(read.conceal(problem).message).toBe("of <bucket.name>");
});

test("the issuer of the tests is late in every cluster that may have one", () => {
  for (const source of ["oidc", "eks"]) {
    const cluster = { source, ...(source === "eks" && { name: "ml" }), issuerUrl: new FakeOutput(`https://${issuer}`) };
    expect(codesOf(given({ cluster }))).toEqual([]);
  }
});

test("1,000 profiles are read once each, whatever is late", () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `team-${index}`);
  let reads = 0;
  const overrides = Object.fromEntries(
    names.map((name) => [
      name,
      {
        get auth() {
          reads += 1;
          return "keys";
        },
        keySource: "existing",
      },
    ]),
  );
  const args = given({
    auth: { mode: "keys", keySource: "existing" },
    deploykf: { version: "0.1.5", embeddedMinio: "keep" },
    profiles: { names, overrides },
    bucket: { name: new FakeOutput() },
  });
  settingsOf(argumentsOf(args));
  expect(reads).toBe(2_000);
});
