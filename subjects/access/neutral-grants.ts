import { listAction } from "./actions.js";
import type { PolicyDocument } from "./documents.js";
import type { Grants, ObjectAction } from "./grants.js";
import { grantsOf } from "./reading.js";

const objectActions: readonly (readonly [iam: string, action: ObjectAction])[] = [
  ["s3:GetObject", "get"],
  ["s3:PutObject", "put"],
  ["s3:DeleteObject", "delete"],
];

/** What a final policy grants, in no store's language: other languages are rendered from the same document. */
export function neutralGrants(policy: PolicyDocument, bucket: { readonly name: string; readonly arn: string }): Grants {
  const grants = grantsOf(policy, bucket.arn);
  const prefixesOf = (action: string) => grants.filter((one) => one.action === action).map(({ prefix }) => prefix);
  const actions = objectActions.filter(([iam]) => prefixesOf(iam).length > 0);
  const lists = prefixesOf(listAction);
  return {
    bucket: bucket.name,
    objectPrefixes: [...new Set(actions.flatMap(([iam]) => prefixesOf(iam)))],
    actions: actions.map(([, action]) => action),
    list: lists.includes("") ? "bucket" : lists,
  };
}
