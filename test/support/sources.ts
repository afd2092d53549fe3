import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./stack.js";

/** What the program doesn't run: its tests, and the tools that make pages. */
const beside = ["bench", "dist", "examples", "node_modules", "scripts", "test", "vitest.config.ts"];

/** The program's own source files, by their paths from the root; a new folder is one of them by itself. */
export const productSources: readonly string[] = readdirSync(projectRoot, { withFileTypes: true })
  .filter(({ name }) => !name.startsWith(".") && !beside.includes(name))
  .flatMap((entry) => (entry.isDirectory() ? inFolder(entry.name) : [entry.name]))
  .filter((path) => path.endsWith(".ts"))
  .sort();

function inFolder(folder: string): readonly string[] {
  const paths = readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" });
  return paths.map((path) => `${folder}/${path}`);
}

export function sourceText(path: string): string {
  return readFileSync(join(projectRoot, path), "utf8");
}
