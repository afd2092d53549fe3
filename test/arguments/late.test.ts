import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Known } from "../../base/input/args.js";
import { planStated } from "../../cli/offline/offline-plan.js";
import { settingsOf } from "../../settings/args.js";
import type { Settings } from "../../settings/settings.js";
import { argumentsOf, asOutputs, codesOf, FakeOutput, given, type Path, reportOf } from "../support/given-arguments.js";
import { issuer } from "../support/project.js";

const account = "111122223333";
const key = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

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
/** What is read of the files is the same where their texts are. */
const dataOf = (settings: Settings): unknown => JSON.parse(JSON.stringify(settings));

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
        expect(dataOf(settings)).toEqual(dataOf(plain));
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
  expect(read.late).toEqual([
    { key: "bucket.name", path: ["bucket", "name"], standIn: "late-bucket-name", value: promise },
  ]);
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
  expect(reads).toBe(1_000);
});
