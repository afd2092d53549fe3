export type ObjectAction = "get" | "put" | "delete";

/** What one principal may do in the bucket, in no store's language. */
export interface Grants {
  readonly bucket: string;
  /** Prefixes of keys; "" is every key. What stands behind a prefix is granted too, so a profile's ends with a slash. */
  readonly objectPrefixes: readonly string[];
  readonly actions: readonly ObjectAction[];
  /** All keys, or only requests that name one of these prefixes or something below. */
  readonly list: "bucket" | readonly string[];
}

/** Some of a principal's prefixes: for objects, and for listing. */
export interface PrefixGroup {
  readonly objects: readonly string[];
  readonly lists: readonly string[];
}

/** The prefixes in groups of at most `size`, for languages that limit what a condition holds. */
export function groupsOf(objects: readonly string[], lists: readonly string[], size: number): readonly PrefixGroup[] {
  const groups: PrefixGroup[] = [];
  for (let start = 0; start < Math.max(objects.length, lists.length); start += size) {
    groups.push({ objects: objects.slice(start, start + size), lists: lists.slice(start, start + size) });
  }
  return groups;
}
