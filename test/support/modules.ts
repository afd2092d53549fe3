import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { command, exampleCopy } from "./command.js";
import { tempFolder } from "./stack.js";

/** Writes the names of all loaded modules when the process ends. */
const listModules = `process.on("exit", () => {
  require("node:fs").writeFileSync(process.env.MODULES_FILE, Object.keys(require.cache).join("\\n"));
});`;

/** The modules that a run of the command line in the examples loads. */
export async function modulesOf(args: readonly string[], run = command): Promise<string[]> {
  const folder = tempFolder({ "list.cjs": listModules });
  const env = { NODE_OPTIONS: `--require=${join(folder, "list.cjs")}`, MODULES_FILE: join(folder, "modules") };
  const { exitCode } = await run(args, { cwd: exampleCopy(), env });
  expect(exitCode).toBe(0);
  return readFileSync(env.MODULES_FILE, "utf8").split("\n");
}
