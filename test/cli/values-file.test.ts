import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { command, edit, exampleCopy, exampleWithProfiles, valuesCommand } from "../support/command.js";
import { modulesOf } from "../support/modules.js";
import { removal } from "../support/plan-text.js";

const file = "examples/values-object-store-dev.yaml";
const writing = "npm -s run values -- write --stack dev";

let cwd = "";
beforeEach(() => {
  cwd = exampleCopy();
});

async function run(...args: readonly string[]) {
  const { stdout, stderr, exitCode } = await valuesCommand(args, { cwd });
  return { stdout, stderr, exitCode };
}

const path = (name = file) => join(cwd, name);
const read = (name = file) => readFileSync(path(name), "utf8");
const drafts = (folder = "examples") => readdirSync(join(cwd, folder)).filter((name) => name.includes("tmp"));

describe("write", () => {
  test("writes the plan's values into the config's generatedFile, byte for byte", async () => {
    const { stdout } = await command(["--format", "values"], { cwd });

    expect(await run("write")).toEqual({ stdout: "", stderr: `Wrote ${file}\n${removal}`, exitCode: 0 });
    expect(read()).toBe(stdout);
    expect(drafts()).toEqual([]);
  });

  test("into --file, from --config-file, of --stack", async () => {
    const args = ["--stack", "other", "--config-file", "Pulumi.prod.yaml", "--file", "block.yaml"];

    expect(await run("write", ...args)).toEqual({ stdout: "", stderr: `Wrote block.yaml\n${removal}`, exitCode: 0 });
    expect(read("block.yaml")).toContain(`stack other.\n`);
    expect(await run("check", ...args)).toEqual({ stdout: "block.yaml is current\n", stderr: "", exitCode: 0 });
  });

  test("replaces a block of ours, and an empty file, but nothing else: 2, and the file stays", async () => {
    for (const before of ["", "\n"]) {
      writeFileSync(path(), before);
      expect((await run("write")).exitCode).toBe(0);
    }
    expect((await run("write")).exitCode).toBe(0);
    const foreign = "examples/values-dev.yaml";
    const before = read(foreign);

    expect(await run("write", "--file", foreign)).toEqual({
      stdout: "",
      stderr: `${foreign} isn't a generated values block, so it isn't replaced; name another file with --file\n`,
      exitCode: 2,
    });
    expect(read(foreign)).toBe(before);
  });

  test("a file that can't be written: 2, one line, nothing left behind", async () => {
    mkdirSync(path("folder"));
    for (const name of ["missing/values.yaml", "folder"]) {
      const { stdout, stderr, exitCode } = await run("write", "--file", name);

      expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
      expect(stderr).toMatch(new RegExp(`^${name} can't be written: .+\n$`));
    }
    expect([...drafts("."), ...drafts()]).toEqual([]);
  });

  test.runIf(process.getuid?.() !== 0)(
    "a folder that can't be written to: 2, and the old file stays whole",
    async () => {
      await run("write");
      const before = read();
      edit(cwd, "Pulumi.dev.yaml", "kf-dev", "kf-new");
      chmodSync(path("examples"), 0o500);
      const { exitCode } = await run("write");
      chmodSync(path("examples"), 0o700);

      expect([exitCode, read()]).toEqual([2, before]);
    },
  );

  test("--allow-secrets changes nothing where no key is in the values", async () => {
    expect((await run("write", "--allow-secrets")).exitCode).toBe(0);
    expect(statSync(path()).mode & 0o044).not.toBe(0);
    expect((await run("check")).exitCode).toBe(0);
  });
});

describe("check", () => {
  test("a current file: 0", async () => {
    await run("write");

    expect(await run("check")).toEqual({ stdout: `${file} is current\n`, stderr: "", exitCode: 0 });
  });

  test("line endings are git's matter", async () => {
    await run("write");
    writeFileSync(path(), read().replaceAll("\n", "\r\n"));

    expect((await run("check")).exitCode).toBe(0);
  });

  test("a stale file: 1, and what would change", async () => {
    await run("write");
    edit(cwd, "Pulumi.dev.yaml", "acme-dev-kubeflow-pipelines", "acme-new-kubeflow-pipelines");
    const before = read();

    expect(await run("check")).toEqual({
      stdout: `--- ${file}
+++ ${file}
@@ -57,7 +57,7 @@
         annotations:
           eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-dev-backend
     bucket:
-      name: acme-dev-kubeflow-pipelines
+      name: acme-new-kubeflow-pipelines
       region: eu-west-1
     objectStore:
       useExternal: true
`,
      stderr: `${file} is stale: ${writing}\n`,
      exitCode: 1,
    });
    expect(read()).toBe(before);
  });

  test("a file without its last newline is stale", async () => {
    await run("write");
    writeFileSync(path(), read().trimEnd());
    const { stdout, exitCode } = await run("check");

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/- {8}fromEnv: true\n\\ No newline at end of file\n\+ {8}fromEnv: true\n$/);
  });

  test("a missing file: 1, and all of it; the command that mends it has the same options", async () => {
    const { stdout: planned } = await command(["--format", "values"], { cwd });
    const lines = planned.trimEnd().split("\n");
    const { stdout, stderr, exitCode } = await run("check", "--config-file", "Pulumi.dev.yaml", "--file", "no.yaml");

    expect(exitCode).toBe(1);
    expect(stdout).toBe(
      ["--- /dev/null", "+++ no.yaml", `@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`), ""].join(
        "\n",
      ),
    );
    expect(stderr).toBe(
      "no.yaml is missing: npm -s run values -- write --stack dev --config-file Pulumi.dev.yaml --file no.yaml\n",
    );
  });

  test("a file that isn't ours, or none at all: 2, and no difference", async () => {
    expect(await run("check", "--file", "examples/values-dev.yaml")).toEqual({
      stdout: "",
      stderr: "examples/values-dev.yaml isn't a generated values block; name the one that is with --file\n",
      exitCode: 2,
    });
    expect(await run("check", "--file", "examples")).toEqual({
      stdout: "",
      stderr: expect.stringMatching(/^examples is a folder, not a plain file\n$/),
      exitCode: 2,
    });
  });

  test("1,000 profiles against an old block of as many", async () => {
    cwd = exampleWithProfiles(1_000);
    await run("write");
    edit(cwd, "Pulumi.dev.yaml", "kf-dev", "kf-new");
    const { stdout, exitCode } = await valuesCommand(["check"], { cwd });

    expect(exitCode).toBe(1);
    expect(stdout.match(/^\+ .*kf-new-profile-/gm)).toHaveLength(1_000);
  });
});

describe.each(["write", "check"])("%s", (subcommand) => {
  test("without an account id: 1, the key to state, and no file", async () => {
    edit(cwd, "Pulumi.dev.yaml", '  deploykf-object-store:accountId: "111122223333"\n', "");
    const { stdout, stderr, exitCode } = await run(subcommand);

    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
    expect(stderr).toMatch(/^error\[account-unknown\][\s\S]+deploykf-object-store:accountId: "ACCOUNT_ID"/);
    expect(readdirSync(path("examples"))).not.toContain("values-object-store-dev.yaml");
  });

  test("bad input: 2, the whole report, and no file", async () => {
    edit(cwd, "Pulumi.dev.yaml", "acme-dev-kubeflow-pipelines", "Acme");
    const { stdout, stderr, exitCode } = await run(subcommand);

    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr).toMatch(/^error\[bucket-name\][\s\S]+1 problem\. Nothing was planned and nothing was changed\.\n$/);
    expect(readdirSync(path("examples"))).not.toContain("values-object-store-dev.yaml");
  });

  test("warnings stand on standard error, one line each", async () => {
    edit(cwd, "examples/values-prod.yaml", "maximumMaxCacheStaleness: P30D", "maximumMaxCacheStaleness: P400D");

    const { stderr } = await run(subcommand, "--stack", "prod");
    expect(stderr.replace(removal, "")).toMatch(/^warning\[retention-cache\]: .+\n.+\n$/);
  });

  test("npm run values without --: 2, and where -- goes", async () => {
    const env = { npm_config_config_file: "Pulumi.prod.yaml" };
    const swallowed = `npm took --config-file for itself; put -- before the options: npm -s run values -- ${subcommand} --config-file Pulumi.prod.yaml\n`;

    expect(await valuesCommand([subcommand], { cwd, env })).toMatchObject({ exitCode: 2, stderr: swallowed });
  });
});

test("loads nothing of the SDK, nor what only other commands need", async () => {
  const loaded = (await modulesOf([["write"], ["check"]], "values")).flat();

  expect(loaded.filter((module) => /@pulumi|@grpc|oo-ascii-tree|cli.render|cli.start\.ts/.test(module))).toEqual([]);
  expect(loaded.some((module) => /cli.values-file\.ts$/.test(module))).toBe(true);
});

test.each([
  [["chekc"], "error: unknown command 'chekc'\n(Did you mean check?)\n"],
  [["check", "--allow-secrets"], "error: unknown option '--allow-secrets'\n"],
  [["write", "--fil", "x"], "error: unknown option '--fil'\n(Did you mean --file?)\n"],
  [["write", "prod"], "error: too many arguments for 'write'. Expected 0 arguments but got 1.\n"],
  [["check", "--file"], "error: option '--file <file>' argument missing\n"],
  [
    ["write", "--config-file", "x.yaml"],
    "--config-file x.yaml doesn't say which stack it is of: name it Pulumi.<stack>.yaml, or add --stack\n",
  ],
])("%j: 2, and one line", async (args, stderr) => {
  expect(await run(...args)).toEqual({ exitCode: 2, stdout: "", stderr });
});

test("another folder than the project's: 2", async () => {
  rmSync(path("Pulumi.yaml"));

  expect(await run("check")).toMatchObject({ exitCode: 2, stdout: "" });
});
