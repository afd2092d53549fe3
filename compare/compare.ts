import { createHash } from "node:crypto";
import { unifiedDiff } from "../values/unified-diff.js";
import { type AccessChange, type AccessDiff, accessDiff } from "./access.js";
import { boundariesOf } from "./consequences/boundary.js";
import { storeOf } from "./consequences/bucket.js";
import type { Consequence } from "./consequences/consequence.js";
import { consequencesOf } from "./consequences.js";
import type { PlanRecord } from "./record.js";
import { type ResourceDiff, resourceDiff } from "./resources.js";

/** What one sentence says first: whether somebody gains access, only loses it, or nothing about access changes. */
export type Verdict = "widens" | "narrows" | "changes" | "same";

/** The difference of two plans of one stack. */
export interface Comparison {
  readonly stack: string;
  readonly verdict: Verdict;
  /** Of exactly this access diff: who accepts it accepts nothing else. */
  readonly digest: string;
  readonly gains: readonly AccessChange[];
  readonly losses: readonly AccessChange[];
  /** Guards that go away, and interruptions. */
  readonly consequences: readonly Consequence[];
  readonly resources: ResourceDiff;
  /** Principals on both sides whose access is the same, and the guards around it. */
  readonly unchanged: number;
  /** A unified diff; empty where the values are the same. */
  readonly valuesDiff: string;
}

/** Compares two plans; undefined: the stack doesn't exist on that side. */
export function comparePlans(before: PlanRecord | undefined, after: PlanRecord | undefined): Comparison {
  const known = after ?? before;
  if (!known) throw new Error("a stack that is on neither side can't be compared");
  const [old, now] = [before ?? without(known), after ?? without(known)];
  const access = accessDiff(accessIn(old, now, "the old store"), accessIn(now, old, "the new store"));
  const consequences = before && after ? consequencesOf(before, after) : ofWhole(after);
  const resources = resourceDiff(old, now);
  const valuesDiff = unifiedDiff(`${old.valuesText}\n`, `${now.valuesText}\n`).trimEnd();
  const guards = consequences.filter(({ kind }) => kind === "widens");
  return {
    stack: known.stack,
    verdict: verdictOf(access, consequences, resources, valuesDiff),
    digest: digestOf(known.stack, access, [guards, [...boundariesOf(now)].sort()]),
    gains: access.gains,
    losses: access.losses,
    consequences,
    resources,
    unchanged: unchangedOf(old, now, access, guards),
    valuesDiff,
  };
}

/** A plan's access; where the other plan's store is another one, so is a bucket of the same name. */
function accessIn(plan: PlanRecord, other: PlanRecord, name: string): PlanRecord["access"] {
  if (storeOf(plan) === storeOf(other)) return plan.access;
  return plan.access.map((tuple) => ({ ...tuple, bucket: `${tuple.bucket} in ${name}` }));
}

/** A file that goes away deletes nothing. */
function ofWhole(after: PlanRecord | undefined): readonly Consequence[] {
  if (after) return [];
  const what = "nobody plans it any more";
  return [
    { kind: "moves", subjects: ["the stack"], what, effect: "all of it stays until somebody runs pulumi destroy" },
  ];
}

/** The same stack before it was made. */
function without(plan: PlanRecord): PlanRecord {
  return { ...plan, principals: [], resources: [], access: [], rotation: null, valuesText: "" };
}

function verdictOf(
  { gained, lost }: AccessDiff,
  consequences: readonly Consequence[],
  { added, changed, removed, replaced }: ResourceDiff,
  valuesDiff: string,
): Verdict {
  if (gained.length > 0 || consequences.some(({ kind }) => kind === "widens")) return "widens";
  if (lost.length > 0) return "narrows";
  const changes = consequences.length + added.length + changed.length + removed.length + replaced.length;
  return changes > 0 || valuesDiff !== "" ? "changes" : "same";
}

function digestOf(stack: string, { gained, lost }: AccessDiff, guards: readonly unknown[]): string {
  const text = JSON.stringify([stack, gained, lost, guards]);
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
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
  if (guarded.some((subject) => !old.has(subject))) return 0;
  const touched = new Set([...[...gains, ...losses].map(({ principal }) => principal), ...guarded]);
  return after.principals.filter(({ principal }) => old.has(principal) && !touched.has(principal)).length;
}
