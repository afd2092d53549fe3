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

/** Stacks with a file beside this one's that has the text in it. */
export function stacksBeside(
  { files, stackFile }: RawConfig,
  text: string,
): readonly { stack: string; file: string }[] {
  const folder = dirname(stackFile);
  return stackNames(files, folder).flatMap((stack) => {
    const file = join(folder, stackFileOf(stack));
    if (normalize(file) === normalize(stackFile)) return [];
    const read = files.read(file);
    return "text" in read && read.text.includes(text) ? [{ stack, file }] : [];
  });
}

/** The stacks that have a file in a folder. */
export function stackNames(files: ProjectFiles, folder = "."): readonly string[] {
  return files.list(folder).flatMap((name) => stackOf(name) ?? []);
}
