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
