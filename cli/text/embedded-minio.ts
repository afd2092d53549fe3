import { paragraph } from "../../base/problems/text.js";
import type { Plan } from "../../plan/plan.js";

/** What applying the values does to the MinIO that deployKF runs itself. */
export function embeddedMinioLines({ settings }: Plan): string[] {
  const { stated, effect, hasOwnClaim } = settings.deploykf.embeddedMinio;
  const why = stated === undefined ? "deploykf.embeddedMinio isn't stated" : "as deploykf.embeddedMinio says";
  return effect === "keeps"
    ? paragraph("  kept     ", `${why}: it stays on with its data, beside the external store that everything uses`)
    : paragraph(
        "  removed  ",
        hasOwnClaim
          ? `${why}: where the cluster has one, applying the values deletes it, its volume and all data in it`
          : `${why}: where the cluster has one, applying the values deletes it; the claim that your values name stays`,
      );
}

/** What whoever applies the values has to know, where that may delete data. */
export function removalLines({ deploykf }: Plan["settings"]): string[] {
  const { effect, hasOwnClaim } = deploykf.embeddedMinio;
  if (effect === "keeps" || !hasOwnClaim) return [];
  const text = "applying them deletes the embedded MinIO with all data in it, where the cluster has one:";
  return [...paragraph("  ", text), "  docs/operations.md#the-embedded-minio-and-its-data"];
}
