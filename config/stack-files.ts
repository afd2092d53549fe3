import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
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
export function stacksBeside({ root, stackFile }: RawConfig, text: string): readonly { stack: string; file: string }[] {
  const folder = dirname(stackFile);
  return stackNames(resolve(root, folder)).flatMap((stack) => {
    const file = join(folder, stackFileOf(stack));
    const isItself = resolve(root, file) === resolve(root, stackFile);
    return !isItself && textOf(resolve(root, file)).includes(text) ? [{ stack, file }] : [];
  });
}

/** Empty where it can't be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** The stacks that have a file in a folder. */
export function stackNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((name) => stackOf(name) ?? []);
  } catch {
    return [];
  }
}
