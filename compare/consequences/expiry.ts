import { counted } from "../../base/problems/text.js";
import type { BucketRecord } from "../../plan/record.js";
import type { LifecycleRule } from "../../subjects/bucket/plan.js";
import type { Consequence } from "./consequence.js";

const what: Readonly<Partial<Record<LifecycleRule["effect"], string>>> = {
  expire: "are deleted when they are older than",
  "expire-noncurrent": "can't be brought back once they are overwritten or deleted for more than",
};

/** Objects that the bucket's rules delete, or delete sooner than they did. */
export function expiryConsequences(was: BucketRecord, now: BucketRecord): readonly Consequence[] {
  if (!now.create || was.name !== now.name) return [];
  const old = was.create ? was.lifecycleRules.filter(({ enabled }) => enabled) : [];
  return now.lifecycleRules.flatMap(({ enabled, effect, prefix, days }): Consequence[] => {
    const words = what[effect];
    const same = old.find((rule) => rule.effect === effect && prefix.startsWith(rule.prefix));
    if (!enabled || words === undefined || (same && same.days <= days)) return [];
    const before = same ? `it was ${counted(same.days, "day")}` : "nothing did so";
    const subjects = [prefix === "" ? "all objects" : `objects below ${prefix}`];
    const then = `${before}, and those that exist are counted, too`;
    return [{ kind: "destroys", subjects, what: `${words} ${counted(days, "day")}`, effect: then }];
  });
}
