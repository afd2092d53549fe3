import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DeploykfObjectStore, type DeploykfObjectStoreArgs } from "../../components/index.js";
import { label } from "../support/expected.js";
import { type ProgramRun, runProgram, tryProgram, unknown } from "../support/program.js";
import { tempStack } from "../support/stack.js";

const account = "111122223333";
const stack = tempStack({ "aws:region": "eu-west-1", accountId: account });

/** Arguments in plain, each of which may be late. */
const texts = {
  accountId: account,
  bucket: "acme-late-pipelines",
  kmsKeyArn: `arn:aws:kms:eu-west-1:${account}:key/0123abcd-0123-0123-0123-0123456789ab`,
  boundary: `arn:aws:iam::${account}:policy/boundary`,
  issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
  logs: "acme-late-logs",
};
type Name = keyof typeof texts;
const names = Object.keys(texts) as Name[];

type Given = (name: Name) => pulumi.Input<string>;

const argumentsOf = (given: Given): DeploykfObjectStoreArgs => ({
  region: "eu-west-1",
  namePrefix: "kf-late",
  accountId: given("accountId"),
  bucket: {
    name: given("bucket"),
    kmsKeyArn: given("kmsKeyArn"),
    accessLogs: { bucket: given("logs") },
  },
  auth: { mode: "irsa", permissionsBoundary: given("boundary") },
  cluster: { source: "oidc", issuerUrl: given("issuerUrl") },
  deploykf: { version: "0.1.5", embeddedMinio: "keep" },
  profiles: { names: ["team-1", "team-2"] },
});

function runWith(given: Given, preview = false): Promise<ProgramRun> {
  const run = async () => {
    const { values, profileRoleArns } = new DeploykfObjectStore("late", argumentsOf(given));
    return { values, profileRoleArns };
  };
  return runProgram(stack, { preview, run });
}

/** An output that the engine doesn't know before an apply. */
function unknownOutput(text: string): pulumi.Output<string> {
  return new Key("theirs", { description: text }).keyId.apply(() => text);
}

const inputsOf = ({ resources }: ProgramRun) =>
  Object.fromEntries(resources.map(({ urn, inputs }) => [label(urn), inputs] as const));

describe("texts of other resources", () => {
  test("as outputs they give what plain ones give, whichever are outputs, and in a preview where they are known", async () => {
    const plain = { apply: await runWith((name) => texts[name]), preview: await runWith((name) => texts[name], true) };
    await fc.assert(
      fc.asyncProperty(fc.subarray(names), fc.boolean(), async (late, preview) => {
        const given = (name: Name) => (late.includes(name) ? pulumi.output(texts[name]) : texts[name]);
        const run = await runWith(given, preview);
        const expected = preview ? plain.preview : plain.apply;

        expect(inputsOf(run)).toEqual(inputsOf(expected));
        expect(run.outputs).toEqual(expected.outputs);
      }),
      { numRuns: 25 },
    );
  });

  test("unknown in a preview, they leave only what depends on them unknown", async () => {
    const plain = inputsOf(await runWith((name) => texts[name], true));
    for (const name of names) {
      const run = await runWith((one) => (one === name ? unknownOutput(texts[one]) : texts[one]), true);
      const { "Key theirs": _, ...inputs } = inputsOf(run);
      // Of the values what is theirs: the bucket, and the account of the roles.
      expect(run.outputs.values === unknown).toBe(name === "bucket" || name === "accountId");

      expect(Object.keys(inputs).sort()).toEqual(Object.keys(plain).sort());
      // What a text isn't in stays known.
      const isIn = (value: unknown) => JSON.stringify(value).includes(name === "issuerUrl" ? "oidc.eks" : texts[name]);
      const unknowns = Object.entries(inputs).flatMap(([resource, given]) =>
        Object.entries(given)
          .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(plain[resource]?.[key]))
          .map(([key]) => [resource, key, isIn(plain[resource]?.[key])]),
      );
      expect(unknowns.filter(([, , depends]) => !depends)).toEqual([]);
      expect(unknowns.length).toBeGreaterThan(0);
    }
  });

  test("a secret one is secret wherever it is, and nowhere else", async () => {
    const run = await runWith((name) => (name === "bucket" ? pulumi.secret(texts.bucket) : texts[name]));
    const inputs = inputsOf(run);

    expect(JSON.stringify(inputs["Bucket late-bucket"]?.bucket)).toContain("1b47061264138c4ac30d75fd1eb44270");
    expect(inputs["Role late-backend"]?.name).toBe("kf-late-backend");
    expect(JSON.stringify(run.outputs.values)).toContain("1b47061264138c4ac30d75fd1eb44270");
  });

  test.each([
    ["accountId", "12"],
    ["bucket", "Not_A_Bucket"],
    ["kmsKeyArn", `arn:aws:kms:us-east-1:${account}:key/0123abcd-0123-0123-0123-0123456789ab`],
    ["boundary", "arn:aws:iam::999988887777:policy/other"],
    ["issuerUrl", "http://example.com"],
    ["logs", texts.bucket],
  ] as const)(
    "%s that breaks a rule fails the run as soon as it is known, in one clean report",
    async (name, wrong) => {
      for (const preview of [true, false]) {
        const run = async () => {
          const given = (one: Name) => (one === name ? pulumi.output(wrong) : texts[one]);
          new DeploykfObjectStore("late", argumentsOf(given));
        };
        const { errors } = await tryProgram(stack, { preview, run });

        expect(errors.map(String)).toHaveLength(1);
        expect(errors.every((error) => pulumi.RunError.isInstance(error))).toBe(true);
        const [message = ""] = errors.map((error) => (error instanceof Error ? error.message : ""));
        expect(message).toMatch(/^\nerror\[[a-z-]+\]: /);
        expect(message).not.toContain("late-");
        expect(message).not.toContain("error serializing");
        expect(message).toMatch(/\d problems? with a value that was known only now/);
      }
    },
  );

  test("a secret one that breaks a rule isn't shown", async () => {
    const run = async () => {
      const given = (one: Name) => (one === "bucket" ? pulumi.secret("Planted_Secret") : texts[one]);
      new DeploykfObjectStore("late", argumentsOf(given));
    };
    const { errors, log } = await tryProgram(stack, { run });

    expect(errors).toHaveLength(1);
    expect(`${errors.map(String).join()}${log.join()}`).not.toContain("Planted_Secret");
    expect(String(errors[0])).toContain("bucket.name");
  });
});
