import type { Settings } from "../settings/settings.js";
import type { Facts } from "../subjects/access/facts.js";
import { type JudgedLimit, judged } from "../subjects/access/limit.js";
import { awsFinding, awsLimits, type Limited } from "../subjects/identity/limits.js";

/** What the plan needs of AWS's quotas, and of what the store limits. */
export function planLimits(
  settings: Settings,
  facts: Facts,
  limited: Limited & { readonly ofStore: readonly JudgedLimit[] },
): readonly JudgedLimit[] {
  return [...judged(awsLimits(settings, facts, limited), awsFinding), ...limited.ofStore];
}
