import type { Settings } from "../config/settings.js";
import type { Finding } from "../problems/problem.js";
import type { Facts } from "./facts.js";
import { awsFinding, awsLimits, type Limited } from "./limits/aws.js";
import { gcpFinding, gcpLimitsOf } from "./limits/gcp.js";
import type { Limit } from "./limits/limit.js";

/** What the plan needs of each cloud's quotas and limits. */
export function planLimits(settings: Settings, facts: Facts, limited: Limited): readonly Limit[] {
  return [...awsLimits(settings, facts, limited), ...gcpLimitsOf(limited)];
}

/** What to say of a limit that isn't met as the account or project is by default. */
export function limitFinding(limit: Limit): Finding | undefined {
  return limit.verdict === "fits" ? undefined : (gcpFinding(limit) ?? awsFinding(limit));
}
