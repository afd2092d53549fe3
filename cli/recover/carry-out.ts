import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shellWord } from "../../base/problems/shell.js";
import type { ImportFile } from "../../recover/import-file.js";
import type { Outcome } from "../../recover/outcome.js";
import { CommandError } from "../terminal/exit-codes.js";
import type { Io } from "../terminal/io.js";
import { writeOutput } from "../terminal/output.js";
import { messageOf, say } from "../terminal/print.js";
import type { Askers } from "./askers.js";
import { change, type Pulumi } from "./pulumi.js";

/** What is to be done, and with what. */
interface Steps {
  readonly io: Io;
  readonly stack: string;
  /** Options that name the stack's config, if it has to be named. */
  readonly configFile: readonly string[];
  readonly pulumi: Pulumi;
  /** Of the file for `pulumi import`, where the user named one. */
  readonly path: string | undefined;
  readonly outcome: Outcome;
  readonly file: ImportFile;
  /** Of the stack's own resource; undefined where it was never deployed. */
  readonly stackUrn: string | undefined;
}

function importArguments(file: string, { imports }: Outcome): readonly string[] {
  // One switch for all: the next up sets each as the program says, and until then nothing can be lost.
  const protect = imports.some((one) => one.protect);
  return ["import", "--file", file, "--generate-code=false", `--protect=${protect}`, "--skip-preview", "--yes"];
}

/** Nothing is deleted but in the state. */
function forgetArguments(urn: string): readonly string[] {
  return ["state", "delete", urn, "--target-dependents", "--yes"];
}

/** The stack itself is all that is refreshed: what counts is that the pending operations go, and a dead lock. */
function refreshArguments(stackUrn: string, { clearPending }: Outcome): readonly string[] {
  const pending = clearPending ? "--clear-pending-creates" : "--skip-pending-creates";
  return ["refresh", pending, "--target", stackUrn, "--suppress-outputs", "--skip-preview", "--yes"];
}

/**
 * Imports, deletes lost keys, then clears what was pending.
 * @throws CommandError where a step fails; the state keeps what the steps after it need
 */
export async function carryOut(
  { io, stack, configFile, pulumi, path: stated, outcome, file, stackUrn }: Steps,
  askers: Pick<Askers, "deleteKey">,
): Promise<void> {
  for (const urn of outcome.forget) await change(io, pulumi, stack, forgetArguments(urn));
  if (outcome.imports.length > 0) {
    await withFile(io, stated, importText(file), (path) =>
      change(io, pulumi, stack, [...importArguments(path, outcome), ...configFile]),
    );
  }
  for (const { user, key } of outcome.deletions) {
    await deleted(askers, user, key);
    say(io, `Deleted the access key ${key} of ${user}.`);
  }
  // Where nothing else was changed, nobody has looked for the lock yet.
  if (stackUrn !== undefined && (outcome.clearPending || outcome.imports.length === 0))
    await change(io, pulumi, stack, [...refreshArguments(stackUrn, outcome), ...configFile]);
  if (outcome.verdict === "todo") say(io, `Done. Next: pulumi up --stack ${stack}`);
}

/** The file is kept where the user named it. */
async function withFile(
  io: Io,
  stated: string | undefined,
  text: string,
  use: (path: string) => Promise<void>,
): Promise<void> {
  if (stated !== undefined) {
    writeOutput(io, stated, text, { option: "--file" });
    await use(stated);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "recover-"));
  try {
    const path = join(folder, "import.json");
    writeFileSync(path, text);
    await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function deleted(askers: Pick<Askers, "deleteKey">, user: string, key: string): Promise<void> {
  try {
    await askers.deleteKey(user, key);
  } catch (error) {
    throw new CommandError(`the access key ${key} of ${user} can't be deleted: ${messageOf(error)}`);
  }
}

/** Writes the file for `pulumi import`, and says by which commands the steps are taken. */
export function propose({ io, stack, configFile, path: stated, outcome, file, stackUrn }: Steps): void {
  const path = stated ?? `import-${stack}.json`;
  if (outcome.imports.length > 0) writeOutput(io, path, importText(file), { option: "--file" });
  const commands = [
    ...outcome.forget.map((urn) => pulumiCommand(forgetArguments(urn), stack)),
    ...(outcome.imports.length > 0 ? [pulumiCommand([...importArguments(path, outcome), ...configFile], stack)] : []),
    ...outcome.deletions.map(({ user, key }) => `aws iam delete-access-key --user-name ${user} --access-key-id ${key}`),
    ...(outcome.clearPending && stackUrn !== undefined
      ? [pulumiCommand([...refreshArguments(stackUrn, outcome), ...configFile], stack)]
      : []),
  ];
  if (commands.length === 0) return;
  const lines = ["By hand, or all at once with --yes:", ...commands.map((command) => `  ${command}`)];
  say(io, lines.join("\n"));
}

function pulumiCommand(args: readonly string[], stack: string): string {
  return ["pulumi", ...args, "--stack", stack].map(shellWord).join(" ");
}

function importText(file: ImportFile): string {
  return `${JSON.stringify(file, undefined, 2)}\n`;
}
