import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { Settings } from "../../settings/settings.js";
import type { Facts } from "../access/facts.js";
import { backendPolicy, profilePolicy } from "../access/policies.js";
import type { PrincipalBase } from "../access/principal.js";
import { bucketPartition } from "../bucket/plan.js";
import { prefixesOf } from "../deploykf/prefixes.js";
import { type KeyPlan, keyBuilder } from "./key.js";
import { sharesIdentity } from "./reach.js";
import { type RolePlan, roleBuilder } from "./role.js";
import type { Profile } from "./settings.js";

/** A principal by role (IRSA) or by access key. */
export type PrincipalPlan = RolePlan | KeyPlan;

export interface Principals {
  readonly backend: PrincipalPlan;
  /** Those of the profiles in the user's order, or the shared one first; none for unmanaged profiles. */
  readonly profiles: readonly PrincipalPlan[];
}

export function planPrincipals(settings: Settings, facts: Facts): Principals {
  const { auth, deploykf } = settings;
  const managed = deploykf.profiles.filter(({ management }) => management !== "unmanaged");
  const sharing = managed.filter((profile) => sharesIdentity(auth, profile));
  const policies = policyBuilder(settings);
  const build = principalBuilder(settings, facts);
  const backend = build({
    principal: "backend",
    key: "backend",
    description: "Kubeflow Pipelines backend: all artifacts and pipeline definitions",
    policy: policies.backend(),
    byKey: auth.mode === "keys",
    serviceAccounts: deploykf.backendServiceAccounts,
    secret: auth.backendKey === "inline" ? undefined : settings.secrets.backend,
  });
  const shared =
    sharing.length === 0
      ? []
      : [
          build({
            principal: "profiles",
            key: "profiles",
            description: "All deployKF profiles: all artifacts",
            policy: policies.shared(),
            byKey: auth.mode === "keys",
            serviceAccounts: sharing.flatMap((profile) => accountsOf(settings, profile)),
            secret: settings.secrets.profiles,
          }),
        ];
  const single = managed
    .filter((profile) => !sharing.includes(profile))
    .map((profile) =>
      build({
        principal: `profile ${profile.name}`,
        key: `profile-${profile.name}`,
        description: `deployKF profile ${profile.name}: its own artifacts`,
        policy: policies.profile(profile),
        byKey: profile.management === "keys",
        serviceAccounts: accountsOf(settings, profile),
        secret: profile.ownKey?.secret ?? filledIn(settings.secrets.profiles, profile.name),
        ownSource: profile.ownKey?.source,
      }),
    );
  return { backend, profiles: [...shared, ...single] };
}

/** Secrets that this stack makes. */
export function createdSecrets({ backend, profiles }: Principals): readonly SecretRef[] {
  return [backend, ...profiles].flatMap((plan) => (plan.kind === "key" && plan.secret?.create ? [plan.secret] : []));
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

function accountsOf({ auth }: Settings, { namespace }: Profile): readonly string[] {
  return auth.profileServiceAccounts.map((name) => `${namespace}/${name}`);
}

function filledIn(secret: SecretRef, profile: string): SecretRef {
  return { ...secret, name: secret.name.replaceAll("{profile_name}", profile) };
}

function policyBuilder(settings: Settings) {
  const { bucket, deploykf, auth } = settings;
  const { roots } = deploykf;
  const policyBucket = { partition: bucketPartition(settings), name: bucket.name, kmsKeyArn: bucket.kmsKeyArn };
  return {
    backend: () => backendPolicy(policyBucket, roots),
    shared: () => profilePolicy(policyBucket, [...new Set([roots.v1, roots.v2])], auth.listScope),
    profile: (profile: Profile) => profilePolicy(policyBucket, prefixesOf(roots, profile), auth.listScope),
  };
}

interface PrincipalArgs extends PrincipalBase {
  readonly byKey: boolean;
  readonly serviceAccounts: readonly string[];
  readonly secret: SecretRef | undefined;
  readonly ownSource?: KeyPlan["source"] | undefined;
}

function principalBuilder(settings: Settings, facts: Facts) {
  const role = roleBuilder(settings, facts);
  const key = keyBuilder(settings, facts);
  return ({ byKey, serviceAccounts, secret, ownSource, ...base }: PrincipalArgs): PrincipalPlan =>
    byKey ? key(base, secret, ownSource) : role(base, serviceAccounts);
}
