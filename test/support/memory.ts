import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { ProjectFiles } from "../../base/files/project-files.js";
import { mostConfigBytes, readPlainFile, textOf, unread } from "../../base/files/read.js";

/** As if the files were in a folder beside others, where nothing else is. */
export function filesInMemory(texts: ReadonlyMap<string, string>): ProjectFiles {
  const root = join(tmpdir(), "object-store-nowhere");
  const keyOf = (path: string) => relative(root, resolve(root, path));
  const within = (folder: string) =>
    [...texts.keys()].map((name) => relative(folder, name)).filter((name) => name !== "" && !name.startsWith(".."));
  return {
    confined: false,
    folder: root,
    read(path) {
      const text = texts.get(keyOf(path));
      if (text !== undefined) return textOf(Buffer.from(text), mostConfigBytes);
      const isFolder = !isAbsolute(path) && within(keyOf(path)).length > 0;
      return isFolder ? unread("not-plain", "is a folder, not a plain file") : readPlainFile(resolve(root, path));
    },
    list: (folder) => within(keyOf(folder)).filter((name) => !name.includes("/")),
  };
}
