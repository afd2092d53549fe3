import type { Finding } from "../../base/problems/problem.js";
import { withCommas } from "../../base/problems/text.js";
import { type Limit, limit } from "../../subjects/access/limit.js";
import type { SlotSettings } from "../../subjects/identity/schema.js";
import type { GcpBinding } from "./policy.js";
import { gcpLimits, newBucketPrincipals } from "./quotas.js";

/** What service accounts and their bindings need; nothing where none is made. */
export function gcpLimitsOf(
  plan: { readonly users: ReadonlyMap<string, { readonly bindings: readonly GcpBinding[] }> },
  slots: SlotSettings,
  bucket: { readonly create: boolean },
): readonly Limit[] {
  const users = [...plan.users.values()];
  const bindings = users.flatMap((user) => user.bindings);
  return [
    limit(gcpLimits.accountsPerProject, users.length),
    limit(gcpLimits.rolesPerProject, new Set(bindings.map(({ role }) => role.name)).size),
    limit(gcpLimits.policyPrincipals, bindings.length + (bucket.create ? newBucketPrincipals : 0)),
    limit(gcpLimits.conditionOperators, most(bindings, operators)),
    limit(gcpLimits.conditionalBindings, most(users, conditions)),
    limit(gcpLimits.keysPerAccount, slots.retiring === undefined ? 1 : 2),
  ];
}

const operators = ({ condition }: GcpBinding) => condition?.expression.match(/\|\||&&|!(?!=)/g)?.length ?? 0;

/** All conditional bindings of a principal name one role. */
const conditions = (user: { readonly bindings: readonly GcpBinding[] }) =>
  user.bindings.filter(({ condition }) => condition !== undefined).length;

function most<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((highest, item) => Math.max(highest, measure(item)), 0);
}

/** What to say of a limit of Google's that isn't met; undefined for others' limits. */
export function gcpFinding({ name, needed, initial, verdict }: Limit): Finding | undefined {
  if (!Object.values(gcpLimits).some((one) => one.name === name)) return undefined;
  if (verdict === "raise") {
    return {
      code: "google-quota-raise",
      message: `${name}: ${withCommas(needed)} needed, ${withCommas(initial)} by default`,
      rule: "Google raises it on request; accounts that the project has already count, too",
      mend: "Google Cloud console, IAM & Admin, Quotas: ask for more of iam.googleapis.com/quota/service-account-count",
    };
  }
  const principals = name === gcpLimits.policyPrincipals.name;
  return {
    code: "google-limit",
    message: `${name}: ${withCommas(needed)} needed, ${withCommas(initial)} at most`,
    rule: principals
      ? "Google doesn't raise it, and counts a service account once for each of its bindings"
      : "Google doesn't raise it",
    mend: principals
      ? "split the profiles over several stacks with a bucket each, or set auth.profileKeys: shared"
      : "split the profiles over several stacks with a bucket each",
  };
}
