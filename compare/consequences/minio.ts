import type { PlanRecord } from "../record.js";
import type { Consequence } from "./consequence.js";

/** What becomes of the embedded MinIO, whose volume goes with it. */
export function minioConsequences(before: PlanRecord | undefined, after: PlanRecord): readonly Consequence[] {
  const { stated, effect } = after.embeddedMinio;
  if (effect !== "removes") return [];
  const subjects = ["the embedded MinIO"];
  // Of a new stack somebody has to say that its cluster is new, too.
  if (before ? before.embeddedMinio.effect === "keeps" : stated === null) {
    const what = "applying this deletes it with its volume";
    return [{ kind: "destroys", subjects, what, effect: "every artifact and pipeline definition in it is gone" }];
  }
  if (before && stated !== null) return [];
  const what = "the values switch it off";
  return [
    {
      kind: "moves",
      subjects,
      what,
      effect: "in a cluster that has run before, applying them deletes it with its volume and everything in it",
    },
  ];
}
