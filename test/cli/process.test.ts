import { describe, expect, test } from "vitest";
import { command, edit, exampleCopy, processCommand, valuesCommand } from "../support/command.js";
import { keyStack } from "../support/key-stacks.js";

/** The tests call commands in their own process: as a process each must end and print the same. */

const cwd = exampleCopy();

describe("npm start", () => {
  const wider = exampleCopy();
  edit(wider, "examples/values-dev.yaml", "name: team-2", "name: team-9");
  const comparing = ["--compare", exampleCopy(), "--fail-on-widening"];

  test.each([
    [0, [], cwd],
    [0, ["--stack", "prod", "--format", "json"], cwd],
    [1, comparing, wider],
    [2, ["--stack", "staging", "--format", "json"], cwd],
    [2, ["--stak"], cwd],
  ])("%i: %j", async (exitCode, args, folder) => {
    const options = { cwd: folder };

    expect(await processCommand("start", args, options)).toEqual({ ...(await command(args, options)), exitCode });
  });
});

describe("npm run values", () => {
  test.each([
    [0, ["write", "--file", "/dev/stdout"]],
    [1, ["check"]],
    [2, ["chekc"]],
  ])("%i: %j", async (exitCode, args) => {
    expect(await processCommand("values", args, { cwd })).toEqual({
      ...(await valuesCommand(args, { cwd })),
      exitCode,
    });
  });

  test("2: reads standard input", async () => {
    const options = {
      cwd: keyStack({ auth: { mode: "keys", backendKey: "inline" } }).root,
      input: "no values",
    };
    const args = ["write", "--stack", "test", "--allow-secrets"];
    const { exitCode, stderr } = await processCommand("values", args, options);

    expect(exitCode).toBe(2);
    expect(stderr).toContain("standard input has no values with the backend's key");
    expect(await valuesCommand(args, options)).toMatchObject({ exitCode, stderr });
  });

  test("2: what npm took for itself stands in the process's environment", async () => {
    const options = { cwd, env: { npm_config_stack: "prod" } };

    expect(await processCommand("values", ["check"], options)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^npm took --stack for itself; /),
    });
  });
});
