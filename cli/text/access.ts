import { columns } from "../../base/problems/columns.js";
import { groupBy } from "../../base/problems/group.js";
import { paragraph, withCommas } from "../../base/problems/text.js";
import type { Server } from "../../stores/common/store.js";
import type { AccessTuple } from "../../subjects/access/list.js";
import { subjectName, verbOf } from "../../subjects/access/words.js";

/** Principals shown one by one before the rest is only counted. */
const mostShown = 10;

/** Who may do what below which prefix, grouped by principal. */
export function accessLines(access: readonly AccessTuple[]): string[] {
  const principals = groupBy(access, ({ principal }) => principal);
  const shown = [...principals].slice(0, mostShown);
  const lines = shown.flatMap(([principal, tuples]) => principalLines(principal, tuples));
  const rest = principals.size - shown.length;
  return rest > 0 ? [...lines, `  ... and ${withCommas(rest)} more profiles (--format json has them)`] : lines;
}

/** Said of a list that is wider than what was seen of a server. */
export function takenLines(server: Server | undefined): readonly string[] {
  if (!server?.assumed) return [];
  const text = "this server isn't known to keep a key from what is listed; no more than reading was ever seen";
  return paragraph("  taken as so: ", text);
}

function principalLines(principal: string, tuples: readonly AccessTuple[]): string[] {
  const { subjects, rows } = table(tuples, verbOf);
  const heading = tuples.every(({ enforced }) => enforced) ? principal : `${principal}, if its key is made to allow it`;
  return [`  ${heading}`, ...columns([["", "as", subjects.join("  ")], ...rows])];
}

/** By role or user, with everybody who acts as it: what people search for when they meet "Access Denied". */
export function searchLines(access: readonly AccessTuple[], arns: ReadonlyMap<string, string | undefined>): string[] {
  return [...groupBy(access, ({ principal }) => principal)].flatMap(([principal, tuples]) => {
    const { subjects, rows } = table(tuples, (action) => action);
    const heading = arns.get(principal) ?? `${principal}: a key that isn't made here`;
    return [heading, ...subjects.map((subject) => `  ${subject}`), ...columns(rows), ""];
  });
}

/** Who acts as one principal, and what each of them may do where. */
function table(tuples: readonly AccessTuple[], nameOf: (action: string) => string) {
  const subjects = [...new Set(tuples.map(subjectName))];
  const byPlace = groupBy(
    tuples.filter((tuple) => subjectName(tuple) === subjects[0]),
    placeOf,
  );
  const byActions = groupBy([...byPlace], ([, group]) => group.map(({ action }) => nameOf(action)).join(" "));
  return {
    subjects,
    rows: [...byActions].map(([actions, places]) => ["", actions, places.map(([place]) => place).join("  ")]),
  };
}

function placeOf({ action, prefix, kmsKeyArn }: AccessTuple): string {
  if (kmsKeyArn) return kmsKeyArn.slice(kmsKeyArn.lastIndexOf(":") + 1);
  if (action === "s3:GetBucketLocation") return "the bucket";
  return prefix === "" ? "all keys" : prefix;
}
