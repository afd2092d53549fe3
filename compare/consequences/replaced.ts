import type { PlanRecord, ReplacedRecord } from "../../plan/record.js";
import type { Consequence } from "./consequence.js";

/** What the block takes the place of in the user's files, and didn't before; of an old record that isn't known. */
export function replacedConsequences(before: PlanRecord | undefined, after: PlanRecord): readonly Consequence[] {
  if (before && !before.replaced) return [];
  const known = new Set((before?.replaced ?? []).map(keyOf));
  return (after.replaced ?? [])
    .filter((one) => !known.has(keyOf(one)))
    .map((one) => {
      const { path, profile, from, to, file, line } = one;
      const what = `the block replaces ${from} by ${to}, ${file}:${line}`;
      return { kind: "moves", subjects: [profile === null ? path : `profile ${profile}`], what, effect: effectOf(one) };
    });
}

/** The line alone says nothing. */
export function keyOf({ path, profile, from, to, file }: ReplacedRecord): string {
  return JSON.stringify([path, profile, from, to, file]);
}

function effectOf({ path, profile }: ReplacedRecord): string {
  return profile === null ? "deployKF reads yours no more" : `deployKF reads ${path} no more`;
}
