import { partitionOf } from "../../base/aws/regions.js";
import * as rules from "../../base/aws/rules.js";
import type { Checker } from "../../base/input/checker.js";
import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { YamlMap } from "../../base/yaml/merge.js";
import { kubeflowNamespace } from "../deploykf/paths.js";
import { checkNamespace, checkServiceAccountName } from "../deploykf/rules.js";
import * as keyRules from "./key-rules.js";
import type { AuthConfig, SecretsConfig } from "./schema.js";
import * as secretRules from "./secret-rules.js";

interface AuthContext {
  /** Whether this program makes users of the store. */
  readonly makes: boolean;
  readonly awsRegion: string | undefined;
  readonly accountId: string | undefined;
}

/** How everybody authenticates; options of the other mode have their defaults, which nothing reads. */
export function resolveAuth(
  config: AuthConfig,
  { makes, awsRegion, accountId }: AuthContext,
  check: Checker,
): AuthSettings {
  check.value(["auth", "path"], config.path, rules.checkRolePath);
  const { permissionsBoundary, slots } = config;
  if (permissionsBoundary !== undefined && awsRegion !== undefined) {
    check.value(["auth", "permissionsBoundary"], permissionsBoundary, (key, arn) =>
      rules.checkPermissionsBoundary(key, arn, partitionOf(awsRegion), accountId),
    );
  }
  if (slots) {
    check.value(["auth", "slots", "active"], slots.active, keyRules.checkSlotName);
    if (slots.retiring !== undefined)
      check.value(["auth", "slots", "retiring"], slots.retiring, keyRules.checkSlotName);
    if (slots.retiring === slots.active) check.report(["auth", "slots", "retiring"], keyRules.sameSlot(slots.active));
    const swapped = slots.retiring === undefined ? undefined : keyRules.swappedSlots(slots.active, slots.retiring);
    if (swapped) check.report(["auth", "slots", "active"], swapped);
  }
  return {
    mode: config.mode,
    profileRole: config.mode === "irsa" ? config.profileRole : "per-profile",
    profileServiceAccounts: config.mode === "irsa" ? serviceAccounts(config.profileServiceAccounts, check) : [],
    profileKeys: config.mode === "keys" ? config.profileKeys : "per-profile",
    backendKey: config.mode === "keys" ? config.backendKey : "secret",
    keySource: config.keySource ?? (makes ? "iam-users" : "provided"),
    slots: { active: slots?.active ?? "initial", retiring: slots?.retiring },
    listScope: config.listScope,
    permissionsBoundary,
    path: config.path,
  };
}

function serviceAccounts(names: readonly string[], check: Checker): readonly string[] {
  for (const [index, name] of names.entries()) {
    check.value(["auth", "profileServiceAccounts", index], name, checkServiceAccountName);
  }
  return [...new Set(names)];
}

/** The Secret that a store makes itself for a principal (`backend`, `profiles`, `profile-<name>`). */
export type StoreSecret = (key: string, namespace: string) => SecretRef;

export function resolveSecrets(
  config: SecretsConfig,
  auth: AuthSettings,
  storeSecret: StoreSecret | undefined,
  check: Checker,
): SecretSettings {
  check.value(["secrets", "namespace"], config.namespace, checkNamespace);
  if (!storeSecret) return statedSecrets(config, auth, check);
  const ownOfProfile = storeSecret(`profile-${secretRules.nameVariable}`, config.namespace);
  return {
    backend: storeSecret("backend", kubeflowNamespace),
    profiles: auth.profileKeys === "shared" ? storeSecret("profiles", config.namespace) : ownOfProfile,
    ownOfProfile,
    ofStore: true,
  };
}

function statedSecrets(config: SecretsConfig, auth: AuthSettings, check: Checker): SecretSettings {
  const path = ["secrets", "profileName"];
  const shared = auth.profileKeys === "shared";
  const fallback = shared ? secretRules.sharedSecretName : secretRules.profileSecretName;
  const name = config.profileName ?? fallback;
  if (shared && name.includes(secretRules.nameVariable)) check.report(path, secretRules.variableInSharedName(name));
  if (!shared && !name.includes(secretRules.nameVariable)) check.report(path, secretRules.noVariableInName(name));
  for (const key of ["accessKeyKey", "secretKeyKey", "backendAccessKeyKey", "backendSecretKeyKey"] as const) {
    check.value(["secrets", key], config[key], secretRules.checkSecretKey);
  }
  check.value(["secrets", "backendName"], config.backendName, secretRules.checkSecretName);
  for (const [accessKeyKey, secretKeyKey] of [
    ["accessKeyKey", "secretKeyKey"],
    ["backendAccessKeyKey", "backendSecretKeyKey"],
  ] as const) {
    if (config[accessKeyKey] !== config[secretKeyKey]) continue;
    const path = ["secrets", check.states(["secrets", secretKeyKey]) ? secretKeyKey : accessKeyKey];
    const finding = secretRules.sameSecretKeys(
      `secrets.${accessKeyKey}`,
      `secrets.${secretKeyKey}`,
      config[accessKeyKey],
    );
    check.report(path, finding);
  }
  const { namespace, accessKeyKey, secretKeyKey } = config;
  const profiles = { namespace, name, accessKeyKey, secretKeyKey };
  return {
    backend: {
      namespace: kubeflowNamespace,
      name: config.backendName,
      accessKeyKey: config.backendAccessKeyKey,
      secretKeyKey: config.backendSecretKeyKey,
    },
    profiles,
    ownOfProfile: name.includes(secretRules.nameVariable)
      ? profiles
      : { ...profiles, name: secretRules.profileSecretName },
    ofStore: false,
  };
}

/** Where an access key comes from. */
export type KeySource = "iam-users" | "provided" | "existing";
/** Names of the keys that a user has: the one in use, and the one before it. */
export interface SlotSettings {
  readonly active: string;
  readonly retiring: string | undefined;
}

export interface AuthSettings {
  /** How the backend authenticates, and every profile that says nothing else. */
  readonly mode: "irsa" | "keys";
  readonly profileRole: "per-profile" | "shared";
  readonly profileServiceAccounts: readonly string[];
  readonly profileKeys: "per-profile" | "shared";
  readonly backendKey: "secret" | "inline";
  readonly keySource: KeySource;
  readonly slots: SlotSettings;
  readonly listScope: "bucket" | "prefix";
  readonly permissionsBoundary: string | undefined;
  /** Begins and ends with a slash. */
  readonly path: string;
}

export interface SecretSettings {
  readonly backend: SecretRef;
  /** Of profiles that say nothing of their key; `name` may hold `{profile_name}`. */
  readonly profiles: SecretRef;
  /** Of a profile with a key of its own: with one key for all, it is called otherwise. */
  readonly ownOfProfile: SecretRef;
  /** Whether the store makes the Secrets itself, and names them so. */
  readonly ofStore: boolean;
}

type OwnSecret = { readonly [Part in keyof SecretRef]?: SecretRef[Part] | undefined };

export interface Profile {
  readonly name: string;
  /** `profileNamePrefix` and the name. */
  readonly namespace: string;
  /** unmanaged: no role and no key of ours; the entry stays as it is. */
  readonly management: "irsa" | "keys" | "unmanaged";
  /** Only of a profile that says itself that it has a key: its source, and what it says of its Secret. */
  readonly ownKey: { readonly source: KeySource; readonly secret: OwnSecret } | undefined;
  /** The user's entry of deployKF's `profiles` list, whole. */
  readonly entry: YamlMap;
}
