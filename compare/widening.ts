import type { AccessDiff } from "./access.js";
import type { Consequence } from "./consequences/consequence.js";
import type { Verdict } from "./printed.js";

/**
 * What `--compare` calls a widening: a right that somebody is granted, and had no wider one of before (access.ts), or a
 * consequence of the kind `widens`. Those are of leaves that the table in leaves/rules.ts has, of guards of the bucket,
 * of another cluster, and of people, credentials and keys (consequences/).
 */
export function verdictOf(
  { gained, lost }: Pick<AccessDiff, "gained" | "lost">,
  consequences: readonly Pick<Consequence, "kind">[],
  isSame: () => boolean,
): Verdict {
  const some = (kind: Consequence["kind"]) => consequences.some((one) => one.kind === kind);
  if (gained.length > 0 || some("widens")) return "widens";
  if (lost.length > 0 || some("narrows")) return "narrows";
  return isSame() ? "same" : "changes";
}
