import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isGeneratedBlock } from "../deploykf/block-header.js";
import { readPlainFile } from "../files/read.js";
import { CommandError, exitCodes } from "./exit-codes.js";

interface OutputOptions {
  /** The file's permissions; what the process gives by default if it isn't said. */
  readonly mode?: number;
  /** The option that names the file. */
  readonly option?: string;
}

/**
 * Writes a text beside its file and renames, so that nobody ever reads half of it.
 * @throws CommandError where that can't be done, or where the values would replace a file of the user's own
 */
export function writeOutput(file: string, text: string, { mode, option = "--output" }: OutputOptions = {}): void {
  if (isGeneratedBlock(text) && isForeign(file)) {
    const message = `${file} isn't a generated values block, so it isn't replaced; name another file with ${option}`;
    throw new CommandError(message, exitCodes.noAnswer);
  }
  const draft = `${file}.${process.pid}.tmp`;
  try {
    // A draft that an earlier process left would keep its own permissions.
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { flag: "wx", ...(mode !== undefined && { mode }) });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} can't be written: ${reason}`, exitCodes.noAnswer);
  }
  process.stderr.write(`Wrote ${file}\n`);
}

/**
 * Writes files into a folder, which is made if need be.
 * @throws CommandError where that can't be done
 */
export function writeFolder(folder: string, files: readonly { readonly name: string; readonly text: string }[]): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${folder} can't be made: ${reason}`, exitCodes.noAnswer);
  }
  for (const { name, text } of files) writeOutput(join(folder, name), text);
}

/** A file with something in it that this program didn't write. */
function isForeign(file: string): boolean {
  const read = readPlainFile(file);
  if ("unread" in read) return read.unread.reason === "too-large" || read.unread.reason === "not-utf8";
  return read.text.trim() !== "" && !isGeneratedBlock(read.text);
}
