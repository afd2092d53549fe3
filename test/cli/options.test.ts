import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command, edit, exampleCopy, node } from "../support/command.js";
import { projectFile, projectRoot, tempFolder } from "../support/stack.js";

const cwd = exampleCopy();

test("a stack without a file: 2, and what to do", async () => {
  expect(await command(["--stack", "staging"], { cwd })).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: `error[stack-not-found]: there is no stack staging: Pulumi.staging.yaml doesn't
exist
  = rule: each stack has a config file beside Pulumi.yaml
  = mend: copy Pulumi.dev.yaml to Pulumi.staging.yaml and fill it in, or name
          another stack with --stack (docs/troubleshooting.md#stack-not-found)

1 problem. Nothing was planned and nothing was changed.
`,
  });
});

test("another folder than the project's: 2, and what to do", async () => {
  const { exitCode, stdout, stderr } = await command([], { cwd: tempFolder() });

  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("error[project-file]: Pulumi.yaml is missing or has no name\n");
});

test.each([
  [["--stak", "prod"], "error: unknown option '--stak'\n(Did you mean --stack?)\n"],
  [
    ["--format", "yaml"],
    "error: option '--format <format>' argument 'yaml' is invalid. Allowed choices are text, json, values.\n",
  ],
  [["prod"], "error: too many arguments. Expected 0 arguments but got 1.\n"],
  [["--output"], "error: option '--output <file>' argument missing\n"],
])("%j: 2, and one line", async (args, message) => {
  expect(await command(args, { cwd })).toMatchObject({ exitCode: 2, stdout: "", stderr: message });
});

test("--version is the package's", async () => {
  const { version } = JSON.parse(projectFile("package.json")) as { version: string };

  expect(await command(["--version"], { cwd })).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

test("--help names every option and the exit codes", async () => {
  const { exitCode, stdout, stderr } = await command(["--help"], { cwd });

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  for (const option of ["--stack <name>", "--format <format>", "--show <what>", "--output <file>", "--version"]) {
    expect(stdout).toContain(option);
  }
  expect(stdout).toContain("Exit codes: 0 done, 1 the answer is no, 2 no answer (bad input or usage).\n");
});

describe("bad input", () => {
  test("is one report on standard error, and 2", async () => {
    const folder = exampleCopy();
    edit(folder, "Pulumi.dev.yaml", "acme-dev-kubeflow-pipelines", "Acme");
    edit(folder, "example/values-dev.yaml", "name: team-2", "name: team-1");

    expect(await command([], { cwd: folder })).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: `error[profile-duplicate]: the profile team-1 is listed twice
  --> example/values-dev.yaml:24:15
24 |       - name: team-1
   |               ^^^^^^
   = rule: profile names are unique; two entries would share one namespace and
           one role
   = mend: merge the two entries, or rename one
           (docs/troubleshooting.md#profile-duplicate)

error[bucket-name]: bucket.name is "Acme"
 --> Pulumi.dev.yaml:8:11
8 |     name: Acme
  |           ^^^^
  = rule: only a-z, 0-9 and -
  = mend: choose a name such as acme-dev-pipelines
          (docs/troubleshooting.md#bucket-name)

2 problems. Nothing was planned and nothing was changed.
`,
    });
  });

  test("writes no file", async () => {
    const folder = exampleCopy();
    edit(folder, "Pulumi.dev.yaml", "acme-dev-kubeflow-pipelines", "Acme");
    const { exitCode } = await command(["--format", "values", "--output", "values.yaml"], { cwd: folder });

    expect(exitCode).toBe(2);
    expect(() => readFileSync(join(folder, "values.yaml"))).toThrow("ENOENT");
  });
});

describe("a defect of the program", () => {
  const breakOutput = `process.stdout.write = () => { throw new Error("broken on purpose"); };`;
  const env = { NODE_OPTIONS: `--require=${join(tempFolder({ "break.cjs": breakOutput }), "break.cjs")}` };

  test("is said to be one, in two lines", async () => {
    expect(await command(["--format", "values"], { cwd, env })).toMatchObject({
      exitCode: 2,
      stderr: "This is a defect of the program: broken on purpose\nDEBUG=1 shows where.\n",
    });
  });

  test("shows where with DEBUG=1", async () => {
    const { exitCode, stderr } = await command(["--format", "values"], { cwd, env: { ...env, DEBUG: "1" } });

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^This is a defect of the program: broken on purpose\nError: broken on purpose\n {4}at /);
  });
});

test("a reader that stops early is no failure", async () => {
  const start = join(projectRoot, "cli", "start.cjs");
  const closing = `const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, [${JSON.stringify(start)}, "--stack", "prod"], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.destroy();
    child.on("close", (code) => { process.exitCode = code; });`;

  expect(await node(["--eval", closing], { cwd })).toMatchObject({ exitCode: 0, stderr: "" });
});
