import { spawn } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot, tempFolder } from "./stack.js";

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
}

/** Runs the offline plan as a user does, in a process of its own. */
export function command(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return node([join(projectRoot, "cli", "start.cjs"), ...args], options);
}

/** Runs `npm run values` as a user does, in a process of its own. */
export function valuesCommand(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return node([join(projectRoot, "cli", "values.cjs"), ...args], options);
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

/** Without what a test runner, or the developer's shell, would add. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_|PULUMI_|AWS_|VITEST|DEBUG$|FORCE_COLOR)/.test(name),
  );
  return Object.fromEntries(kept);
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
