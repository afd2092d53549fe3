import type { Settings, SharingStack } from "../config/settings.js";
import { prefixesOf } from "../deploykf/prefixes.js";

/** What profiles of another stack reach, too, because they have the same names. */
export interface SharedPrefixes {
  readonly stack: string;
  /** Undefined where the other stack's profiles aren't known here. */
  readonly prefixes: readonly string[] | undefined;
}

/** The prefixes of this stack's profiles that another stack's profiles reach, by stack. */
export function planSharing({ sharedWith, deploykf }: Settings): readonly SharedPrefixes[] {
  const own = deploykf.profiles.flatMap((profile) => prefixesOf(deploykf.roots, profile));
  return sharedWith.map(({ stack, prefixes }: SharingStack) => ({
    stack,
    prefixes: prefixes && own.filter((prefix) => prefixes.some((other) => reach(prefix, other))),
  }));
}

/** Whether an object can lie below both. */
function reach(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
