import { basename, dirname, join, normalize } from "node:path";
import type { ProjectFiles } from "../files/project-files.js";
import type { RawConfig } from "./raw.js";

/** Which stacks have a config file, and where. */

/** Where a stack's config is, relative to `Pulumi.yaml`, unless it is said otherwise. */
export function stackFileOf(stack: string): string {
  return `Pulumi.${stack}.yaml`;
}

/** The stack that a config file is of, by its name. */
export function stackOf(file: string): string | undefined {
  return /^Pulumi\.(.+)\.yaml$/.exec(basename(file))?.[1];
}

/** Stacks with a file beside this one's. */
export function stacksBeside({ files, stackFile }: RawConfig): readonly { stack: string; file: string }[] {
  const folder = dirname(stackFile);
  const all = stackNames(files, folder).map((stack) => ({ stack, file: join(folder, stackFileOf(stack)) }));
  return all.filter(({ file }) => normalize(file) !== normalize(stackFile));
}

/** The stacks that have a file in a folder. */
export function stackNames(files: ProjectFiles, folder = "."): readonly string[] {
  return files.list(folder).flatMap((name) => stackOf(name) ?? []);
}
