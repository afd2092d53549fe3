import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type PackageClass, packageClasses } from "../../components/schema.js";
import packageJson from "../../package.json" with { type: "json" };
import { commentOf } from "../../scripts/package/comments.js";
import { type ProgramRun, type RunOptions, runProgram } from "./program.js";
import { projectRoot, type TestStack, tempFolder } from "./stack.js";
import { typeErrors } from "./typescript.js";

export const classNames = Object.keys(packageClasses) as readonly PackageClass[];

/** The programs in the classes' doc comments, each with a name of its own. */
export const classExamples: readonly (readonly [name: string, text: string])[] = classNames.flatMap((name) =>
  (commentOf(name)?.examples ?? []).map((text, index) => [`${name} ${index + 1}`, text] as const),
);

/** Runs an example as a program; what it exports are the stack's outputs. */
export function runExample(stack: TestStack, text: string, options: Omit<RunOptions, "run"> = {}): Promise<ProgramRun> {
  const folder = tempFolder();
  // A file is loaded once in a process; each of these is a new one.
  const file = join(folder, "example.ts");
  symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"));
  writeFileSync(file, withEntry(text, join(projectRoot, "components/index.ts")));
  const run = async () => ({ ...(await import(/* @vite-ignore */ pathToFileURL(file).href)) });
  return runProgram(stack, { ...options, run });
}

/** What TypeScript says against an example. */
export function exampleErrors(text: string): readonly string[] {
  return typeErrors("example.ts", withEntry(text, "./components/index.js"));
}

/** A user imports the package; here it is its sources. */
function withEntry(text: string, entry: string): string {
  return text.replaceAll(`from "${packageJson.name}"`, `from ${JSON.stringify(entry)}`);
}
