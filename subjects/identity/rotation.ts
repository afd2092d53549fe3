import type { Finding } from "../../base/problems/problem.js";
import type { Principals } from "./plan.js";
import type { SlotSettings } from "./schema.js";

/** After this many days a key slot named by a date is old. Source: CIS AWS Foundations 1.14, FSBP IAM.3. */
const oldAfterDays = 90;

/** The step of a rotation that a stack is in, and what comes next. */
export interface Rotation {
  readonly active: string;
  readonly retiring: string | null;
  readonly step: string;
  readonly next: string;
}

export function rotationOf({ backend, profiles }: Principals): Rotation | undefined {
  const user = [backend, ...profiles].flatMap((plan) => (plan.kind === "key" && plan.user ? [plan.user] : []))[0];
  const inline = backend.kind === "key" && backend.user !== undefined && !backend.secret;
  return user?.slots && describe(user.slots, inline);
}

/** An inline key changes the values block, which then has to reach the cluster, too. */
function describe({ active, retiring }: SlotSettings, inline: boolean): Rotation {
  if (retiring === undefined) {
    return {
      active,
      retiring: null,
      step: `one key, ${active}`,
      next: `to rotate: slots: { active: "<new>", retiring: "${active}" }, and pulumi up`,
    };
  }
  return {
    active,
    retiring,
    step: `${inline ? "Secrets and values" : "Secrets"} hold ${active}; ${retiring} is still accepted`,
    next: `${inline ? "write the values again and deploy them; " : ""}when its users have restarted: remove retiring, and pulumi up`,
  };
}

/** A warning for a slot named by a date (`2026-11`, `2026-11-22`) that is older than 90 days; `today` is `YYYY-MM-DD`. */
export function keyAgeFinding({ active: slot, retiring }: SlotSettings, today: string): Finding | undefined {
  const [, year, month, day = "01"] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(slot) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const days = Math.floor((Date.parse(today) - Date.parse(`${year}-${month}-${day}`)) / 86_400_000);
  if (!(days > oldAfterDays)) return undefined;
  return {
    code: "key-age",
    message: `the key ${slot} is ${days} days old`,
    rule: `keys are replaced after ${oldAfterDays} days`,
    mend:
      retiring === undefined
        ? `set auth.slots: { active: "${today.slice(0, 7)}", retiring: "${slot}" }, and see docs/key-rotation.md`
        : `end the rotation first: remove retiring: "${retiring}", and pulumi up; see docs/key-rotation.md`,
  };
}
