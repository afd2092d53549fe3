import { describe, expect, test } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { modes } from "../support/baseline.js";
import { bucketResources, label } from "../support/expected.js";
import { runProgram } from "../support/program.js";
import { project, projectFile, type TestStack, tempFolder, tempStack } from "../support/stack.js";

const host = "oidc.eks.eu-west-1.amazonaws.com/id";
const bucket = "acme-test-pipelines";

/** Config of a stack in a file, with the names of its profiles. */
function configOf(namePrefix: string, issuer: string, ownBucket: object) {
  return {
    "aws:region": "eu-west-1",
    accountId: "111122223333",
    namePrefix,
    bucket: { name: bucket, ...ownBucket },
    cluster: { source: "eks", name: `${namePrefix}-cluster`, issuerUrl: `https://${host}/${issuer}` },
    deploykf: { version: "0.1.5", valuesFiles: [`values-${namePrefix}.yaml`], embeddedMinio: "remove" },
  };
}

const profiles = (...names: string[]) =>
  `deploykf_core:\n  deploykf_profiles_generator:\n    profiles:\n${names.map((name) => `      - { name: ${name}, members: [] }\n`).join("")}`;

const first = configOf("kf-first", "AAAA", {});
const second = configOf("kf-second", "BBBB", { create: false, sharedWith: ["first"] });

/** Both stacks as the engine runs them: with their files beside each other. */
function twoStacks(): readonly [TestStack, TestStack] {
  const stackFile = (config: object) =>
    JSON.stringify({
      config: Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value]),
      ),
    });
  const root = tempFolder({
    "Pulumi.yaml": projectFile("Pulumi.yaml"),
    "Pulumi.first.yaml": stackFile(first),
    "Pulumi.second.yaml": stackFile(second),
    "values-kf-first.yaml": profiles("team-1", "team-2"),
    "values-kf-second.yaml": profiles("team-2", "team-3"),
  });
  return [
    { ...tempStack(first), root, stack: "first" },
    { ...tempStack(second), root, stack: "second" },
  ];
}

describe.each(modes)("two stacks of one account with one bucket, %s", (_, preview) => {
  const runs = async () => {
    const [one, two] = twoStacks();
    return {
      first: await runProgram(one, { preview, cloud: { cluster: { issuer: `https://${host}/AAAA` } } }),
      second: await runProgram(two, { preview, cloud: { cluster: { issuer: `https://${host}/BBBB` } } }),
    };
  };

  test("no physical name of roles is in both", async () => {
    const both = await runs();
    const names = ({ resources }: typeof both.first) =>
      resources.filter(({ type }) => type === "aws:iam/role:Role").map(({ inputs }) => inputs.name);

    expect(names(both.first).sort()).toEqual([
      "kf-first-backend",
      "kf-first-profile-team-1",
      "kf-first-profile-team-2",
    ]);
    expect(names(both.second).sort()).toEqual([
      "kf-second-backend",
      "kf-second-profile-team-2",
      "kf-second-profile-team-3",
    ]);
  });

  test("the first makes the bucket, and the second nothing of S3", async () => {
    const both = await runs();
    const ofS3 = ({ resources }: typeof both.first) =>
      resources.filter(({ type }) => type.startsWith("aws:s3/")).map(({ urn }) => label(urn));

    expect(ofS3(both.first).sort()).toEqual(
      Object.keys(bucketResources({ preview, name: bucket, tags: {}, rules: [] })).sort(),
    );
    expect(ofS3(both.second)).toEqual([]);
  });

  test("each one's roles trust its own cluster alone", async () => {
    const both = await runs();
    const issuers = ({ resources }: typeof both.first) =>
      resources.flatMap(({ inputs }) => String(inputs.assumeRolePolicy ?? "").match(/\/id\/[A-Z]{4}\b/g) ?? []);

    expect([...new Set(issuers(both.first))]).toEqual(["/id/AAAA"]);
    expect([...new Set(issuers(both.second))]).toEqual(["/id/BBBB"]);
  });

  test("no warning is logged", async () => {
    const both = await runs();

    expect([both.first.log, both.second.log]).toEqual([[], []]);
  });
});

test("both plans list what their profiles of the same name share", () => {
  const [one, two] = twoStacks();
  const prefixes = ["artifacts/team-2/", "v2/artifacts/team-2/"];

  expect(planOffline(one.root, "first").plan.sharing).toEqual([{ stack: "second", prefixes }]);
  expect(planOffline(two.root, "second").plan.sharing).toEqual([{ stack: "first", prefixes }]);
});

test("with --config-file the engine names no file, and up takes what the offline plan takes", async () => {
  const [, two] = twoStacks();
  const root = tempFolder({
    "Pulumi.yaml": projectFile("Pulumi.yaml"),
    "values-kf-second.yaml": profiles("team-2", "team-3"),
  });

  await runProgram({ ...two, root }, { cloud: { cluster: { issuer: `https://${host}/BBBB` } } });
});
