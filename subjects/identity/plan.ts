import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { Facts } from "../access/facts.js";
import { backendPolicy, type PolicyBucket, profilePolicy } from "../access/policies.js";
import type * as access from "../access/principal.js";
import { type KeyPlan, type KeySettings, keyBuilder, type StoreUsers } from "./key.js";
import { type RolePlan, roleBuilder } from "./role.js";
import { type IdentitySettings, type Who, whoOf } from "./who.js";

/** A principal by role (IRSA) or by access key. */
export type PrincipalPlan = RolePlan | KeyPlan;

export type Principals = access.Principals<PrincipalPlan>;

/** What everybody who has an identity gets; `users` is what the store says of those that are made in it. */
export function planPrincipals(
  settings: IdentitySettings & KeySettings,
  facts: Facts,
  bucket: PolicyBucket,
  users: StoreUsers,
): Principals {
  const role = roleBuilder(settings, facts);
  const key = keyBuilder(settings, facts, users);
  const { roots } = settings.deploykf;
  const planOf = (who: Who): PrincipalPlan => {
    const { principal, key: part, description, prefixes } = who;
    const policy = prefixes ? profilePolicy(bucket, prefixes, settings.auth.listScope) : backendPolicy(bucket, roots);
    const base = { principal, key: part, description, policy };
    return who.by === "key" ? key(base, who) : role(base, who.serviceAccounts);
  };
  const [backend, ...profiles] = whoOf(settings);
  return { backend: planOf(backend), profiles: profiles.map(planOf) };
}

/** Secrets that this stack makes. */
export function createdSecrets({ backend, profiles }: Principals): readonly SecretRef[] {
  return [backend, ...profiles].flatMap((plan) => (plan.kind === "key" && plan.secret?.create ? [plan.secret] : []));
}

/** The Secrets that hold keys, as `namespace/name` by principal. */
export function secretNamesOf({ backend, profiles }: Principals): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [backend, ...profiles].flatMap((plan) =>
      plan.kind === "key" && plan.secret ? [[plan.principal, `${plan.secret.namespace}/${plan.secret.name}`]] : [],
    ),
  );
}

/** Whether this stack makes the bucket, or a user. */
export function makesSomething({
  bucket,
  principals,
}: {
  readonly bucket: { readonly create: boolean };
  readonly principals: Principals;
}): boolean {
  return bucket.create || [principals.backend, ...principals.profiles].some((plan) => plan.kind === "key" && plan.user);
}
