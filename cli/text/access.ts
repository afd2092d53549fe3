import { columns } from "../../base/problems/columns.js";
import { withCommas } from "../../base/problems/text.js";
import type { AccessTuple } from "../../subjects/access/list.js";

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

/** Principals shown one by one before the rest is only counted. */
const mostShown = 10;

/** Who may do what below which prefix, grouped by principal. */
export function accessLines(access: readonly AccessTuple[]): string[] {
  const principals = grouped(access, ({ principal }) => principal);
  const shown = [...principals].slice(0, mostShown);
  const lines = shown.flatMap(([principal, tuples]) => principalLines(principal, tuples));
  const rest = principals.size - shown.length;
  return rest > 0 ? [...lines, `  ... and ${withCommas(rest)} more profiles (--format json has them)`] : lines;
}

function principalLines(principal: string, tuples: readonly AccessTuple[]): string[] {
  const subjects = [...new Set(tuples.map(subjectOf))];
  const [first] = subjects;
  const grants = tuples.filter((tuple) => subjectOf(tuple) === first);
  const byPlace = grouped(grants, placeOf);
  const byVerbs = grouped([...byPlace], ([, group]) => group.map(({ action }) => verbs[action] ?? action).join(" "));
  const rows = [...byVerbs].map(([actions, places]) => ["", actions, places.map(([place]) => place).join("  ")]);
  const heading = tuples.every(({ enforced }) => enforced) ? principal : `${principal}, if its key is made to allow it`;
  return [`  ${heading}`, ...columns([["", "as", subjects.join("  ")], ...rows], 2)];
}

/** Who acts: a service account, or whoever reads a Secret. */
function subjectOf({ serviceAccount, secret }: AccessTuple): string {
  if (serviceAccount !== null) return serviceAccount;
  return secret === "values" ? "whoever reads the values" : `Secret ${secret}`;
}

function placeOf({ action, prefix, kmsKeyArn }: AccessTuple): string {
  if (kmsKeyArn) return kmsKeyArn.slice(kmsKeyArn.lastIndexOf(":") + 1);
  if (action === "s3:GetBucketLocation") return "the bucket";
  return prefix === "" ? "all keys" : prefix;
}

/** By role or user, with everybody who acts as it: what people search for when they meet "Access Denied". */
export function searchLines(access: readonly AccessTuple[], arns: ReadonlyMap<string, string | undefined>): string[] {
  return [...grouped(access, ({ principal }) => principal)].flatMap(([principal, tuples]) => {
    const subjects = [...new Set(tuples.map(subjectOf))];
    const grants = tuples.filter((tuple) => subjectOf(tuple) === subjects[0]);
    const byActions = grouped([...grouped(grants, placeOf)], ([, group]) =>
      group.map(({ action }) => action).join(" "),
    );
    const rows = [...byActions].map(([actions, places]) => ["", actions, places.map(([place]) => place).join("  ")]);
    return [
      arns.get(principal) ?? `${principal}: a key that isn't made here`,
      ...subjects.map((subject) => `  ${subject}`),
      ...columns(rows),
      "",
    ];
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
