import type { PlanRecord } from "../../plan/record.js";
import type { LeafChange } from "../leaves/leaves.js";
import type { Consequence } from "./consequence.js";

const minioValues = "deploykf_opt.deploykf_minio.";

/** What becomes of the embedded MinIO, whose volume goes with it. */
export function minioConsequences(
  before: PlanRecord | undefined,
  after: PlanRecord,
  changes: readonly LeafChange[],
): readonly Consequence[] {
  const { stated, effect } = after.embeddedMinio;
  const subjects = ["the embedded MinIO"];
  if (effect !== "removes") {
    const moved =
      before?.embeddedMinio.effect === "keeps" && changes.some(({ path }) => path[1]?.startsWith(minioValues));
    const what = "your values change where its data is";
    const then = "what ArgoCD does to the volume that it has now isn't known: it may be deleted";
    return moved ? [{ kind: "destroys", subjects, what, effect: then }] : [];
  }
  // Of a new stack somebody has to say that its cluster is new, too.
  if (before ? before.embeddedMinio.effect === "keeps" : stated === null) {
    const what = "applying this deletes it with its volume";
    return [{ kind: "destroys", subjects, what, effect: "every artifact and pipeline definition in it is gone" }];
  }
  if (before && stated !== null) return [];
  const what = "the values switch it off";
  const deletes = "in a cluster that has run before, applying them deletes it with its volume and everything in it";
  return [{ kind: "moves", subjects, what, effect: deletes }];
}
