import type { Node } from "../../base/input/node.js";
import type { SecretRef } from "../../base/kubernetes/secret.js";
import { valueAt } from "../../base/yaml/merge.js";
import { kubeflowNamespace } from "../deploykf/paths.js";
import type { AuthConfig, ProfilesConfig, SecretsConfig } from "./schema.js";
import * as secretRules from "./secret-rules.js";
import type { AuthSettings, Profile, SecretSettings } from "./settings.js";
import { type KeyHolder, keysPathOf } from "./who.js";

interface SecretsAndAuth {
  readonly auth: Pick<AuthSettings, "profileKeys">;
  readonly secrets: SecretSettings;
}

/** Whether this stack makes the principal's Secret, or for it the store. */
export function makesSecret({ secret, source }: KeyHolder): boolean {
  return secret !== undefined && source !== "existing";
}

/** What the config says about identities. */
export interface IdentityNodes {
  readonly auth: Node<AuthConfig | undefined>;
  readonly secrets: Node<SecretsConfig | undefined>;
  readonly profiles: Node<ProfilesConfig | undefined>;
}

/** Where the config says something about a principal's Secret: of its profile, or else of several. */
export function secretNode(
  { principal }: KeyHolder,
  part: keyof SecretRef,
  { secrets, profiles }: IdentityNodes,
): Node<string | undefined> {
  const [, name = ""] = keysPathOf(principal);
  const own = profiles.at("overrides").at(name).at("secret").at(part);
  if (own.stated) return own;
  return secrets.at((principal === "backend" ? backendKeys : profileKeys)[part]);
}

/** The parts of a Secret, as `secrets` calls them. */
const profileKeys: Readonly<Record<keyof SecretRef, keyof SecretsConfig>> = {
  namespace: "namespace",
  name: "profileName",
  accessKeyKey: "accessKeyKey",
  secretKeyKey: "secretKeyKey",
};
export const backendKeys: Readonly<Record<keyof SecretRef, keyof SecretsConfig>> = {
  namespace: "namespace",
  name: "backendName",
  accessKeyKey: "backendAccessKeyKey",
  secretKeyKey: "backendSecretKeyKey",
};

/** The template or the backend's name itself was refused, once and for all who are called by it. */
function refusedNames({ auth, secrets }: SecretsAndAuth): Set<string> {
  if (secrets.ofStore) return new Set();
  const template = secrets.profiles.name;
  return new Set([
    ...(template.includes(secretRules.nameVariable) === (auth.profileKeys === "shared") ? ["secrets.profileName"] : []),
    ...(secretRules.checkSecretName("", secrets.backend.name) ? ["secrets.backendName"] : []),
  ]);
}

/** Checks the Secrets that hold keys: their names and places, and that no two principals share one. */
export function checkSecrets(
  settings: SecretsAndAuth,
  holders: readonly KeyHolder[],
  profiles: readonly Profile[],
  nodes: IdentityNodes,
): void {
  const refused = refusedNames(settings);
  const namespaces = new Set(profiles.map(({ namespace }) => namespace));
  const taken = new Map<string, KeyHolder>();
  for (const holder of holders) {
    const { principal, secret } = holder;
    if (!secret) continue;
    checkOwnKeys(holder, secret, nodes);
    const named = secretNode(holder, "name", nodes);
    // Of what a store makes its names is checked where it stands.
    if (!refused.has(named.key) && (settings.secrets.ofStore || checkName(holder, secret, named))) {
      const full = `${secret.namespace}/${secret.name}`;
      const other = taken.get(full);
      // One of the two is called as nobody wrote; the other has a place.
      const stated = other && !named.stated ? secretNode(other, "name", nodes) : named;
      if (other) stated.error(secretRules.sharedSecret(other.principal, principal, full));
      taken.set(full, holder);
    } else {
      refused.add(named.key);
    }
    const place = secretNode(holder, "namespace", nodes);
    const isProfiles = namespaces.has(secret.namespace) && secret.namespace !== kubeflowNamespace;
    if (makesSecret(holder) && isProfiles && !refused.has(place.key)) {
      place.error(secretRules.secretInProfileNamespace(principal, secret.namespace));
      refused.add(place.key);
    }
  }
  checkEntries(taken, profiles, nodes);
}

/** Profiles without a key of ours may name the Secret of one who has. */
function checkEntries(taken: ReadonlyMap<string, KeyHolder>, profiles: readonly Profile[], nodes: IdentityNodes): void {
  for (const profile of profiles.filter(({ management }) => management !== "keys")) {
    const full = entrySecret(profile);
    const owner = full === undefined ? undefined : taken.get(full);
    if (full !== undefined && owner) {
      const place = nodes.profiles.at("overrides").at(profile.name);
      place.error(secretRules.sharedSecret(owner.principal, `profile ${profile.name}`, full));
    }
  }
}

/** The Secret that a profile's own entry names, as `namespace/name`; an empty namespace is the profile's own. */
function entrySecret({ entry, namespace }: Profile): string | undefined {
  const auth = valueAt(entry, ["tools", "kubeflowPipelines", "objectStoreAuth"]);
  const name = valueAt(auth, ["existingSecret"]);
  return typeof name === "string" && name !== ""
    ? `${valueAt(auth, ["existingSecretNamespace"]) || namespace}/${name}`
    : undefined;
}

function checkName({ principal }: KeyHolder, { name }: SecretRef, place: Node<unknown>): boolean {
  const key = place.key === "secrets.profileName" ? `the Secret's name of ${principal}` : place.key;
  const finding = secretRules.checkSecretName(key, name);
  place.error(finding);
  return !finding;
}

/** Two names of which a profile says at least one; those of `secrets` were compared where they stand. */
function checkOwnKeys(holder: KeyHolder, secret: SecretRef, nodes: IdentityNodes): void {
  if (secret.accessKeyKey !== secret.secretKeyKey) return;
  const accessKey = secretNode(holder, "accessKeyKey", nodes);
  const secretKey = secretNode(holder, "secretKeyKey", nodes);
  const own = [secretKey, accessKey].find(({ key }) => !key.startsWith("secrets."));
  own?.error(secretRules.sameSecretKeys(accessKey.key, secretKey.key, secret.accessKeyKey));
}
