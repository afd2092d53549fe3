import type { Settings } from "../config/settings.js";
import { prefixesOf } from "../deploykf/prefixes.js";

/** What profiles of another stack reach, too, because they have the same names. */
export interface SharedPrefixes {
  readonly stack: string;
  /** Undefined where the other stack's profiles aren't known here. */
  readonly prefixes: readonly string[] | undefined;
}

/** The prefixes of this stack's profiles that another stack's profiles reach, by stack. */
export function planSharing({ sharedWith, deploykf }: Settings): readonly SharedPrefixes[] {
  if (sharedWith.length === 0) return [];
  const own = deploykf.profiles.flatMap((profile) => prefixesOf(deploykf.roots, profile));
  return sharedWith.map(({ stack, prefixes }) => ({ stack, prefixes: prefixes && sharedOf(own, prefixes) }));
}

/** Those of the first that hold, or lie in, one of the others; every prefix ends with a slash. */
function sharedOf(own: readonly string[], others: readonly string[]): readonly string[] {
  const [inner, outer] = [withParents(others), new Set(others)];
  return own.filter((prefix) => inner.has(prefix) || parentsOf(prefix).some((parent) => outer.has(parent)));
}

function withParents(prefixes: readonly string[]): ReadonlySet<string> {
  return new Set(prefixes.flatMap((prefix) => [prefix, ...parentsOf(prefix)]));
}

/** The folders that a prefix lies in, the whole bucket as the empty one. */
function parentsOf(prefix: string): readonly string[] {
  const parts = prefix.split("/").slice(0, -1);
  return parts.map((_, index) =>
    parts
      .slice(0, index)
      .map((part) => `${part}/`)
      .join(""),
  );
}
