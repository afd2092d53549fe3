import { partitionOf } from "../../base/aws/regions.js";
import * as rules from "../../base/aws/rules.js";
import type { Checker } from "../../base/input/checker.js";
import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { YamlMap } from "../../base/yaml/merge.js";
import type { StackValue } from "../../settings/schema.js";
import type { RookStore } from "../../stores/ceph/rook.js";
import { anyProfile, rookSecret } from "../../stores/ceph/rook.js";
import { checkNamespace, checkServiceAccountName } from "../deploykf/rules.js";
import * as keyRules from "./key-rules.js";
import * as secretRules from "./secret-rules.js";

interface AuthContext {
  /** Whether this program makes users of the store. */
  readonly makes: boolean;
  readonly awsRegion: string | undefined;
  readonly accountId: string | undefined;
}

/** How everybody authenticates; options of the other mode have their defaults, which nothing reads. */
export function resolveAuth(
  config: StackValue<"auth">,
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

/** What Rook's rules make the Secrets' names of; nothing where others make the Secrets. */
interface RookNames {
  readonly rook: RookStore | undefined;
  readonly namePrefix: string;
}

export function resolveSecrets(
  config: StackValue<"secrets">,
  auth: AuthSettings,
  { rook, namePrefix }: RookNames,
  check: Checker,
): SecretSettings {
  check.value(["secrets", "namespace"], config.namespace, checkNamespace);
  if (!rook) return statedSecrets(config, auth, check);
  const profiles = auth.profileKeys === "shared" ? "profiles" : anyProfile;
  return {
    backend: rookSecret(rook, namePrefix, "backend", "kubeflow"),
    profiles: rookSecret(rook, namePrefix, profiles, config.namespace),
  };
}

function statedSecrets(config: StackValue<"secrets">, auth: AuthSettings, check: Checker): SecretSettings {
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
  return {
    backend: {
      namespace: "kubeflow",
      name: config.backendName,
      accessKeyKey: config.backendAccessKeyKey,
      secretKeyKey: config.backendSecretKeyKey,
    },
    profiles: {
      namespace: config.namespace,
      name,
      accessKeyKey: config.accessKeyKey,
      secretKeyKey: config.secretKeyKey,
    },
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
  /** Of profiles without one of their own; `name` may hold `{profile_name}`. */
  readonly profiles: SecretRef;
}

export interface Profile {
  readonly name: string;
  /** `profileNamePrefix` and the name. */
  readonly namespace: string;
  /** unmanaged: no role and no key of ours; the entry stays as it is. */
  readonly management: "irsa" | "keys" | "unmanaged";
  /** Only with keys: its own source and Secret, where the profile overrides the default. */
  readonly ownKey: { readonly source: KeySource; readonly secret: SecretRef } | undefined;
  /** The user's entry of deployKF's `profiles` list, whole. */
  readonly entry: YamlMap;
}
