import { boundaryConsequences } from "./consequences/boundary.js";
import { bucketConsequences } from "./consequences/bucket.js";
import { clusterConsequences } from "./consequences/cluster.js";
import type { Consequence } from "./consequences/consequence.js";
import { principalsConsequences } from "./consequences/principals.js";
import type { PlanRecord } from "./record.js";

/** Consequences of going from one plan to the other, the same ones of several principals as one. */
export function consequencesOf(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  return merged([
    ...bucketConsequences(before, after),
    ...clusterConsequences(before, after),
    ...boundaryConsequences(before, after),
    ...principalsConsequences(before, after),
  ]);
}

function merged(consequences: readonly Consequence[]): readonly Consequence[] {
  const groups = new Map<string, Consequence>();
  for (const one of consequences) {
    const key = JSON.stringify([one.kind, one.what, one.effect]);
    const same = groups.get(key);
    groups.set(key, same ? { ...same, subjects: [...same.subjects, ...one.subjects] } : one);
  }
  return [...groups.values()];
}
