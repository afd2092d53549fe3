import { partitionOf } from "../../base/aws/regions.js";
import * as awsRules from "../../base/aws/rules.js";
import type { Node } from "../../base/input/node.js";
import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { YamlMap } from "../../base/yaml/merge.js";
import { kubeflowNamespace } from "../deploykf/paths.js";
import { sameSlot, swappedSlots } from "./key-rules.js";
import type {
  AuthConfig,
  IrsaAuthConfig,
  KeySource,
  KeysAuthConfig,
  OwnSecret,
  SecretsConfig,
  SlotSettings,
} from "./schema.js";
import * as rules from "./secret-rules.js";

interface AuthContext {
  /** Whether this program makes users of the store. */
  readonly makes: boolean;
  readonly awsRegion: string | undefined;
  readonly accountId: string | undefined;
}

/** How everybody authenticates; options of the other mode have their defaults. */
export function resolveAuth(
  auth: Node<AuthConfig | undefined>,
  { makes, awsRegion, accountId }: AuthContext,
): AuthSettings | undefined {
  const config = auth.value;
  if (!config) return undefined;
  if (awsRegion !== undefined) {
    auth
      .at("permissionsBoundary")
      .check((key, arn) => awsRules.checkPermissionsBoundary(key, arn, partitionOf(awsRegion), accountId));
  }
  const { keySource = makes ? "iam-users" : "provided", slots = { active: "initial" }, permissionsBoundary } = config;
  const { active, retiring } = slots;
  if (active === retiring) auth.at("slots").at("retiring").error(sameSlot(active));
  if (retiring !== undefined) auth.at("slots").at("active").error(swappedSlots(active, retiring));
  const profileServiceAccounts = config.mode === "irsa" ? [...new Set(config.profileServiceAccounts)] : [];
  return { ...ofOtherMode, ...config, profileServiceAccounts, keySource, slots, permissionsBoundary };
}

const ofOtherMode = { profileRole: "per-profile", profileKeys: "per-profile", backendKey: "secret" } as const;

/** The Secret that a store makes itself for a principal (`backend`, `profiles`, `profile-<name>`). */
export type StoreSecret = (key: string, namespace: string) => SecretRef;

export function resolveSecrets(
  secrets: Node<SecretsConfig | undefined>,
  { profileKeys }: AuthSettings,
  storeSecret: StoreSecret | undefined,
): SecretSettings | undefined {
  const config = secrets.value;
  if (!config) return undefined;
  const { namespace } = config;
  const shared = profileKeys === "shared";
  if (storeSecret) {
    const ownOfProfile = storeSecret(`profile-${rules.nameVariable}`, namespace);
    const profiles = shared ? storeSecret("profiles", namespace) : ownOfProfile;
    return { backend: storeSecret("backend", kubeflowNamespace), profiles, ownOfProfile, ofStore: true };
  }
  const name = config.profileName ?? (shared ? rules.sharedSecretName : rules.profileSecretName);
  const isTemplate = name.includes(rules.nameVariable);
  if (shared && isTemplate) secrets.at("profileName").error(rules.variableInSharedName(name));
  if (!shared && !isTemplate) secrets.at("profileName").error(rules.noVariableInName(name));
  secrets.at("backendName").check(rules.checkSecretName);
  checkSecretKeys(secrets.at("accessKeyKey"), secrets.at("secretKeyKey"));
  checkSecretKeys(secrets.at("backendAccessKeyKey"), secrets.at("backendSecretKeyKey"));
  const { accessKeyKey, secretKeyKey } = config;
  const profiles = { namespace, name, accessKeyKey, secretKeyKey };
  return {
    backend: {
      namespace: kubeflowNamespace,
      name: config.backendName,
      accessKeyKey: config.backendAccessKeyKey,
      secretKeyKey: config.backendSecretKeyKey,
    },
    profiles,
    ownOfProfile: isTemplate ? profiles : { ...profiles, name: rules.profileSecretName },
    ofStore: false,
  };
}

/** The names under which a Secret holds the two halves of a key. */
function checkSecretKeys(accessKey: Node<string | undefined>, secretKey: Node<string | undefined>): void {
  accessKey.check(rules.checkSecretKey);
  secretKey.check(rules.checkSecretKey);
  if (accessKey.value === undefined || accessKey.value !== secretKey.value) return;
  const place = secretKey.stated ? secretKey : accessKey;
  place.error(rules.sameSecretKeys(accessKey.key, secretKey.key, accessKey.value));
}

/** Options of both modes. */
export interface AuthSettings extends Common<IrsaAuthConfig>, Common<KeysAuthConfig> {
  /** How the backend authenticates, and every profile that says nothing else. */
  readonly mode: AuthConfig["mode"];
  readonly keySource: KeySource;
  readonly slots: SlotSettings;
  readonly permissionsBoundary: string | undefined;
}

type Common<T> = Readonly<Omit<T, "mode" | "keySource" | "slots">>;

export interface SecretSettings {
  readonly backend: SecretRef;
  /** Of profiles that say nothing of their key; `name` may hold `{profile_name}`. */
  readonly profiles: SecretRef;
  /** Of a profile with a key of its own: with one key for all, it is called otherwise. */
  readonly ownOfProfile: SecretRef;
  /** Whether the store makes the Secrets itself, and names them so. */
  readonly ofStore: boolean;
}

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
