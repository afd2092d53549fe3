import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { PrincipalBase } from "../access/principal.js";
import { type ArtifactRoots, prefixesOf } from "../deploykf/prefixes.js";
import type { KeySource } from "./schema.js";
import { nameVariable } from "./secret-rules.js";
import type { AuthSettings, Profile, SecretSettings } from "./settings.js";

/** What decides who has which identity. */
export interface IdentitySettings {
  readonly auth: Omit<AuthSettings, "slots" | "permissionsBoundary" | "path">;
  readonly secrets: SecretSettings;
  readonly deploykf: {
    readonly profiles: readonly Profile[];
    readonly roots: ArtifactRoots;
    /** As `namespace/name`. */
    readonly backendServiceAccounts: readonly string[];
  };
}

interface Identity extends Omit<PrincipalBase, "policy"> {
  /** Prefixes of its artifacts; undefined for the backend, which has everything. */
  readonly prefixes: readonly string[] | undefined;
}

/** A role that service accounts assume, each as `namespace/name`. */
interface ByRole {
  readonly by: "role";
  readonly serviceAccounts: readonly string[];
}

interface ByKey {
  readonly by: "key";
  readonly source: KeySource;
  /** Undefined for a key that stands in the values. */
  readonly secret: SecretRef | undefined;
  /** Whether this stack makes the Secret. */
  readonly create: boolean;
  /** Whether the profile says itself that it has a key. */
  readonly own: boolean;
}

export type KeyHolder = Identity & ByKey;

/** Somebody who has an identity, by a role or by an access key. */
export type Who = (Identity & ByRole) | KeyHolder;

/** Everybody who has an identity: the backend, the profiles together where they share one, and each of the others. */
export function whoOf({ auth, secrets, deploykf }: IdentitySettings): readonly [Who, ...Who[]] {
  const { roots } = deploykf;
  const managed = deploykf.profiles.filter(({ management }) => management !== "unmanaged");
  const sharing = managed.filter((profile) => sharesIdentity(auth, profile));
  const accountsOf = ({ namespace }: Profile) => auth.profileServiceAccounts.map((name) => `${namespace}/${name}`);
  const identity = (
    mode: AuthSettings["mode"],
    serviceAccounts: readonly string[],
    secret: SecretRef | undefined,
    ownSource?: KeySource,
  ): ByRole | ByKey => {
    if (mode === "irsa") return { by: "role", serviceAccounts };
    const source = secrets.ofStore ? "iam-users" : (ownSource ?? auth.keySource);
    const create = secret !== undefined && source !== "existing" && !secrets.ofStore;
    return { by: "key", source, secret, create, own: ownSource !== undefined };
  };
  const backend: Who = {
    principal: "backend",
    key: "backend",
    description: "Kubeflow Pipelines backend: all artifacts and pipeline definitions",
    prefixes: undefined,
    ...identity(auth.mode, deploykf.backendServiceAccounts, auth.backendKey === "inline" ? undefined : secrets.backend),
  };
  const shared: Who = {
    principal: "profiles",
    key: "profiles",
    description: "All deployKF profiles: all artifacts",
    prefixes: [...new Set([roots.v1, roots.v2])],
    ...identity(auth.mode, sharing.flatMap(accountsOf), secrets.profiles),
  };
  const single = managed.filter((profile) => !sharesIdentity(auth, profile));
  return [
    backend,
    ...(sharing.length > 0 ? [shared] : []),
    ...single.map((profile): Who => {
      const { name, management, ownKey } = profile;
      const mode = management === "keys" ? "keys" : "irsa";
      return {
        principal: `profile ${name}`,
        key: `profile-${name}`,
        description: `deployKF profile ${name}: its own artifacts`,
        prefixes: prefixesOf(roots, profile),
        ...identity(mode, accountsOf(profile), secretOf(secrets, profile), ownKey?.source),
      };
    }),
  ];
}

/** Whether a managed profile uses the one role or key of all. */
function sharesIdentity(auth: IdentitySettings["auth"], { management, ownKey }: Profile): boolean {
  return management === "irsa" ? auth.profileRole === "shared" : auth.profileKeys === "shared" && !ownKey;
}

/** The Secret of a profile's key: as `secrets` says it for all, but for what the profile says itself. */
function secretOf(secrets: SecretSettings, { name, ownKey }: Profile): SecretRef {
  const common = ownKey ? secrets.ownOfProfile : secrets.profiles;
  const { secret = {} } = ownKey ?? {};
  return {
    namespace: secret.namespace ?? common.namespace,
    name: secret.name ?? common.name.replaceAll(nameVariable, name),
    accessKeyKey: secret.accessKeyKey ?? common.accessKeyKey,
    secretKeyKey: secret.secretKeyKey ?? common.secretKeyKey,
  };
}

/** Where a principal's key stands in `keys`, if it is provided. */
export function keysPathOf(principal: string): readonly string[] {
  if (principal === "backend") return ["backend"];
  return principal === "profiles" ? ["shared"] : ["profiles", principal.replace(/^profile /, "")];
}

/**
 * Prefixes that a stack's profiles reach: each its own, or with one role or key for all, all artifacts; where the store
 * can't limit a key to prefixes, the whole bucket.
 */
export function reachOfProfiles(settings: IdentitySettings, isolation: "prefix" | "key"): readonly string[] {
  if (isolation !== "prefix") return [""];
  const { roots, profiles } = settings.deploykf;
  const shared = whoOf(settings).find(({ key }) => key === "profiles");
  return shared?.prefixes ?? profiles.flatMap((profile) => prefixesOf(roots, profile));
}

/** Whether any principal has a role that service accounts assume. */
export function usesRoles({ mode }: Pick<AuthSettings, "mode">, profiles: readonly Profile[]): boolean {
  return mode === "irsa" || profiles.some(({ management }) => management === "irsa");
}
