import { expect } from "vitest";
import { exampleCopy, node, startFiles } from "./command.js";

const script = new URL("loaded.cjs", import.meta.url).pathname;

/**
 * The modules that runs of a command in the examples load, all in one process of their own: what the first loads is exact, and
 * so is of each which packages it loads that only some stacks do.
 */
export async function modulesOf(
  runs: readonly (readonly string[])[],
  name: keyof typeof startFiles = "start",
): Promise<readonly (readonly string[])[]> {
  const { stderr } = await node([script, startFiles[name], JSON.stringify(runs)], { cwd: exampleCopy() });
  const found: readonly { exitCode: number; modules: readonly string[] }[] = JSON.parse(
    stderr.split("\n").at(-1) ?? "",
  );
  expect(found.map(({ exitCode }) => exitCode)).toEqual(runs.map(() => 0));
  return found.map(({ modules }) => modules);
}
