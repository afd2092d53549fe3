import { cached } from "./cache.js";
import { runTool } from "./process.js";

interface GoPrograms {
  /** Names the folder in the cache, so it says the versions. */
  readonly cache: string;
  /** With their versions. */
  readonly modules: readonly string[];
  /** What is said where Go is missing, or fails. */
  readonly needed: string;
}

/** The folder with the programs that Go modules are, built once. */
export function goPrograms({ cache, modules, needed }: GoPrograms): Promise<string> {
  return cached(cache, async (folder) => {
    const go = goIn(folder, needed);
    await go("mod", "init", "servers");
    await go("get", ...modules);
    const packages = modules.map((module) => module.replace(/@.*/, ""));
    await go("build", "-trimpath", "-ldflags=-s -w", "-o", folder, ...packages);
  });
}

/** Runs Go in a folder, and returns what it printed. */
export function goIn(folder: string, needed: string): (...args: readonly string[]) => Promise<string> {
  const env = { CGO_ENABLED: "0", GOWORK: "off" };
  return async (...args) => {
    try {
      return await runTool({ name: `go ${args[0]}`, command: "go", args, cwd: folder, env, seconds: 1_800 });
    } catch (error) {
      throw new Error(`${needed} ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  };
}
