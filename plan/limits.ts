import type { Finding } from "../base/problems/problem.js";
import type { Settings } from "../settings/settings.js";
import { gcpFinding, gcpLimitsOf } from "../stores/gcs/limits.js";
import type { GcpPlan } from "../stores/gcs/plan.js";
import type { Limit } from "../subjects/access/limit.js";
import { awsFinding, awsLimits, type Limited } from "../subjects/identity/limits.js";
import type { Facts } from "./facts.js";

/** What the plan needs of each cloud's quotas and limits. */
export function planLimits(
  settings: Settings,
  facts: Facts,
  limited: Limited & { readonly gcp: GcpPlan | undefined },
): readonly Limit[] {
  const { gcp, bucket } = limited;
  return [...awsLimits(settings, facts, limited), ...gcpLimitsOf(gcp, settings.auth.slots, bucket)];
}

/** What to say of a limit that isn't met as the account or project is by default. */
export function limitFinding(limit: Limit): Finding | undefined {
  return limit.verdict === "fits" ? undefined : (gcpFinding(limit) ?? awsFinding(limit));
}
