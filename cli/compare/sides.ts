import { existsSync, realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { filesInTree, type ProjectFiles } from "../../base/files/project-files.js";
import { mostJsonBytes, readPlainFile } from "../../base/files/read.js";
import { diskTree } from "../../base/files/tree.js";
import { stackFileOf } from "../../base/input/stack-files.js";
import { ProblemsError } from "../../base/problems/problem.js";
import { parsePlanRecord } from "../../compare/parse.js";
import type { PlanRecord } from "../../plan/record.js";
import { type OfflinePlan, planFiles } from "../offline/offline-plan.js";
import { CommandError } from "../terminal/exit-codes.js";
import type { Io } from "../terminal/io.js";
import { say } from "../terminal/print.js";
import { git, gitTree } from "./git.js";

/** One side of a comparison. */
interface Side {
  /** Undefined: the stack doesn't exist there. */
  readonly record: PlanRecord | undefined;
  /** What it is called in what is printed. */
  readonly label: string;
}

export interface SideOptions {
  /** Its folder is the project's. */
  readonly io: Io;
  readonly stack: string;
  /** The stack's config, relative to that folder. */
  readonly stackFile: string | undefined;
  readonly record: (offline: OfflinePlan) => Promise<PlanRecord>;
}

/**
 * The plan to compare with: an earlier plan's JSON, a folder with a project, or a git ref.
 * @throws CommandError where it is none of them, or can't be read
 * @throws ProblemsError where its config can't be planned
 */
export async function baseSide(base: string, options: SideOptions): Promise<Side> {
  const path = resolve(options.io.cwd, base);
  const commit = commitOf(base, options.io);
  // A folder that a pull request brings along would else stand in for the branch that it is compared with.
  if (commit && existsSync(path)) {
    const message = `--compare ${base} is a git ref, and also a file or folder here: write ./${base}, or the commit ${commit}`;
    throw new CommandError(message);
  }
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) return { record: recordOfFile(path, base, options), label: base };
    return { record: await recordIn(folderSide(options.io, path, topOf(options.io)), options, base), label: base };
  }
  return await gitSide(base, commit, options);
}

/** The stack as the files here have it. */
export async function headSide(options: SideOptions): Promise<Side> {
  return { record: await recordIn(folderSide(options.io, options.io.cwd), options, undefined), label: "this folder" };
}

/**
 * A folder's own tree: the git repository that it is in, or itself where it is in none, or in `other`, which is the other
 * side's.
 */
function folderSide(io: Io, folder: string, other?: string): ProjectFiles {
  const root = realpathSync(folder);
  const repository = topOf({ ...io, cwd: root });
  const top = repository === undefined || repository === other ? root : repository;
  return filesInTree(diskTree(top), relative(top, root).split(sep).join("/"));
}

function topOf(io: Io): string | undefined {
  return git(io, "rev-parse", "--show-toplevel");
}

async function recordIn(
  files: ProjectFiles,
  { io, stack, stackFile, record }: SideOptions,
  base: string | undefined,
): Promise<PlanRecord | undefined> {
  if (base !== undefined && isMissing(files, "Pulumi.yaml")) {
    const message = `--compare ${base} has no Pulumi.yaml: name the folder of the project, or a commit that has it`;
    throw new CommandError(message);
  }
  if (isMissing(files, stackFile ?? stackFileOf(stack))) {
    if (base !== undefined) say(io, `There is no stack ${stack} in ${base}: all of it is new.`);
    return undefined;
  }
  try {
    return await record(planFiles(files, stack, stackFile));
  } catch (error) {
    if (!(error instanceof ProblemsError) || base === undefined) throw error;
    throw new CommandError(`The base, ${base}, can't be planned by today's code:\n${error.message}`);
  }
}

/** What is there and can't be read isn't missing. */
function isMissing(files: ProjectFiles, file: string): boolean {
  const read = files.read(file);
  return "unread" in read && read.unread.reason === "missing";
}

function recordOfFile(path: string, base: string, { io, stack }: SideOptions): PlanRecord {
  const read = readPlainFile(path, mostJsonBytes);
  if ("unread" in read) throw new CommandError(`--compare ${base} ${read.unread.why}`);
  const parsed = parsePlanRecord(read.text, io.calls.plan);
  if ("problem" in parsed) throw new CommandError(`${base} ${parsed.problem}`);
  if (parsed.record.stack !== stack) {
    const message = `${base} is a plan of stack ${parsed.record.stack}, not of ${stack}: add --stack ${parsed.record.stack}`;
    throw new CommandError(message);
  }
  return parsed.record;
}

/** Config and values files of a commit, under today's code; nothing is written. */
async function gitSide(ref: string, commit: string | undefined, options: SideOptions): Promise<Side> {
  if (!commit) {
    const message = `--compare ${ref}: neither a git ref (git fetch?), nor a folder with a project, nor the file of an earlier plan (--format json)`;
    throw new CommandError(message);
  }
  if (git(options.io, "status", "--porcelain")) say(options.io, "Uncommitted changes are part of what is compared.");
  const files = filesInTree(gitTree(options.io, commit), git(options.io, "rev-parse", "--show-prefix") ?? "");
  return { record: await recordIn(files, options, ref), label: `${ref} (${commit.slice(0, 7)})` };
}

function commitOf(ref: string, io: Io): string | undefined {
  return git(io, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
}
