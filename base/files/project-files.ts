import { resolve } from "node:path";
import { type FileRead, readPlainFile } from "./read.js";
import { namesIn, pathInTree, type Tree } from "./tree.js";

/** The files of a project, by paths that are relative to the folder of Pulumi.yaml. */
export interface ProjectFiles {
  /** Whether they come from one tree alone, as those of a comparison do. */
  readonly confined: boolean;
  /** The project's folder on this machine, or in their tree. */
  readonly folder: string;
  read(path: string): FileRead;
  /** What is in a folder, but for folders; nothing where it can't be listed. */
  list(folder: string): readonly string[];
}

/** A project on this machine, which may name any file of it. */
export function filesIn(root: string): ProjectFiles {
  return {
    confined: false,
    folder: root,
    read: (path) => readPlainFile(resolve(root, path)),
    list: (folder) => namesIn(resolve(root, folder)),
  };
}

/** A project in a folder of a tree, which may read that tree alone. */
export function filesInTree(tree: Tree, folder: string): ProjectFiles {
  return {
    confined: true,
    folder,
    read(path) {
      const place = pathInTree(tree, folder, path);
      return "unread" in place ? place : tree.read(place.path);
    },
    list(path) {
      const place = pathInTree(tree, folder, path);
      return "unread" in place ? [] : tree.list(place.path);
    },
  };
}
