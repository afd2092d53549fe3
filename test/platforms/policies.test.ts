import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { planPolicyFiles } from "../../plan/policy-files.js";
import { command, exampleCopy } from "../support/command.js";
import { iam, own, policiesOf } from "../support/platform-policies.js";
import { externalPlatforms, onPlatform } from "../support/platforms.js";
import {
  argoPath,
  bucketName as bucket,
  type Change,
  codesOf,
  config,
  planOf,
  profiles,
  values,
} from "../support/project.js";
import { tempFolder } from "../support/stack.js";

const filesOf = (...changes: Change[]): Record<string, string> =>
  Object.fromEntries(planPolicyFiles(planOf(...changes)).map(({ name, text }) => [name, text]));

const textOf = (content: unknown) => (typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
const sorted = (content: unknown) => (typeof content === "string" ? content : JSON.parse(textOf(content)));

test.each(externalPlatforms)("%s: the files of the backend and of a profile, whole", (platform) => {
  const files = filesOf(onPlatform(platform));
  const ofProd = Object.keys(files).filter((name) => name.startsWith("profile-team-1-prod"));
  const others = Object.entries(files).filter(([name]) => !ofProd.includes(name));
  const read = (name: string, text: string) => (name.endsWith(".json") ? JSON.parse(text) : text);

  expect(Object.fromEntries(others.map(([name, text]) => [name, read(name, text)]))).toEqual(
    Object.fromEntries(Object.entries(policiesOf[platform]).map(([name, content]) => [name, sorted(content)])),
  );
  expect(ofProd).toEqual(
    Object.keys(policiesOf[platform])
      .filter((name) => name.startsWith("profile-"))
      .map((name) => name.replace("team-1", "team-1-prod")),
  );
  for (const [name, text] of others) if (name.endsWith(".json")) expect(text).toBe(textOf(JSON.parse(text)));
});

test.each(externalPlatforms)("%s: no policy of team-1 names a prefix of team-1-prod, nor begins one", (platform) => {
  const files = Object.entries(filesOf(onPlatform(platform))).filter(([name]) => /^profile-team-1\./.test(name));

  // Its own name, in quotes or in a placeholder, is no prefix.
  const prefixes = files.map(([, text]) => text.replaceAll(/profile-team-1(?=["\\>])/g, ""));
  for (const text of prefixes) expect(text).not.toMatch(/team-1-prod|team-1(?!\/)/);
  expect(files.length > 0).toBe(platform !== "azure-s3proxy");
});

test("a cluster in another partition of AWS changes no name of MinIO's", () => {
  const eks = [config("aws:region", "us-gov-west-1"), config("cluster", { source: "eks", name: "analytics" })];
  const files = filesOf(onPlatform("minio"), ...eks);

  expect(JSON.parse(files["profile-team-1.json"] ?? "")).toEqual(iam(own));
});

test("aws-s3, keys that others make, with a KMS key: the document that was checked", () => {
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const auth = config("auth", { mode: "keys", keySource: "existing" });
  const files = filesOf(auth, config("bucket.kmsKeyArn", key));
  const kms = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [key] };

  expect(JSON.parse(files["profile-team-1.json"] ?? "")).toEqual({
    ...iam(own),
    Statement: [...iam(own).Statement, kms],
  });
  expect(Object.keys(files)).toEqual(["backend.json", "profile-team-1.json", "profile-team-1-prod.json"]);
});

test("aws-s3, users of ours or roles: nothing", () => {
  expect(filesOf(config("auth", { mode: "keys" }), config("cluster", { source: "kubeconfig" }))).toEqual({});
  expect(filesOf()).toEqual({});
});

const file = (name: string) => ["--config-file", `examples/Pulumi.${name}.yaml`, "--format", "values"];

test("--out writes the files into a folder that it makes, and says so", async () => {
  const cwd = exampleCopy();
  const { exitCode, stderr } = await command([...file("s3-compatible"), "--out", "a/policies"], { cwd });
  const names = ["backend.json", "profile-team-1.json", "profile-team-1-prod.json", "profile-team-2.json"];

  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: names.map((name) => `Wrote a/policies/${name}\n`).join(""),
  });
  expect(readdirSync(join(cwd, "a", "policies")).sort()).toEqual([...names].sort());
  const text = readFileSync(join(cwd, "a", "policies", "profile-team-1.json"), "utf8");
  expect(JSON.parse(text.replaceAll("acme-kubeflow-pipelines", bucket))).toEqual(iam(own));
});

test.each([
  ["azure-s3proxy", file("azure-s3proxy")],
  ["aws-s3 with roles", ["--format", "values"]],
])("--out for %s: no folder, and why", async (_, args) => {
  const cwd = exampleCopy();
  const { exitCode, stderr } = await command([...args, "--out", "policies"], { cwd });

  expect(exitCode).toBe(0);
  expect(stderr.split("\n").at(-2)).toBe(
    "No policy to write: this stack makes the keys itself, or the store has no policies.",
  );
  expect(readdirSync(cwd)).not.toContain("policies");
});

test("--out into a folder that can't be made: 2", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "taken"), "");
  const out = join(folder, "taken", "policies");
  const { exitCode, stderr } = await command([...file("s3-compatible"), "--out", out], { cwd: exampleCopy() });

  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: `${out} can't be made: ENOTDIR: not a directory, mkdir '${out}'\n`,
  });
});

test("policies that others apply are kept apart like those that this stack makes", () => {
  const atTheRoot = values(`${argoPath}.artifactRepository.keyFormat`, "{{ workflow.namespace }}/x");

  expect(codesOf(onPlatform("minio"), profiles("pipelines"), atTheRoot)).toEqual(["prefixes-overlap"]);
});
