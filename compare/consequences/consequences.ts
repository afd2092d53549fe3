import { groupBy } from "../../base/problems/group.js";
import type { PlanRecord } from "../../plan/record.js";
import type { LeafChange } from "../leaves/leaves.js";
import { bucketConsequences } from "./bucket.js";
import { clusterConsequences } from "./cluster.js";
import type { Consequence } from "./consequence.js";
import { leafConsequences } from "./differences.js";
import { expiryConsequences } from "./expiry.js";
import { minioConsequences } from "./minio.js";
import { principalsConsequences } from "./principals.js";
import { replacedConsequences } from "./replaced.js";
import { servedConsequences } from "./served.js";

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
    ...replacedConsequences(before, after),
    ...principalsConsequences(before, after),
  ]);
}

/** The same of a stack that is new, or of one that nobody plans any more: a file that goes away deletes nothing. */
export function consequencesOfWhole(before: PlanRecord, after: PlanRecord | undefined): readonly Consequence[] {
  if (after) {
    const minio = minioConsequences(undefined, after, []);
    return merged([...minio, ...servedConsequences(before, after), ...replacedConsequences(undefined, after)]);
  }
  const effect = "all of it stays until somebody runs pulumi destroy";
  return [{ kind: "moves", subjects: ["the stack"], what: "nobody plans it any more", effect }];
}

function merged(consequences: readonly Consequence[]): readonly Consequence[] {
  const groups = groupBy(consequences, ({ kind, what, effect }) => JSON.stringify([kind, what, effect]));
  return [...groups.values()].flatMap((same) =>
    same.slice(0, 1).map(({ subjects: _, ...one }) => ({ ...one, subjects: same.flatMap(({ subjects }) => subjects) })),
  );
}
