import { oidcProviderArn, roleArn } from "../aws/arn.js";
import { backendRoleName, profileRoleName, sharedRoleName } from "../aws/names.js";
import type { Profile, Settings } from "../config/settings.js";
import { prefixesOf } from "../deploykf/prefixes.js";
import type { PolicyDocument } from "./documents.js";
import type { Facts } from "./facts.js";
import { backendPolicy, profilePolicy } from "./policies.js";
import { trustPolicy } from "./trust.js";

/** An IAM role with its one inline policy, and what it is for. */
export interface RolePlan {
  /** `backend`, `profiles` (shared), or the profile's name behind `profile `. */
  readonly principal: string;
  /** Stable part of logical names: `backend`, `profiles`, or `profile-<name>`. */
  readonly key: string;
  readonly roleName: string;
  readonly roleArn: string;
  readonly path: string;
  readonly permissionsBoundary: string | undefined;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly policy: PolicyDocument;
  readonly trust: PolicyDocument;
}

/** The backend's role and those of the profiles. */
export interface Principals {
  readonly backend: RolePlan;
  /** One for each profile in the user's order, or the shared one; none for unmanaged profiles. */
  readonly profiles: readonly RolePlan[];
}

export function planPrincipals(settings: Settings, facts: Facts): Principals {
  const { namePrefix, bucket, auth, deploykf, partition } = settings;
  const { roots, backendServiceAccounts } = deploykf;
  const policyBucket = { partition, name: bucket.name, kmsKeyArn: bucket.kmsKeyArn };
  const managed = deploykf.profiles.filter(({ management }) => management === "irsa");
  const accountsOf = (profile: Profile) => auth.profileServiceAccounts.map((name) => `${profile.namespace}/${name}`);
  const role = roleBuilder(settings, facts);

  const backend = role({
    principal: "backend",
    key: "backend",
    roleName: backendRoleName(namePrefix),
    description: "Kubeflow Pipelines backend: all artifacts and pipeline definitions",
    policy: backendPolicy(policyBucket, roots),
    serviceAccounts: backendServiceAccounts,
  });
  if (auth.profileRole === "shared") {
    const prefixes = [...new Set([`${roots.v1}`, `${roots.v2}`])];
    const shared = role({
      principal: "profiles",
      key: "profiles",
      roleName: sharedRoleName(namePrefix),
      description: "All deployKF profiles: all artifacts",
      policy: profilePolicy(policyBucket, prefixes, auth.listScope),
      serviceAccounts: managed.flatMap(accountsOf),
    });
    return { backend, profiles: managed.length > 0 ? [shared] : [] };
  }
  const profiles = managed.map((profile) =>
    role({
      principal: `profile ${profile.name}`,
      key: `profile-${profile.name}`,
      roleName: profileRoleName(namePrefix, profile.name),
      description: `deployKF profile ${profile.name}: its own artifacts`,
      policy: profilePolicy(policyBucket, prefixesOf(roots, profile), auth.listScope),
      serviceAccounts: accountsOf(profile),
    }),
  );
  return { backend, profiles };
}

type RoleArgs = Pick<RolePlan, "principal" | "key" | "roleName" | "description" | "policy"> & {
  readonly serviceAccounts: readonly string[];
};

function roleBuilder(settings: Settings, facts: Facts) {
  const account = { partition: settings.partition, accountId: facts.accountId };
  const { path, permissionsBoundary } = settings.auth;
  const providerArn = oidcProviderArn(account, settings.issuerUrl);
  return ({ serviceAccounts, ...args }: RoleArgs): RolePlan => ({
    ...args,
    roleArn: roleArn(account, path, args.roleName),
    path,
    permissionsBoundary,
    tags: settings.tags,
    trust: trustPolicy(providerArn, settings.issuerUrl, serviceAccounts),
  });
}
