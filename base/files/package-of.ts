import { createRequire } from "node:module";
import { ProblemList } from "../problems/problem.js";
import { throwOnErrors } from "../problems/report.js";

const load = createRequire(import.meta.url);

/** Whether this is a package of another program, and no checkout. */
const isInstalled = /[\\/]node_modules[\\/]/.test(import.meta.url);

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
      ...missing(name),
    });
    throwOnErrors(problems.errors);
    throw error;
  }
}

function isMissing(error: unknown, name: string): boolean {
  return error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND" && error.message.includes(name);
}

/** What of this package's own package.json is read. */
interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export function manifest(): Manifest {
  return load("../../package.json");
}

/** Why the package is missing, and how it comes in: beside this one, in the version that it is tested with. */
function missing(name: string): { readonly rule: string; readonly mend: string } {
  const { dependencies, peerDependencies } = manifest();
  const version = { ...dependencies, ...peerDependencies }[name]?.replace("^", "") ?? "latest";
  // In a checkout the tests' packages stay out: Pulumi fetches a plugin for every provider. Elsewhere they are the user's.
  const options = isInstalled ? "--save-exact" : "--omit=dev --save-prod --save-exact";
  return {
    rule:
      name in dependencies
        ? "it comes with this package, so its installation isn't whole"
        : "packages of stores that few use are installed only where they are used",
    mend: `npm install ${options} ${name}@${version}`,
  };
}
