import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { packageCalls } from "../../cli/terminal/calls.js";
import { command, compareCommand, edit, exampleCopy, node, recoverCommand, valuesCommand } from "../support/command.js";
import { projectFile, tempFolder } from "../support/stack.js";

/** What the repository's commands print, the package's print, in processes of their own. */

const bin = join(inject("installed"), "node_modules", ".bin", "deploykf-object-store");
const run = (args: readonly string[], cwd: string) => node([bin, ...args], { cwd });

const cwd = exampleCopy();
const before = exampleCopy();
beforeAll(() => edit(cwd, "examples/values-dev.yaml", "name: team-2", "name: team-9"));

const calls = packageCalls;

describe("prints what the repository's command prints", () => {
  test.each([
    [["plan"]],
    [["plan", "--stack", "prod", "--format", "json"]],
    [["plan", "--config-file", "examples/Pulumi.new.yaml"]],
    [["plan", "--stack", "staging"]],
    [["plan", "--help"]],
  ])("%j", async ([name = "", ...args]) => {
    expect(await run([name, ...args], cwd)).toEqual(await command(args, { cwd, calls }));
  });

  test.each([[["--help"]], [[]]])("compare %j", async (args) => {
    expect(await run(["compare", ...args], cwd)).toEqual(await compareCommand(args, { cwd, calls }));
  });

  test("compare BASE is plan --compare BASE", async () => {
    const plain = await command(["--compare", before, "--fail-on-widening"], { cwd, calls });

    expect(await run(["compare", before, "--fail-on-widening"], cwd)).toEqual(plain);
    expect(await run(["plan", "--compare", before, "--fail-on-widening"], cwd)).toEqual(plain);
    expect(plain.exitCode).toBe(1);
  });

  test.each([[["check"]], [["write", "--file", "/dev/stdout"]], [["--help"]], [["chekc"]]])(
    "values %j",
    async (args) => {
      expect(await run(["values", ...args], cwd)).toEqual(await valuesCommand(args, { cwd, calls }));
    },
  );

  test.each([[["--help"]], [["--state", "Pulumi.yaml"]]])("recover %j", async (args) => {
    expect(await run(["recover", ...args], cwd)).toEqual(await recoverCommand(args, { cwd, calls }));
  });
});

test("a package that few need isn't there: it is installed beside what the user has", async () => {
  const { exitCode, stdout, stderr } = await run(["plan", "--config-file", "examples/Pulumi.minio.yaml"], cwd);

  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(projectFile("package.json"));
  expect(stderr.replace(/\s+/g, " ")).toContain(
    `= mend: npm install --save-exact @pulumi/minio@${devDependencies["@pulumi/minio"]} (`,
  );
});

test("compare without BASE, and a command that isn't there: 2, and what there is", async () => {
  expect(await run(["compare"], cwd)).toMatchObject({
    exitCode: 2,
    stderr: "error: missing required argument 'base'\n",
  });
  expect(await run(["plna"], cwd)).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "there is no command plna: it is one of plan, compare, values, recover\n",
  });
});

test("--version, and help", async () => {
  const { version }: { version: string } = JSON.parse(projectFile("package.json"));
  expect(await run(["--version"], cwd)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  expect(await run(["plan", "--version"], cwd)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  const help = await run(["help"], cwd);
  expect(help).toMatchObject({ exitCode: 0, stderr: "" });
  expect(help.stdout).toMatch(/^Usage: deploykf-object-store COMMAND/);
  expect(await run([], cwd)).toEqual(help);
});

test("the template is a project that can be planned", async () => {
  const folder = tempFolder();
  cpSync("template", folder, { recursive: true });
  edit(folder, "Pulumi.yaml", "name: ${PROJECT}", "name: acme-store");

  const { exitCode, stdout, stderr } = await run(["plan", "--stack", "dev"], folder);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/\n {2}npx deploykf-object-store values write --stack dev\n$/);
  const { engines }: { engines: unknown } = JSON.parse(projectFile("package.json"));
  expect(JSON.parse(projectFile("template/package.json"))).toMatchObject({ engines });
});
