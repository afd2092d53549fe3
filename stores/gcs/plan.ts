import { bucketArn } from "../../base/aws/arn.js";
import { nameOf } from "../../base/aws/names.js";
import { judged } from "../../subjects/access/limit.js";
import { neutralGrants } from "../../subjects/access/neutral-grants.js";
import type { Principals } from "../../subjects/identity/plan.js";
import type { PlanView, StorePlan } from "../common/store.js";
import { gcpFinding, gcpLimitsOf } from "./limits.js";
import { roleIdLength } from "./names.js";
import { type GcpBinding, type GcpRole, gcpBindings } from "./policy.js";

/** A user of Google Cloud: a service account; the user's name is its id. */
export interface GcpUserPlan {
  readonly displayName: string;
  readonly description: string;
  /** On the bucket: the same that `--out` writes for keys of others. */
  readonly bindings: readonly GcpBinding[];
}

export interface GcpPlan {
  /** By the principal's key. */
  readonly users: ReadonlyMap<string, GcpUserPlan>;
  /** Custom roles that the bindings name, shared by all principals. */
  readonly roles: readonly GcpRolePlan[];
}

export interface GcpRolePlan extends GcpRole {
  /** Unique in the project. */
  readonly roleId: string;
  readonly description: string;
}

export interface GcsParts {
  readonly gcp: GcpPlan;
}

/** Undefined where no service account is made. */
export function planGcp(
  { project, stack, namePrefix, bucket, auth }: PlanView,
  { backend, profiles }: Principals,
): StorePlan<GcsParts> | undefined {
  const made = [backend, ...profiles].filter((plan) => plan.kind === "key" && plan.user);
  if (made.length === 0) return undefined;
  const named = { name: bucket.name, arn: bucketArn("aws", bucket.name) };
  const users = new Map(
    made.map(({ key, principal, description, policy }): [string, GcpUserPlan] => {
      // Bytes of the display name stay below IAM's 100, of the description below its 256: profiles have 63 at most.
      const displayName = `deployKF ${principal}`;
      return [key, { displayName, description, bindings: gcpBindings(neutralGrants(policy, named)) }];
    }),
  );
  const roles = new Map(
    [...users.values()].flatMap(({ bindings }) => bindings.map(({ role }) => [role.name, role] as const)),
  );
  const gcp = {
    users,
    roles: [...roles.values()].map((role) => ({
      ...role,
      roleId: roleIdOf(namePrefix, role.name),
      description: `deployKF's object store, stack ${project}/${stack}`,
    })),
  };
  return { parts: { gcp }, limits: () => judged(gcpLimitsOf(gcp, auth.slots, bucket), gcpFinding) };
}

/** Ids of roles take no hyphen; prefixes of service accounts' ids no underscore, so that none becomes another's. */
function roleIdOf(namePrefix: string, role: GcpRole["name"]): string {
  return nameOf(namePrefix, role, roleIdLength).replaceAll("-", "_");
}
