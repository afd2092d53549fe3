import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { command, edit, exampleCopy, exampleWithProfiles } from "../support/command.js";
import { sectionOf, tooLong } from "../support/plan-text.js";

const whole = readFileSync(new URL("expected/dev-plan.txt", import.meta.url), "utf8");

test("dev, whole: npm start's text", async () => {
  const { stdout, stderr, exitCode } = await command([], { cwd: exampleCopy() });

  expect({ stdout, stderr, exitCode }).toEqual({ stdout: whole, stderr: "", exitCode: 0 });
});

test("with DEBUG=1, which keeps stack traces, the text is the same", async () => {
  const { stdout, stderr, exitCode } = await command([], { cwd: exampleCopy(), env: { DEBUG: "1" } });

  expect({ stdout, stderr, exitCode }).toEqual({ stdout: whole, stderr: "", exitCode: 0 });
});

test("the check of widths finds a line that is too long", () => {
  expect(tooLong(`${whole}\n${"word ".repeat(20)}`)).toHaveLength(1);
});

test("dev fits 80 columns", () => {
  expect(tooLong(whole)).toEqual([]);
});

test("prod says what is strict about it, and fits 80 columns", async () => {
  const { stdout, stderr, exitCode } = await command(["--stack", "prod"], { cwd: exampleCopy() });

  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(stdout).toContain(" │ └── BucketLogging kubeflow-bucket-access-logs [kept]\n");
  expect(stdout).toContain("  16 resources; 8 [kept]: protected, and left in place by destroy\n");
  expect(stdout).toContain("    decrypt encrypt         key/1234abcd-12ab-34cd-56ef-1234567890ab\n");
  expect(sectionOf(stdout, "Isolation")).toBe(
    `  objects    checked in the final policies: 3 profiles, no object is open to two
             of them, and no service account or Secret serves two; nothing is
             shown of profile legacy-reports
  listing    closed: profiles list only what they can open
  unmanaged  legacy-reports: what they can reach was not looked at`,
  );
  expect(sectionOf(stdout, "Replaced in your values")).toContain(
    "/fraud-s3 by arn:aws:iam::444455556666:role/kubeflow/",
  );
  expect(sectionOf(stdout, "Warnings")).toBeUndefined();
  expect(tooLong(stdout)).toEqual([]);
});

test("in the tree, a cluster's own objects but namespaces are called as the program does", async () => {
  const args = ["--stack", "new", "--config-file", "examples/Pulumi.new.yaml"];
  const { stdout } = await command(args, { cwd: exampleCopy() });

  expect(sectionOf(stdout, "Resources")).toContain("StorageClass kubeflow-gp3\n");
});

test("warnings are shown whole, with their place", async () => {
  const cwd = exampleCopy();
  edit(cwd, "examples/values-prod.yaml", "maximumMaxCacheStaleness: P30D", "maximumMaxCacheStaleness: P400D");
  const { stdout, stderr, exitCode } = await command(["--stack", "prod"], { cwd });

  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(sectionOf(stdout, "Warnings")).toBe(
    `warning[retention-cache]: artifacts expire, but KFP's cache doesn't know: a
cached step may point to a deleted artifact
  --> examples/values-prod.yaml:44:33
44 |       maximumMaxCacheStaleness: P400D
   |                                 ^^^^^
   = rule: the cache is looked up in KFP's database, not in the bucket
   = mend: set kubeflow_tools.pipelines.cache.maximumMaxCacheStaleness: P365D or
           less in your values (docs/troubleshooting.md#retention-cache)`,
  );
});

test("an existing bucket is said to be left as it is", async () => {
  const cwd = exampleCopy();
  edit(
    cwd,
    "Pulumi.dev.yaml",
    "name: acme-dev-kubeflow-pipelines",
    "name: acme-dev-kubeflow-pipelines\n    create: false",
  );
  const { stdout, exitCode } = await command([], { cwd });

  expect(exitCode).toBe(0);
  expect(stdout).toContain("  bucket   acme-dev-kubeflow-pipelines in eu-west-1 (existing, not changed)\n");
  expect(stdout).toContain("   ├── KubeflowBucket kubeflow-bucket\n");
  expect(stdout).toContain("\n  8 resources\n");
  expect(stdout).not.toContain("[kept]");
});

test("without an account id nothing is invented", async () => {
  const cwd = exampleCopy();
  edit(cwd, "Pulumi.dev.yaml", '  deploykf-object-store:accountId: "111122223333"\n', "");
  const { stdout, stderr, exitCode } = await command([], { cwd });

  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(stdout).toContain("  account  not stated: shown as <known after apply> (accountId)\n");
  expect(sectionOf(stdout, "Next")).toBe(`  state accountId in the stack config, for exact ARNs and values
  pulumi up --stack dev     (the first time: pulumi stack init dev)
  npm -s run values -- write --stack dev
  applying them deletes the embedded MinIO with all data in it, where the
  cluster has one:
  docs/operations.md#the-embedded-minio-and-its-data
`);
  expect(stdout).toContain("eks.amazonaws.com/role-arn: arn:aws:iam::<known after apply>:role/kf-dev-backend\n");
  expect(stdout).not.toContain("111122223333");
});

test("1,000 profiles: the first ones and the counts, in a screenful", async () => {
  const { stdout, stderr, exitCode } = await command([], { cwd: exampleWithProfiles(1_000) });

  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  const [plan = ""] = stdout.split("Values for deployKF");
  expect(plan.split("\n").length).toBeLessThan(150);
  expect(plan).toContain("     └── ... and 1,980 more\n");
  expect(plan).toContain("  ... and 991 more profiles (--format json has them)\n");
  expect(plan).toContain("  2,009 resources; 7 [kept]: protected, and left in place by destroy\n");
  expect(sectionOf(plan, "Isolation")).toBe(
    `  objects    checked in the final policies: 1,000 profiles, no object is open to
             two of them, and no service account or Secret serves two
  listing    open, as in the guide: profiles can list the names of all keys;
             auth.listScope: prefix closes it`,
  );
  expect(plan).toMatch(/ {2}raise +1,001 of 1,000 +IAM roles per account\n/);
  expect(tooLong(stdout)).toEqual([]);
  expect(stdout.match(/- name: team-/g)).toHaveLength(1_000);
});
