import { join } from "node:path";
import { goPrograms } from "./go.js";
import { runTool, works } from "./process.js";

/** Names a program actionlint, where there is no Go. */
export const actionlintVariable = "DEPLOYKF_TEST_ACTIONLINT";
const module = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";

interface Problem {
  readonly filepath: string;
  readonly line: number;
  readonly message: string;
}

/** What actionlint has against files of workflows, as `file:line: message`. */
export async function workflowProblems(files: readonly string[], cwd: string): Promise<readonly string[]> {
  const printed = await runTool({
    name: "actionlint",
    command: await actionlint(),
    // Whether other checkers are on PATH mustn't decide what is found.
    args: ["-shellcheck=", "-pyflakes=", "-format", "{{json .}}", ...files],
    cwd,
    seconds: 60,
    answering: 1,
  });
  const problems: readonly Problem[] = JSON.parse(printed);
  return problems.map(({ filepath, line, message }) => `${filepath}:${line}: ${message}`);
}

let found: Promise<string> | undefined;

/** The program: the one that the environment names, else built from its Go module; one on PATH may be of any version. */
export function actionlint(): Promise<string> {
  found ??= findProgram();
  return found;
}

async function findProgram(): Promise<string> {
  const own = process.env[actionlintVariable];
  if (own) {
    if (await works(own, ["-version"], /^v?\d+\.\d+\.\d+/)) return own;
    throw new Error(`${actionlintVariable} names ${own}, which isn't actionlint`);
  }
  const folder = await goPrograms({
    cache: module.replace(/^.*\//, ""),
    modules: [module],
    needed: `The tests need actionlint: from the path in ${actionlintVariable}, or built by Go 1.24 or newer.`,
  });
  return join(folder, "actionlint");
}
