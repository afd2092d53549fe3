import { isDeepStrictEqual } from "node:util";
import { isHidden } from "../base/input/hidden.js";
import { oneLine } from "../base/problems/text.js";
import { unifiedDiff } from "../base/problems/unified-diff.js";
import { canonicalJson } from "../base/yaml/json.js";
import type { PlanRecord } from "../plan/record.js";
import { type AccessDiff, accessDiff } from "./access.js";
import { storeKey } from "./consequences/bucket.js";
import type { Consequence } from "./consequences/consequence.js";
import { consequencesOf, consequencesOfWhole } from "./consequences/consequences.js";
import { otherDifferences } from "./consequences/differences.js";
import { keyOf } from "./consequences/replaced.js";
import { digestOf } from "./digest.js";
import { leafChanges } from "./leaves/leaves.js";
import { ruleOf } from "./leaves/rules.js";
import { comparedPart } from "./parse.js";
import type { Comparison } from "./printed.js";
import { resourceDiff } from "./resources.js";
import { verdictOf } from "./widening.js";

/** Compares two plans; undefined: the stack doesn't exist on that side. */
export function comparePlans(before: PlanRecord | undefined, after: PlanRecord | undefined): Comparison {
  const known = after ?? before;
  if (!known) throw new Error("a stack that is on neither side can't be compared");
  const [old, now] = [before ?? without(known), after ?? without(known)];
  const access = accessDiff(accessIn(old, now, "the old store"), accessIn(now, old, "the new store"));
  const changes = before && after ? leafChanges(before, after) : [];
  const consequences = before && after ? consequencesOf(before, after, changes) : consequencesOfWhole(old, after);
  const resources = resourceDiff(old, now);
  const valuesDiff = unifiedDiff(`${old.valuesText}\n`, `${now.valuesText}\n`).trimEnd();
  const guards = consequences.filter(({ kind }) => kind === "widens");
  const verdict = verdictOf(access, consequences, () => sameRecords(old, now));
  return {
    ...{ stack: known.stack, verdict },
    digest: digestOf(known.stack, before, after, changes, access),
    acceptable: !changes.some((change) => isHidden(change.after) && !ruleOf(change.path).harmless),
    ...inOneLine({
      gains: access.gains,
      losses: access.losses,
      consequences: verdict === "same" ? [] : consequences,
      differences: otherDifferences(changes),
    }),
    resources,
    unchanged: unchangedOf(old, now, access, guards),
    valuesDiff,
  };
}

/** Names come from files that anybody wrote: none of them begins a line of its own, wherever it is printed. */
function inOneLine<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === "string" ? oneLine(part) : part,
  ) as T;
}

/** A plan's access; where the other plan's store is another one, so is a bucket of the same name. */
function accessIn(plan: PlanRecord, other: PlanRecord, name: string): PlanRecord["access"] {
  if (storeKey(plan) === storeKey(other)) return plan.access;
  return plan.access.map((tuple) => ({ ...tuple, bucket: `${tuple.bucket} in ${name}` }));
}

/** The same stack before it was made. */
function without(plan: PlanRecord): PlanRecord {
  return {
    ...plan,
    principals: [],
    resources: [],
    access: [],
    served: [],
    replaced: [],
    rotation: null,
    valuesText: "",
  };
}

/** Whether nothing at all differs, whatever any rule says. */
function sameRecords(before: PlanRecord, after: PlanRecord): boolean {
  const isKnown = before.replaced !== undefined && after.replaced !== undefined;
  const [was, now] = [before, after].map((one) => {
    return { ...comparedPart(one), replaced: isKnown ? one.replaced?.map(keyOf).sort() : undefined };
  });
  return isDeepStrictEqual(was, now) || canonicalJson(was) === canonicalJson(now);
}

/** A guard that goes away touches whom it guarded: principals, or where it isn't theirs alone, everybody. */
function unchangedOf(
  before: PlanRecord,
  after: PlanRecord,
  { gains, losses }: AccessDiff,
  guards: readonly Consequence[],
): number {
  const old = new Set(before.principals.map(({ principal }) => principal));
  const guarded = guards.flatMap(({ subjects }) => subjects);
  if (guarded.some((subject) => !old.has(subject) && !subject.startsWith("profile "))) return 0;
  const touched = new Set([...[...gains, ...losses].map(({ principal }) => principal), ...guarded]);
  return after.principals.filter(({ principal }) => old.has(principal) && !touched.has(principal)).length;
}
