import type { Plan } from "../plan/plan.js";
import { paragraph } from "../problems/text.js";

/** What applying the values does to the MinIO that deployKF runs itself. */
export function embeddedMinioLines({ settings }: Plan): string[] {
  const { stated, effect } = settings.deploykf.embeddedMinio;
  const why = stated === undefined ? "deploykf.embeddedMinio isn't stated" : "as deploykf.embeddedMinio says";
  return effect === "keeps"
    ? paragraph("  kept     ", `${why}: it stays on with its data, beside the external store that everything uses`)
    : paragraph(
        "  removed  ",
        `${why}: where the cluster has one, applying the values deletes it, its volume and all data in it`,
      );
}
