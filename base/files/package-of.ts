import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ProblemList } from "../problems/problem.js";
import { throwOnErrors } from "../problems/report.js";

const load = createRequire(import.meta.url);

/**
 * A module of a package that few stacks use, loaded when one does; `T` is `typeof import` of the same. `use` says who uses
 * it, as "platform is gcs".
 * @throws ProblemsError where the package isn't installed
 */
export function packageOf<T>(module: string, use: string): T {
  const name = module.split("/").slice(0, 2).join("/");
  try {
    return load(module);
  } catch (error) {
    if (!isMissing(error, name)) throw error;
    const problems = new ProblemList();
    problems.error({
      code: "package-missing",
      message: `${use}, and the package ${name} isn't installed`,
      rule: "packages of stores that few use are installed only where they are used",
      mend: `npm install --omit=dev --save-prod --save-exact ${name}@${versionOf(name)}`,
    });
    throwOnErrors(problems.errors);
    throw error;
  }
}

function isMissing(error: unknown, name: string): boolean {
  return error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND" && error.message.includes(name);
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The version that the project is tested with. */
function versionOf(name: string): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { dependencies, peerDependencies } = JSON.parse(text) as Manifest;
  return { ...dependencies, ...peerDependencies }[name]?.replace("^", "") ?? "latest";
}
