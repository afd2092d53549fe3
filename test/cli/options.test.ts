import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command, edit, exampleCopy, node, processCommand, startFiles } from "../support/command.js";
import { projectFile, tempFolder } from "../support/stack.js";

const cwd = exampleCopy();

test("a stack without a file: 2, and what to do", async () => {
  expect(await command(["--stack", "staging"], { cwd })).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: `error[stack-not-found]: there is no stack staging: Pulumi.staging.yaml doesn't
exist
  = rule: stacks here: dev, prod
  = mend: name a stack with --stack, or copy Pulumi.dev.yaml to
          Pulumi.staging.yaml and fill it in
          (docs/troubleshooting.md#stack-not-found)

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
    "error: option '--format <format>' argument 'yaml' is invalid. Allowed choices are text, json, values, markdown.\n",
  ],
  [["prod"], "error: too many arguments. Expected 0 arguments but got 1.\n"],
  [["--output"], "error: option '--output <file>' argument missing\n"],
  [["--show", "access", "--format", "values"], "--show prints no values: leave --format out, or --show\n"],
  [["--show", "up-policy", "--format", "values"], "--show prints no values: leave --format out, or --show\n"],
])("%j: 2, and one line", async (args, message) => {
  expect(await command(args, { cwd })).toMatchObject({ exitCode: 2, stdout: "", stderr: message });
});

test.each([
  ["stack", "prod"],
  ["format", "values"],
])("npm start --%s=%s without -- before it: 2, and where -- goes", async (name, value) => {
  expect(await command([], { cwd, env: { [`npm_config_${name}`]: value } })).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: `npm took --${name} for itself; put -- before the options: npm -s start -- --${name} ${value}\n`,
  });
});

test("--version is the package's", async () => {
  const { version } = JSON.parse(projectFile("package.json")) as { version: string };

  expect(await command(["--version"], { cwd })).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

test("--help names every option and the exit codes", async () => {
  expect(await command(["--help"], { cwd })).toMatchObject({
    exitCode: 0,
    stderr: "",
    stdout: `Usage: deploykf-object-store [options]   (npm -s start -- [options])

Plans a stack without Pulumi's engine, a cloud account or credentials.

Options:
  --stack <name>               the stack, of Pulumi.<name>.yaml (default: dev)
  --config-file <file>         the stack's config, where it isn't beside
                               Pulumi.yaml
  --format <format>            how to print the plan (choices: "text", "json",
                               "values", "markdown", default: "text")
  --show <what>                the plan, who may do what, an IAM policy for up
                               or preview, a pulumi import file (choices:
                               "plan", "access", "up-policy", "preview-policy",
                               "import", default: "plan")
  --out <folder>               also write the policies of keys that others make,
                               in the store's own language
  --output <file>              write to a file instead of standard output
  --compare <base>             what changes, and who gains or loses access: a
                               git ref, a folder, or a plan's JSON
  --fail-on-widening           with --compare: exit 1 if access widens, or data
                               is destroyed; with --render: print the gate anew
  --accept-widening <d...>     with --compare: changes that may widen access, by
                               their digests
  --accept-destruction <d...>  with --compare: changes that may destroy data, by
                               their digests
  --render <files...>          print comparisons that were written as JSON
  -V, --version                output the version number
  -h, --help                   display help for command

Exit codes:
  0  done
  1  the answer is no: values or a policy that can't be complete, access that widens, data that is destroyed
  2  no answer: bad input or usage

Examples:
  npm -s start -- --stack prod
  npm -s start -- --stack prod --format values --output values-object-store.yaml
  npm -s start -- --stack prod --show access
  npm -s start -- --stack prod --compare origin/main --fail-on-widening
`,
  });
});

describe("bad input", () => {
  test("is one report on standard error, and 2", async () => {
    const folder = exampleCopy();
    edit(folder, "Pulumi.dev.yaml", "acme-dev-kubeflow-pipelines", "Acme");
    edit(folder, "examples/values-dev.yaml", "name: team-2", "name: team-1");

    expect(await command([], { cwd: folder })).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: `error[bucket-name]: bucket.name is "Acme"
 --> Pulumi.dev.yaml:8:11
8 |     name: Acme
  |           ^^^^
  = rule: only a-z, 0-9 and -
  = mend: choose a name such as acme-dev-pipelines
          (docs/troubleshooting.md#bucket-name)

error[profile-duplicate]: the profile team-1 is listed twice
  --> examples/values-dev.yaml:24:15
24 |       - name: team-1
   |               ^^^^^^
   = rule: profile names are unique; two entries would share one namespace and
           one role
   = mend: merge the two entries, or rename one
           (docs/troubleshooting.md#profile-duplicate)

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
    expect(await processCommand("start", ["--format", "values"], { cwd, env })).toMatchObject({
      exitCode: 2,
      stderr: "This is a defect of the program: broken on purpose\nDEBUG=1 shows where.\n",
    });
  });

  test("shows where with DEBUG=1", async () => {
    const { exitCode, stderr } = await processCommand("start", ["--format", "values"], {
      cwd,
      env: { ...env, DEBUG: "1" },
    });

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^This is a defect of the program: broken on purpose\nError: broken on purpose\n {4}at /);
  });
});

test("a reader that stops early is no failure", async () => {
  const closing = `const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, [${JSON.stringify(startFiles.start)}, "--stack", "prod"], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.destroy();
    child.on("close", (code) => { process.exitCode = code; });`;

  expect(await node(["--eval", closing], { cwd })).toMatchObject({ exitCode: 0, stderr: "" });
});
