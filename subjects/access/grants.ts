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

/** What clients do with objects: artifacts are written, read, and removed by garbage collection. */
const objectActions: readonly ObjectAction[] = ["get", "put", "delete"];

/** Kubeflow Pipelines' backend. It lists without a prefix: so does the bucket check at the API server's start. */
export function backendGrants(bucket: string, prefixes: readonly string[]): Grants {
  return { bucket, objectPrefixes: covering(plain(prefixes)), actions: objectActions, list: "bucket" };
}

/** One profile. A prefix without its last slash would cover other profiles too: team-1 begins team-10. */
export function profileGrants(bucket: string, prefixes: readonly string[], listScope: "bucket" | "prefix"): Grants {
  const open = plain(prefixes).find((prefix) => !prefix.endsWith("/"));
  if (open !== undefined) throw new Error(`a profile's prefix ends with a slash: "${open}"`);
  const objectPrefixes = [...new Set(prefixes)];
  return { bucket, objectPrefixes, actions: objectActions, list: listScope === "bucket" ? "bucket" : objectPrefixes };
}

/** Each of these characters is a wildcard or a variable in one of the languages. */
function plain(prefixes: readonly string[]): readonly string[] {
  const special = prefixes.find((prefix) => /[*?$"'\\{}\s]/.test(prefix));
  if (special !== undefined) throw new Error(`a prefix in a policy is plain text: "${special}"`);
  return prefixes;
}

/** Leaves out prefixes that another one covers. */
function covering(prefixes: readonly string[]): readonly string[] {
  const distinct = [...new Set(prefixes)];
  return distinct.filter((one) => !distinct.some((other) => other !== one && one.startsWith(other)));
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
