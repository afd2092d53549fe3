import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { mostJsonBytes, readPlainFile } from "../../base/files/read.js";
import { visible } from "../../base/problems/text.js";
import { CommandError } from "./exit-codes.js";
import type { Io } from "./io.js";
import { messageOf, print, say } from "./print.js";
import { describeFile, kindOfWritten } from "./written.js";

/**
 * Writes a text beside its file and renames, so that nobody ever reads half of it. A file keeps its permissions; one with
 * a secret is its owner's alone: `mode`. `option` is the one that names the file.
 * @throws CommandError where that can't be done, or would replace something else than an earlier text of its kind
 */
export function writeOutput(
  io: Io,
  file: string,
  text: string,
  { mode, option = "--output" }: { readonly mode?: number; readonly option?: string } = {},
): void {
  if (mode === undefined && writeThrough(io, file, text)) return;
  const path = resolve(io.cwd, file);
  const before = standingFile(path, file);
  refuseForeign(file, text, before?.text ?? "", option);
  const draft = `${path}.${process.pid}.tmp`;
  const kept = mode ?? before?.mode;
  try {
    // A draft that an earlier process left would keep its own permissions.
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { flag: "wx", ...(kept !== undefined && { mode: 0o600 }) });
    if (kept !== undefined) chmodSync(draft, kept);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw unwritable(file, messageOf(error));
  }
  say(io, `Wrote ${file}`);
}

/** The process's own streams, and nowhere; anything else in their place is no file to replace. */
function writeThrough(io: Io, file: string, text: string): boolean {
  if (file === "/dev/stdout") print(io, text);
  else if (file === "/dev/stderr") io.stderr.write(visible(text));
  else return file === "/dev/null";
  return true;
}

/** Undefined where there is none yet. */
function standingFile(path: string, file: string) {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (found.isSymbolicLink()) throw unwritable(file, "it is a link; name the file that it leads to");
  if (!found.isFile()) throw unwritable(file, "it is no plain file");
  const read = readPlainFile(path, mostJsonBytes);
  if ("unread" in read) throw unwritable(file, `what is there ${read.unread.why}`);
  return { text: read.text, mode: found.mode & 0o777 };
}

function refuseForeign(file: string, text: string, before: string, option: string): void {
  if (before.trim() === "") return;
  const [kind, standing] = [kindOfWritten(text), describeFile(file, before)];
  if (kind === standing || (text.trim() === "" && kindOfWritten(before) !== undefined)) return;
  const message =
    kind === "a generated values block"
      ? `${file} isn't a generated values block, so it isn't replaced; name another file with ${option}`
      : `${file} is ${standing}, so it isn't replaced; remove it first, or name another file with ${option}`;
  throw new CommandError(message);
}

function unwritable(file: string, reason: string): CommandError {
  return new CommandError(`${file} can't be written: ${reason}`);
}

/**
 * Writes files into a folder, which is made if need be.
 * @throws CommandError where that can't be done
 */
export function writeFolder(
  io: Io,
  folder: string,
  files: readonly { readonly name: string; readonly text: string }[],
): void {
  try {
    mkdirSync(resolve(io.cwd, folder), { recursive: true });
  } catch (error) {
    throw new CommandError(`${folder} can't be made: ${messageOf(error)}`);
  }
  for (const { name, text } of files) writeOutput(io, join(folder, name), text, { option: "--out" });
}
