import type { AccessTuple } from "./list.js";

/** Access as people read it, in a plan as in a comparison. */

const verbs: Readonly<Record<string, string>> = {
  "s3:GetObject": "read",
  "s3:PutObject": "write",
  "s3:DeleteObject": "delete",
  "s3:ListBucket": "list",
  "s3:GetBucketLocation": "find region",
  "kms:Decrypt": "decrypt",
  "kms:GenerateDataKey": "encrypt",
};

/** What an action is called for people. */
export function verbOf(action: string): string {
  return verbs[action] ?? action;
}

/** Who acts: a service account, or whoever reads a Secret. */
export function subjectName({ serviceAccount, secret }: Pick<AccessTuple, "serviceAccount" | "secret">): string {
  if (serviceAccount !== null) return serviceAccount;
  return secret === "values" ? "whoever reads the values" : `Secret ${secret}`;
}

/** Items with the same key beside each other, in the order in which they are met. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
