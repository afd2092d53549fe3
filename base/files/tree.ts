import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { isAbsolute, join, posix } from "node:path";
import { type FileRead, readPlainFile, type Unread, unread } from "./read.js";

/** A tree of files with a top that nothing read in it may leave. Paths are relative to the top, without `..` or symlinks. */
export interface Tree {
  /** Undefined: nothing is there. */
  entry(path: string): Entry | undefined;
  read(path: string): FileRead;
  /** What is in a folder, but for folders. */
  list(path: string): readonly string[];
}

export type Entry =
  | { readonly kind: "file" | "folder" | "elsewhere" }
  | { readonly kind: "link"; readonly target: string };

/** As many as Linux follows. */
const mostLinks = 40;

/** The tree below a folder. */
export function diskTree(top: string): Tree {
  return {
    entry: (path) => entryOn(join(top, path)),
    read: (path) => readPlainFile(join(top, path)),
    list: (path) => namesIn(join(top, path)),
  };
}

function entryOn(path: string): Entry | undefined {
  try {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) return { kind: "link", target: readlinkSync(path) };
    return { kind: stats.isDirectory() ? "folder" : "file" };
  } catch (error) {
    // Whoever reads it is told what else it may be.
    return isMissing(error) ? undefined : { kind: "file" };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/** Names of what is in a folder of the disk, but for folders; none where it can't be listed. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [] : [one.name]));
  } catch {
    return [];
  }
}

type Place = { readonly path: string } | { readonly unread: Unread };

/** Where a path leads, by symlinks inside of the tree alone; `folder` is what it is relative to. */
export function pathInTree(tree: Tree, folder: string, path: string): Place {
  if (isAbsolute(path)) return unread("outside", "is an absolute path");
  // As the program joins paths: `..` takes a name away, and doesn't look where a symlink leads.
  const joined = posix.normalize(posix.join(folder, path));
  if (joined === ".." || joined.startsWith("../")) return unread("outside", "leads out of its own tree by ..");
  return follow(tree, [], partsOf(joined), 0);
}

/** `seen` is what was followed, and has no symlink in it. */
function follow(tree: Tree, seen: readonly string[], rest: readonly string[], links: number): Place {
  const [part, ...next] = rest;
  if (part === undefined) return { path: seen.join("/") };
  if (part === "..") return seen.length === 0 ? bySymlink : follow(tree, seen.slice(0, -1), next, links);
  const entry = tree.entry([...seen, part].join("/"));
  // Below a file there is nothing, not even a way back by `..`.
  if (!entry || (entry.kind === "file" && next.length > 0)) {
    return links > 0 ? unread("unreadable", "is a symlink to nothing") : unread("missing", "doesn't exist");
  }
  if (entry.kind === "elsewhere") return unread("outside", "is in a repository of its own");
  if (entry.kind !== "link") return follow(tree, [...seen, part], next, links);
  if (links === mostLinks) return unread("unreadable", "can't be read: its symlinks form a circle");
  return isAbsolute(entry.target) ? bySymlink : follow(tree, seen, [...partsOf(entry.target), ...next], links + 1);
}

const bySymlink = unread("outside", "leads out of its own tree by a symlink");

function partsOf(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
