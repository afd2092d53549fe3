import { spawn } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as recover from "../../cli/recover.js";
import * as start from "../../cli/start.js";
import type { Calls } from "../../cli/terminal/calls.js";
import type { ExitCode } from "../../cli/terminal/exit-codes.js";
import type { Io } from "../../cli/terminal/io.js";
import * as values from "../../cli/values.js";
import { cleanEnvironment, testIo } from "./io.js";
import { aloneInProcess } from "./program.js";
import { projectRoot, tempFolder } from "./stack.js";
import { ended } from "./store.js";

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the command reads on standard input. */
  readonly input?: string;
  /** How commands are called, where it isn't by npm. */
  readonly calls?: Calls;
}

/** Runs the offline plan as `npm start` does, in this process. */
export function command(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return inThisProcess((io) => start.run(args, io, parts), options);
}

/** The same for the package's `compare`. */
export function compareCommand(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return inThisProcess((io) => start.runCompare(args, io, parts), options);
}

/** The same for `npm run values`. */
export function valuesCommand(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return inThisProcess((io) => values.run(args, io), options);
}

/** The same for `npm run recover`; the SDK of AWS reads this process's environment, whatever `env` is. */
export function recoverCommand(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return inThisProcess((io) => recover.run(args, io, parts), options);
}

const parts = {
  render: () => import("../../cli/render.js"),
  program: () => import("../../cli/offline/program-run.js"),
  compare: () => import("../../cli/compare/compare.js"),
  recover: () => import("../../cli/recover/recover.js"),
  pulumi: () => import("../../cli/recover/pulumi.js"),
};

function inThisProcess(run: (io: Io) => Promise<ExitCode>, options: CommandOptions): Promise<CommandResult> {
  return aloneInProcess(async (store, errors) => {
    const settled = async (program: () => Promise<unknown>) => {
      store.settings.options.rootDirectory = options.cwd;
      const outcome = program();
      outcome.catch((error) => errors.add(error));
      await ended(store, { outcome, errors, milliseconds: 50_000 });
      const failures = new Set(errors);
      errors.clear();
      return failures;
    };
    const io = testIo({ ...options, settled });
    const exitCode = await run(io);
    return { exitCode, ...io.printed };
  });
}

/** The start file of each command. */
export const startFiles = {
  start: join(projectRoot, "cli", "start.cjs"),
  values: join(projectRoot, "cli", "values.cjs"),
  recover: join(projectRoot, "cli", "recover.cjs"),
};

/** Runs a command as a user does, in a process of its own: for what concerns the process alone, as it takes seconds. */
export function processCommand(
  name: keyof typeof startFiles,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  return node([startFiles[name], ...args], options);
}

export function node(args: readonly string[], { cwd, env = {}, input }: CommandOptions): Promise<CommandResult> {
  const child = spawn(process.execPath, args, { cwd, env: { ...cleanEnvironment(), ...env } });
  // Who doesn't read its input closes it first.
  child.stdin.on("error", () => undefined).end(input);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** A copy of the example stacks, as in a fresh clone. */
export function exampleCopy(): string {
  const folder = tempFolder();
  for (const part of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml", "examples"]) {
    cpSync(join(projectRoot, part), join(folder, part), { recursive: true });
  }
  return folder;
}

/** Changes a file's text; a text that isn't there would change nothing, and is an error. */
export function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
}

/** The example with this many profiles. */
export function exampleWithProfiles(count: number): string {
  const folder = exampleCopy();
  const entries = Array.from({ length: count }, (_, index) => `      - name: team-${index}\n        members: []\n`);
  const values = `deploykf_core:\n  deploykf_profiles_generator:\n    profiles:\n${entries.join("")}`;
  writeFileSync(join(folder, "examples", "values-dev.yaml"), values);
  return folder;
}
