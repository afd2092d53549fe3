import type { PlanRecord, PrincipalRecord } from "../record.js";
import type { Consequence } from "./consequence.js";

/** A boundary that every role and user had, and one of them no longer has. */
export function boundaryConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [boundariesOf(before), boundariesOf(after)];
  const lost = [...was].filter((boundary) => boundary !== "");
  if (lost.length === 0 || [...now].every((boundary) => was.has(boundary))) return [];
  const what = now.has("")
    ? "the permissions boundary is removed"
    : `the permissions boundary becomes ${[...now].join(", ")}`;
  return [{ kind: "widens", subjects: ["roles and users"], what, effect: "what the old one refused may be allowed" }];
}

/** Permissions boundaries of all roles and users of IAM; "" for one without. */
export function boundariesOf({ principals }: PlanRecord): ReadonlySet<string> {
  const bounded = principals.filter(({ kind, user }) => kind === "role" || user?.iam !== undefined);
  return new Set(bounded.map((one) => boundaryOf(one) ?? ""));
}

function boundaryOf({ permissionsBoundary, user }: PrincipalRecord): string | undefined {
  return permissionsBoundary ?? user?.iam?.permissionsBoundary;
}
