import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parsePlanRecord } from "../compare/parse.js";
import type { PlanRecord } from "../compare/record.js";
import { stackFileOf } from "../config/stack-files.js";
import { ProblemsError } from "../problems/problem.js";
import { CommandError, exitCodes } from "./exit-codes.js";
import { type OfflinePlan, planOffline } from "./offline-plan.js";
import { say } from "./terminal.js";

/** One side of a comparison. */
export interface Side {
  /** Undefined: the stack doesn't exist there. */
  readonly record: PlanRecord | undefined;
  /** What it is called in what is printed. */
  readonly label: string;
}

export interface SideOptions {
  readonly root: string;
  readonly stack: string;
  /** The stack's config, relative to `root`. */
  readonly stackFile: string | undefined;
  readonly record: (offline: OfflinePlan) => Promise<PlanRecord>;
}

/**
 * The plan to compare with: an earlier plan's JSON, a folder with a project, or a git ref.
 * @throws CommandError where it is none of them, or can't be read
 * @throws ProblemsError where its config can't be planned
 */
export async function baseSide(base: string, options: SideOptions): Promise<Side> {
  const path = resolve(options.root, base);
  const commit = commitOf(base, options.root);
  // A folder that a pull request brings along would else stand in for the branch that it is compared with.
  if (commit && existsSync(path)) {
    const message = `--compare ${base} is a git ref, and also a file or folder here: write ./${base}, or the commit ${commit}`;
    throw new CommandError(message, exitCodes.noAnswer);
  }
  if (existsSync(path)) {
    return statSync(path).isDirectory()
      ? { record: await recordIn(path, options, base), label: base }
      : { record: recordOfFile(path, base, options.stack), label: base };
  }
  return await gitSide(base, commit, options);
}

/** The stack as the files here have it. */
export async function headSide(options: SideOptions): Promise<Side> {
  return { record: await recordIn(options.root, options, undefined), label: "this folder" };
}

async function recordIn(
  root: string,
  { stack, stackFile, record }: SideOptions,
  base: string | undefined,
): Promise<PlanRecord | undefined> {
  if (base !== undefined && !existsSync(join(root, "Pulumi.yaml"))) throw noProject(base);
  if (!existsSync(join(root, stackFile ?? stackFileOf(stack)))) {
    if (base !== undefined) say(`There is no stack ${stack} in ${base}: all of it is new.`);
    return undefined;
  }
  try {
    return await record(planOffline(root, stack, stackFile));
  } catch (error) {
    if (!(error instanceof ProblemsError) || base === undefined) throw error;
    const message = `The base, ${base}, can't be planned by today's code:\n${error.message}`;
    throw new CommandError(message, exitCodes.noAnswer);
  }
}

function noProject(base: string): CommandError {
  const message = `--compare ${base} has no Pulumi.yaml: name the folder of the project, or a commit that has it`;
  return new CommandError(message, exitCodes.noAnswer);
}

function recordOfFile(path: string, base: string, stack: string): PlanRecord {
  const parsed = parsePlanRecord(readFileSync(path, "utf8"));
  if ("problem" in parsed) throw new CommandError(`${base} ${parsed.problem}`, exitCodes.noAnswer);
  if (parsed.record.stack !== stack) {
    const message = `${base} is a plan of stack ${parsed.record.stack}, not of ${stack}: add --stack ${parsed.record.stack}`;
    throw new CommandError(message, exitCodes.noAnswer);
  }
  return parsed.record;
}

/** Config and values files of a commit, under today's code; the repository and its index stay as they are. */
async function gitSide(ref: string, commit: string | undefined, options: SideOptions): Promise<Side> {
  const top = commit && tryGit(options.root, ["rev-parse", "--show-toplevel"]);
  if (!commit || !top) {
    const message = `--compare ${ref}: neither a git ref (git fetch?), nor a folder with a project, nor the file of an earlier plan (--format json)`;
    throw new CommandError(message, exitCodes.noAnswer);
  }
  const folder = mkdtempSync(join(tmpdir(), "deploykf-object-store-base-"));
  try {
    const env = { ...process.env, GIT_INDEX_FILE: join(folder, "index") };
    const target = join(folder, "tree");
    git(top, ["read-tree", commit], env);
    git(top, ["checkout-index", "--all", `--prefix=${target}/`], env);
    const root = join(target, git(options.root, ["rev-parse", "--show-prefix"]));
    if (tryGit(options.root, ["status", "--porcelain"])) {
      say("Uncommitted changes are part of what is compared.");
    }
    return { record: await recordIn(root, options, ref), label: `${ref} (${commit.slice(0, 7)})` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commitOf(ref: string, cwd: string): string | undefined {
  return tryGit(cwd, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
}

function git(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  return execFileSync("git", args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

function tryGit(cwd: string, args: readonly string[]): string | undefined {
  try {
    return git(cwd, args);
  } catch {
    return undefined;
  }
}
