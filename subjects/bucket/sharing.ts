import type { SharingStack } from "./settings.js";

/** What profiles of another stack reach, too: by the same name, or by a prefix that covers others. */
export interface SharedPrefixes {
  readonly stack: string;
  /** Undefined where the other stack's profiles aren't known here. */
  readonly prefixes: readonly string[] | undefined;
}

/** Prefixes below which both this stack's profiles, which reach `own`, and another stack's reach objects, by stack. */
export function planSharing(sharedWith: readonly SharingStack[], own: readonly string[]): readonly SharedPrefixes[] {
  return sharedWith.map(({ stack, prefixes }) => ({ stack, prefixes: prefixes && sharedOf(own, prefixes) }));
}

/** The narrower one of each two that overlap; every prefix ends with a slash, or is empty. */
function sharedOf(own: readonly string[], others: readonly string[]): readonly string[] {
  const [ours, theirs] = [new Set(own), new Set(others)];
  const inTheirs = own.filter((prefix) => theirs.has(prefix) || parentsOf(prefix).some((one) => theirs.has(one)));
  const inOurs = others.filter((prefix) => parentsOf(prefix).some((one) => ours.has(one)));
  return [...new Set([...inTheirs, ...inOurs])];
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
