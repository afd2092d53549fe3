import type { PlanRecord } from "../plan/record.js";
import type { Consequence } from "./consequence.js";
import { bucketConsequences } from "./consequences-bucket.js";
import { clusterConsequences } from "./consequences-cluster.js";
import { expiryConsequences } from "./consequences-expiry.js";
import { leafConsequences } from "./consequences-leaves.js";
import { minioConsequences } from "./consequences-minio.js";
import { principalsConsequences } from "./consequences-principals.js";
import { servedConsequences } from "./consequences-served.js";
import type { LeafChange } from "./leaves.js";

/** Consequences of going from one plan to the other, the same ones of several principals as one. */
export function consequencesOf(
  before: PlanRecord,
  after: PlanRecord,
  changes: readonly LeafChange[],
): readonly Consequence[] {
  return merged([
    ...minioConsequences(before, after, changes),
    ...expiryConsequences(before.bucket, after.bucket),
    ...bucketConsequences(before, after),
    ...clusterConsequences(before, after),
    ...leafConsequences(changes),
    ...servedConsequences(before, after),
    ...principalsConsequences(before, after),
  ]);
}

/** The same of a stack that is new, or of one that nobody plans any more: a file that goes away deletes nothing. */
export function consequencesOfWhole(before: PlanRecord, after: PlanRecord | undefined): readonly Consequence[] {
  if (after) return merged([...minioConsequences(undefined, after, []), ...servedConsequences(before, after)]);
  const what = "nobody plans it any more";
  return [
    { kind: "moves", subjects: ["the stack"], what, effect: "all of it stays until somebody runs pulumi destroy" },
  ];
}

function merged(consequences: readonly Consequence[]): readonly Consequence[] {
  const groups = new Map<string, Consequence & { readonly subjects: string[] }>();
  for (const { subjects, ...one } of consequences) {
    const key = JSON.stringify([one.kind, one.what, one.effect]);
    const group = groups.get(key);
    if (group) group.subjects.push(...subjects);
    else groups.set(key, { ...one, subjects: [...subjects] });
  }
  return [...groups.values()];
}
