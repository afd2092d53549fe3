import { spawnSync } from "node:child_process";
import { type FileRead, mostConfigBytes, textOf, unread } from "../../base/files/read.js";
import type { Entry, Tree } from "../../base/files/tree.js";
import { CommandError } from "../terminal/exit-codes.js";
import type { Io } from "../terminal/io.js";

/**
 * What git has is read and nothing else: no network, also of a partial clone, no prompt, no lock, no object in another's place, no
 * monitor of files. What remains are the clean filters of the user's own git config, which `git status` runs for files that changed.
 */
const readOnly = {
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_LAZY_FETCH: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
};

/** Where git runs. */
type Place = Pick<Io, "cwd" | "env">;

/** What git prints, or why there is nothing: it failed, or prints more than the bound. */
function gitBytes({ cwd, env }: Place, args: readonly string[], mostBytes: number): Buffer | "failed" | "too-large" {
  const { status, stdout, error } = spawnSync("git", ["-c", "core.fsmonitor=false", ...args], {
    cwd,
    env: { ...env, ...readOnly },
    maxBuffer: mostBytes,
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (error) return "code" in error && error.code === "ENOBUFS" ? "too-large" : "failed";
  return status === 0 ? stdout : "failed";
}

/** One answer of git's, without the line's end; undefined where there is none. */
export function git(place: Place, ...args: readonly string[]): string | undefined {
  const bytes = gitBytes(place, args, 100_000_000);
  return typeof bytes === "string" ? undefined : bytes.toString("utf8").replace(/\n$/, "");
}

interface GitEntry {
  readonly mode: string;
  readonly id: string;
}

/**
 * A commit's files as git keeps them, read from its objects: no checkout, so no filter, attribute or hook of anybody's has a
 * say, and nothing is left behind.
 */
export function gitTree(place: Place, commit: string): Tree {
  const folders = new Map<string, ReadonlyMap<string, GitEntry>>();
  const folder = (id: string): ReadonlyMap<string, GitEntry> => {
    const known = folders.get(id) ?? entriesOf(listing(place, commit, id));
    folders.set(id, known);
    return known;
  };
  const find = (path: string): GitEntry | undefined =>
    path
      .split("/")
      .filter((part) => part !== "")
      .reduce<GitEntry | undefined>(
        (parent, part) => (parent?.mode === folderMode ? folder(parent.id).get(part) : undefined),
        { mode: folderMode, id: `${commit}^{tree}` },
      );
  const blob = (id: string): FileRead => {
    const bytes = gitBytes(place, ["cat-file", "blob", id], mostConfigBytes);
    if (bytes === "failed") return unread("unreadable", "isn't in this clone, which has only a part of the repository");
    return textOf(bytes === "too-large" ? undefined : bytes, mostConfigBytes);
  };
  return {
    entry: (path) => {
      const found = find(path);
      return found && entryOf(found, blob);
    },
    read: (path) => {
      const found = find(path);
      if (!found) return unread("missing", "doesn't exist");
      return found.mode === folderMode ? unread("not-plain", "is a folder, not a plain file") : blob(found.id);
    },
    list: (path) => {
      const found = find(path);
      if (found?.mode !== folderMode) return [];
      return [...folder(found.id)].flatMap(([name, { mode }]) => (mode === folderMode ? [] : [name]));
    },
  };
}

/** @throws CommandError where this clone has only a part of the commit: what it lacks isn't missing from it */
function listing(place: Place, commit: string, id: string): string {
  const text = git(place, "ls-tree", "--full-tree", "-z", id);
  if (text !== undefined) return text;
  throw new CommandError(`git can't list the files of ${commit} here: fetch it whole, without --filter`);
}

const folderMode = "040000";
const linkMode = "120000";
const submoduleMode = "160000";

function entryOf({ mode, id }: GitEntry, blob: (id: string) => FileRead): Entry {
  if (mode === folderMode) return { kind: "folder" };
  if (mode === submoduleMode) return { kind: "elsewhere" };
  if (mode !== linkMode) return { kind: "file" };
  const target = blob(id);
  // A target that can't be read leads nowhere that is known.
  return "text" in target ? { kind: "link", target: target.text } : { kind: "elsewhere" };
}

/** Of `git ls-tree -z`: "mode type id", a tab, and the name. */
function entriesOf(text: string): ReadonlyMap<string, GitEntry> {
  return new Map(
    text.split("\0").flatMap((line): [string, GitEntry][] => {
      const tab = line.indexOf("\t");
      const [mode, , id] = line.slice(0, Math.max(0, tab)).split(" ");
      return mode && id ? [[line.slice(tab + 1), { mode, id }]] : [];
    }),
  );
}
