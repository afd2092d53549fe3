import type { Checker } from "../../base/input/checker.js";
import type { SecretRef } from "../../base/kubernetes/secret.js";
import { valueAt } from "../../base/yaml/merge.js";
import type { Path } from "../../base/yaml/source.js";
import { kubeflowNamespace } from "../deploykf/paths.js";
import { checkNamespace } from "../deploykf/rules.js";
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

/** Where the config says something about a principal's Secret: of its profile, or else of several. */
export function secretPlace({ principal }: KeyHolder, part: keyof SecretRef, check: Checker): Path {
  const [, profile] = keysPathOf(principal);
  const own = ["profiles", "overrides", profile ?? "", "secret", part];
  if (profile !== undefined && check.states(own)) return own;
  return ["secrets", (principal === "backend" ? backendKeys : profileKeys)[part]];
}

/** The parts of a Secret, as `secrets` calls them. */
const profileKeys: Readonly<Record<keyof SecretRef, string>> = {
  namespace: "namespace",
  name: "profileName",
  accessKeyKey: "accessKeyKey",
  secretKeyKey: "secretKeyKey",
};
export const backendKeys: Readonly<Record<keyof SecretRef, string>> = {
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
  check: Checker,
): void {
  const refused = refusedNames(settings);
  const namespaces = new Set(profiles.map(({ namespace }) => namespace));
  const taken = new Map<string, KeyHolder>();
  for (const holder of holders) {
    const { principal, secret } = holder;
    if (!secret) continue;
    checkOwnParts(holder, secret, check);
    const path = secretPlace(holder, "name", check);
    // Of what a store makes its names is checked where it stands.
    if (!refused.has(path.join(".")) && (settings.secrets.ofStore || checkName(holder, secret, check))) {
      const full = `${secret.namespace}/${secret.name}`;
      const other = taken.get(full);
      // One of the two is called as nobody wrote; the other has a place.
      const stated = other && !check.states(path) ? secretPlace(other, "name", check) : path;
      if (other) check.report(stated, secretRules.sharedSecret(other.principal, principal, full));
      taken.set(full, holder);
    } else {
      refused.add(path.join("."));
    }
    const place = secretPlace(holder, "namespace", check);
    const isProfiles = namespaces.has(secret.namespace) && secret.namespace !== kubeflowNamespace;
    if (makesSecret(holder) && isProfiles && !refused.has(place.join("."))) {
      check.report(place, secretRules.secretInProfileNamespace(principal, secret.namespace));
      refused.add(place.join("."));
    }
  }
  checkEntries(taken, profiles, check);
}

/** Profiles without a key of ours may name the Secret of one who has. */
function checkEntries(taken: ReadonlyMap<string, KeyHolder>, profiles: readonly Profile[], check: Checker): void {
  for (const profile of profiles.filter(({ management }) => management !== "keys")) {
    const full = entrySecret(profile);
    const owner = full === undefined ? undefined : taken.get(full);
    if (full !== undefined && owner) {
      check.report(
        ["profiles", "overrides", profile.name],
        secretRules.sharedSecret(owner.principal, `profile ${profile.name}`, full),
      );
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

function checkName(holder: KeyHolder, { name }: SecretRef, check: Checker): boolean {
  return check.value(secretPlace(holder, "name", check), name, (key, text) =>
    secretRules.checkSecretName(key === "secrets.profileName" ? `the Secret's name of ${holder.principal}` : key, text),
  );
}

/** What a profile says of its own Secret; the rest was checked where `secrets` says it for all. */
function checkOwnParts(holder: KeyHolder, secret: SecretRef, check: Checker): void {
  if (!holder.own) return;
  const at = (part: keyof SecretRef) => secretPlace(holder, part, check);
  const stated = (part: keyof SecretRef) => at(part)[0] !== "secrets";
  if (stated("namespace")) check.value(at("namespace"), secret.namespace, checkNamespace);
  const keys = (["accessKeyKey", "secretKeyKey"] as const).filter(stated);
  for (const part of keys) check.value(at(part), secret[part], secretRules.checkSecretKey);
  const last = keys.at(-1);
  if (last && secret.accessKeyKey === secret.secretKeyKey) {
    const [first, second] = [at("accessKeyKey").join("."), at("secretKeyKey").join(".")];
    check.report(at(last), secretRules.sameSecretKeys(first, second, secret.accessKeyKey));
  }
}
