import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { edit, valuesCommand } from "../support/command.js";
import { unwrapped } from "../support/expected-keys.js";
import { keyStack, planted, providedFor } from "../support/key-stacks.js";
import { removal } from "../support/plan-text.js";
import { runProgram } from "../support/program.js";
import { mapOf } from "../support/project.js";
import type { TestStack } from "../support/stack.js";

const file = "values-object-store.yaml";
const warning = "warning[inline-key]: the backend's key stands in plain text in the values block\n";
const source = "pulumi stack output deploykfValues --show-secrets --stack test";
const { accessKey, secretKey } = planted("backend");

let stack: TestStack;
let output = "";
beforeEach(async () => {
  const auth = { mode: "keys", keySource: "provided", backendKey: "inline" };
  stack = keyStack({ auth, keys: providedFor("team-1", "team-2") });
  output = textOf(mapOf(unwrapped((await runProgram(stack)).outputs)).deploykfValues);
});

/** As `pulumi stack output --show-secrets` prints it. */
function textOf(value: unknown): string {
  return `${mapOf(value).secret}\n`;
}

async function run(subcommand: string, args: readonly string[] = [], input = "") {
  const all = [subcommand, "--stack", "test", ...args];
  const { stdout, stderr, exitCode } = await valuesCommand(all, { cwd: stack.root, input });
  return { stdout, stderr, exitCode };
}

const path = () => join(stack.root, file);
const read = () => readFileSync(path(), "utf8");
const write = (input: string) => run("write", ["--allow-secrets"], input);

test("the stack's output has the key, or the other tests would show nothing", () => {
  expect(output).toContain(accessKey);
  expect(output).toContain(secretKey);
});

test("write never writes a mask: 1, and the command that writes the key", async () => {
  const { stdout, stderr, exitCode } = await run("write", [], output);

  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
  expect(
    stderr.replace(/\n +/g, " "),
  ).toBe(`${warning}error[inline-masked]: the values hold the backend's key, which is masked here = rule: the offline plan decrypts nothing, and a file with a masked key would be deployed = mend: write the file from the stack, for you alone to read: (docs/troubleshooting.md#inline-masked) ${source} | npm -s run values -- write --stack test --allow-secrets
`);
  expect(existsSync(path())).toBe(false);
});

test("--allow-secrets writes the stack's output, for nobody else to read, and says so", async () => {
  expect(await write(output.replaceAll("\n", "\r\n"))).toEqual({
    stdout: "",
    stderr: `${warning}Wrote ${file}\nThe backend's key is in ${file}: only you can read it; don't commit it in plain text.\n${removal}`,
    exitCode: 0,
  });
  expect(read()).toBe(output);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
});

test("over a file that everybody may read, too", async () => {
  writeFileSync(path(), output, { mode: 0o644 });
  await write(output);

  expect(statSync(path()).mode & 0o777).toBe(0o600);
});

test("standard input without an end in sight: 2, and no file", async () => {
  const { stderr, exitCode } = await write("x".repeat(20_000_001));

  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `${warning}standard input is larger than 20 MB\n` });
});

test.each([
  ["nothing", () => ""],
  ["another text", () => "error: no stack selected\n"],
  ["masked values", () => output.replace(accessKey, "[secret]").replace(secretKey, "[secret]")],
  ["half a block", () => output.slice(0, 200)],
])("%s on standard input: 2, and no file", async (_, input) => {
  const { stderr, exitCode } = await write(input());

  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `${warning}standard input has no values with the backend's key: ${source} | npm -s run values -- write --stack test --allow-secrets\n`,
  );
  expect(existsSync(path())).toBe(false);
});

test("an output of an older plan: 1, no file, and no key shown", async () => {
  edit(stack.root, "values.yaml", "name: team-2", "name: team-3");
  edit(stack.root, "Pulumi.test.yaml", "team-2", "team-3");
  edit(stack.root, "Pulumi.test.yaml", "acme-test-pipelines", "acme-new-pipelines");
  const { stdout, stderr, exitCode } = await write(output);

  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
  expect(stderr).toContain(
    "the stack's output isn't what is planned now, so nothing was written: pulumi up --stack test",
  );
  expect(stderr).not.toContain(secretKey);
  expect(existsSync(path())).toBe(false);
});

test("check takes the key as the file has it", async () => {
  await write(output);
  const current = { stdout: `${file} is current\n`, stderr: warning, exitCode: 0 };

  expect(await run("check")).toEqual(current);
  writeFileSync(path(), output.replace(secretKey, "another/key"));
  expect(await run("check")).toEqual(current);
});

test("a stale file: 1, and a difference without the key", async () => {
  await write(output);
  edit(stack.root, "Pulumi.test.yaml", "acme-test-pipelines", "acme-new-pipelines");
  const { stdout, stderr, exitCode } = await run("check");

  expect(exitCode).toBe(1);
  expect(stdout).toContain("-      name: acme-test-pipelines\n+      name: acme-new-pipelines\n");
  expect(`${stdout}${stderr}`).not.toMatch(/PLANTED/);
  expect(stderr).toBe(
    `${warning}${file} is stale: ${source} | npm -s run values -- write --stack test --allow-secrets\n`,
  );
});

test.each([
  ["beside it", (text: string) => `${text}# ${secretKey}\n`],
  [
    "in another notation",
    (text: string) =>
      text.replace(
        / +accessKey: .*\n +secretKey: .*\n/,
        (lines) => `${lines.split("\n")[0]}\n        "secretKey": ${secretKey}\n`,
      ),
  ],
  [
    "over several lines",
    (text: string) => text.replace(/secretKey: .*/, `secretKey: >-\n          ${secretKey}\n          more`),
  ],
])("a key %s isn't shown either", async (_, change) => {
  writeFileSync(path(), change(output));
  edit(stack.root, "Pulumi.test.yaml", "acme-test-pipelines", "acme-new-pipelines");
  const { stdout, stderr, exitCode } = await run("check");

  expect(exitCode).toBe(1);
  expect(`${stdout}${stderr}`).not.toContain(secretKey);
  expect(stderr).toContain(`${file} is stale`);
});

test("a file from when the key was inline shows no key when it no longer is", async () => {
  await write(output);
  edit(stack.root, "Pulumi.test.yaml", '"backendKey": "inline"', '"backendKey": "secret"');
  const { stdout, exitCode } = await run("check");

  expect(exitCode).toBe(1);
  expect(stdout).toContain('-        accessKey: "[secret]"\n-        secretKey: "[secret]"\n');
  expect(stdout).not.toContain(secretKey);
});

test("a masked file would be deployed, so it isn't current", async () => {
  writeFileSync(path(), output.replace(/((?:access|secret)Key): .*/g, '$1: "[secret]"'));
  const { stdout, stderr, exitCode } = await run("check");

  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
  expect(stderr).toContain(`${file} has the backend's key masked: ${source} | `);
});
