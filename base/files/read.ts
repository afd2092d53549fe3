import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from "node:fs";
import { withCommas } from "../problems/text.js";

/** Every file of a user's is read here: whole, bounded, and only if it is a plain one, so that nothing waits for ever. */

/** Why a file isn't read. `why` ends a sentence that begins with its name. */
export interface Unread {
  readonly reason: "missing" | "not-plain" | "too-large" | "unreadable" | "not-utf8" | "outside";
  readonly why: string;
}

export type FileRead = { readonly text: string } | { readonly unread: Unread };

const megabyte = 1_000_000;

/** More than any config, values file or kubeconfig has. */
export const mostConfigBytes = 20 * megabyte;

/** More than a plan or a comparison of 10,000 profiles has; a JavaScript string can't be much longer. */
export const mostJsonBytes = 400 * megabyte;

/** The text of a plain file, or why there is none; symlinks are followed. */
export function readPlainFile(path: string, mostBytes = mostConfigBytes): FileRead {
  let descriptor: number | undefined;
  try {
    // A FIFO would else wait for somebody who writes.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const kind = kindOf(fstatSync(descriptor));
    if (kind) return unread("not-plain", `is ${kind}, not a plain file`);
    return textOf(bytesOf(descriptor, mostBytes), mostBytes);
  } catch (error) {
    return { unread: failure(path, codeOf(error)) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Bytes as a text; undefined: there are more than the bound. */
export function textOf(bytes: Buffer | undefined, mostBytes: number): FileRead {
  if (!bytes) return unread("too-large", `is larger than ${withCommas(mostBytes / megabyte)} MB`);
  // Bytes that are no text would all become the same sign, and files that differ would look alike.
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : unread("not-utf8", "isn't text in UTF-8");
}

export function unread(reason: Unread["reason"], why: string): { readonly unread: Unread } {
  return { unread: { reason, why } };
}

/** To the end and no further than the bound: the size that a file states may be none, as in /proc. */
function bytesOf(descriptor: number, mostBytes: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let total = 0; total <= mostBytes; ) {
    const chunk = Buffer.allocUnsafe(256 * 1024);
    const count = readSync(descriptor, chunk);
    if (count === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return undefined;
}

function kindOf(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a FIFO";
  return stats.isSocket() ? "a socket" : "a device";
}

function failure(path: string, code: string): Unread {
  if (code === "ENOENT") {
    return isLink(path)
      ? { reason: "unreadable", why: "is a symlink to nothing" }
      : { reason: "missing", why: "doesn't exist" };
  }
  if (code === "ENOTDIR") return { reason: "missing", why: "doesn't exist" };
  if (code === "ENXIO") return { reason: "not-plain", why: "is a socket, not a plain file" };
  const known: Readonly<Record<string, string>> = { EACCES: "permission denied", ELOOP: "its symlinks form a circle" };
  return { reason: "unreadable", why: `can't be read: ${known[code] ?? code}` };
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
