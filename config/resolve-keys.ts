import { valueAt } from "../deploykf/merge.js";
import { kubeflowNamespace } from "../deploykf/paths.js";
import type { ProblemList } from "../problems/problem.js";
import { storeOf } from "../stores/index.js";
import { rookUserLength } from "../stores/rook.js";
import { s3proxySecret } from "../stores/s3proxy.js";
import type { Path } from "../yaml/source.js";
import { Checker } from "./checker.js";
import { checkProvidedKeys } from "./provided-keys.js";
import type { RawConfig } from "./raw.js";
import type { InfrastructureSettings } from "./resolve-infrastructure.js";
import * as clusterRules from "./rules/cluster.js";
import { checkNamespace } from "./rules/deploykf.js";
import { checkAccountIds } from "./rules/gcp.js";
import * as rules from "./rules/keys.js";
import * as rookRules from "./rules/rook.js";
import { existingKeys, namespaceOfProfile } from "./rules/s3proxy.js";
import * as secretRules from "./rules/secrets.js";
import { credentialsOfWasabi, usersNotMade } from "./rules/store.js";
import type { AuthSettings, KeySource, Profile, SecretRef } from "./settings.js";
import { usesAws } from "./uses-aws.js";

type SecretPart = keyof SecretRef;

/** A principal that has a key: its Secret, and where its key stands in the config if it is provided. */
interface KeyHolder {
  readonly principal: string;
  /** `backend`, `profiles` or `profile-<name>`. */
  readonly key: string;
  readonly source: KeySource;
  /** Undefined for a key that stands in the values. */
  readonly secret: SecretRef | undefined;
  readonly keysPath: readonly string[];
  /** Where the config says something about its Secret. */
  readonly at: (part: SecretPart) => Path;
  /** Whether `at` is of this principal alone; else its Secret is described for several. */
  readonly own: boolean;
}

/** Checks everything about keys that depends on who has one. */
export function checkKeys(
  raw: RawConfig,
  infrastructure: InfrastructureSettings,
  profiles: readonly Profile[],
  problems: ProblemList,
): void {
  const check = new Checker(raw, problems);
  const holders = keyHolders(infrastructure, profiles, check);
  if (!infrastructure.rook) checkOptions(infrastructure.auth, holders, check);
  checkOwnSources(infrastructure, profiles, check);
  checkSecrets(infrastructure, holders, profiles, check);
  checkProxy(infrastructure, holders, profiles, check);
  checkCredentials(infrastructure, holders, check);
  checkRookUsers(infrastructure, holders, profiles, check);
  const { cluster, s3proxy, rook } = infrastructure;
  const creates = s3proxy !== undefined || holders.some(createsSecret);
  if (creates && cluster.source === "oidc" && !cluster.kubeconfig) {
    const finding = rook ? rookRules.rookWithoutKubeconfig() : clusterRules.kubeconfigMissing(s3proxy !== undefined);
    check.report(["cluster", "source"], finding);
  }
  checkProvidedKeys({ raw, holders, profiles, s3proxy, problems });
}

/** Wasabi has the stack's AWS credentials where it is asked for anything, so that AWS can't be asked as well. */
function checkCredentials(infrastructure: InfrastructureSettings, holders: readonly KeyHolder[], check: Checker): void {
  const { platform, bucket, cluster } = infrastructure;
  if (platform !== "wasabi" || !usesAws(infrastructure)) return;
  const asked = bucket.create || holders.some(({ source }) => source === "iam-users");
  if (asked) check.report(["cluster", "source"], credentialsOfWasabi(cluster.source));
}

/** S3Proxy in the cluster: it has to know every key, and has a namespace of its own. */
function checkProxy(
  { s3proxy, auth }: InfrastructureSettings,
  holders: readonly KeyHolder[],
  profiles: readonly Profile[],
  check: Checker,
): void {
  if (!s3proxy) return;
  const { namespace } = s3proxy;
  if (auth.keySource === "existing") check.report(["auth", "keySource"], existingKeys("auth.keySource"));
  for (const { name } of profiles.filter(({ ownKey }) => ownKey?.source === "existing")) {
    const path = ["profiles", "overrides", name, "keySource"];
    if (check.states(path)) check.report(path, existingKeys(path.join(".")));
  }
  if (namespace !== kubeflowNamespace && profiles.some((profile) => profile.namespace === namespace)) {
    const path = ["objectStore", "s3proxy", "namespace"];
    check.report(path, namespaceOfProfile(path.join("."), namespace));
  }
  const clash = holders.find(({ secret }) => secret?.namespace === namespace && secret.name === s3proxySecret);
  if (clash) {
    const finding = secretRules.sharedSecret("S3Proxy", clash.principal, `${namespace}/${s3proxySecret}`);
    check.report(clash.at("name"), finding);
  }
}

/** A profile's own source of keys; that of the others is checked with the store. */
function checkOwnSources(
  { platform, makesUsers, auth, namePrefix }: InfrastructureSettings,
  profiles: readonly Profile[],
  check: Checker,
): void {
  if (auth.keySource === "iam-users") return;
  const own = profiles.filter(({ ownKey }) => ownKey?.source === "iam-users");
  if (platform === "gcs" && own.length > 0) check.value(["namePrefix"], namePrefix, checkAccountIds);
  for (const { name } of makesUsers ? [] : own) {
    const path = ["profiles", "overrides", name, "keySource"];
    check.report(path, usersNotMade(storeOf(platform), path.join(".")));
  }
}

/** Names of Rook's users, and what profiles say of keys and Secrets that Rook makes. */
function checkRookUsers(
  { rook, namePrefix }: InfrastructureSettings,
  holders: readonly KeyHolder[],
  profiles: readonly Profile[],
  check: Checker,
): void {
  if (!rook) return;
  const named = holders.map(({ principal, key }) => ({ principal, name: `${namePrefix}-${key}` }));
  const long = named.filter(({ name }) => name.length > rookUserLength).sort((a, b) => b.name.length - a.name.length);
  if (long[0]) {
    const owners = long.map(({ principal }) => principal);
    check.report(["namePrefix"], rookRules.userNameTooLong(owners, long[0].name));
  }
  for (const { name, ownKey } of profiles) {
    if (!ownKey) continue;
    const path = ["profiles", "overrides", name];
    const source = [...path, "keySource"];
    if (ownKey.source !== "iam-users" && check.states(source)) {
      check.report(source, rookRules.rookMakesAll(source.join("."), ownKey.source));
    }
    for (const part of ["name", "accessKeyKey", "secretKeyKey"]) {
      const stated = [...path, "secret", part];
      if (check.states(stated)) check.report(stated, rookRules.secretOfRook(stated.join(".")));
    }
  }
}

function createsSecret({ secret, source }: KeyHolder): boolean {
  return secret !== undefined && source !== "existing";
}

function keyHolders(
  { auth, secrets, rook }: InfrastructureSettings,
  profiles: readonly Profile[],
  check: Checker,
): readonly KeyHolder[] {
  const withKeys = profiles.filter(({ management }) => management === "keys");
  const sharing = auth.mode === "keys" && auth.profileKeys === "shared" ? withKeys.filter(({ ownKey }) => !ownKey) : [];
  const single = withKeys.filter((profile) => !sharing.includes(profile));
  const backend: KeyHolder = {
    principal: "backend",
    key: "backend",
    source: auth.keySource,
    secret: auth.backendKey === "inline" ? undefined : secrets.backend,
    keysPath: ["backend"],
    at: (part) => ["secrets", backendKeys[part]],
    own: false,
  };
  const shared: KeyHolder = {
    principal: "profiles",
    key: "profiles",
    source: auth.keySource,
    secret: secrets.profiles,
    keysPath: ["shared"],
    at: (part) => ["secrets", profileKeys[part]],
    own: false,
  };
  return [
    ...(auth.mode === "keys" ? [backend] : []),
    ...(sharing.length > 0 ? [shared] : []),
    ...single.map(({ name, ownKey }): KeyHolder => {
      const filledIn = secrets.profiles.name.replaceAll(secretRules.nameVariable, name);
      const ownPath = (part: SecretPart) => ["profiles", "overrides", name, "secret", part];
      return {
        principal: `profile ${name}`,
        key: `profile-${name}`,
        source: rook ? "iam-users" : (ownKey?.source ?? auth.keySource),
        secret: ownKey?.secret ?? { ...secrets.profiles, name: filledIn },
        keysPath: ["profiles", name],
        at: (part) => (check.states(ownPath(part)) ? ownPath(part) : ["secrets", profileKeys[part]]),
        own: ownKey !== undefined,
      };
    }),
  ];
}

/** The parts of a Secret, as `secrets` calls them. */
const profileKeys: Readonly<Record<SecretPart, string>> = {
  namespace: "namespace",
  name: "profileName",
  accessKeyKey: "accessKeyKey",
  secretKeyKey: "secretKeyKey",
};
const backendKeys: Readonly<Record<SecretPart, string>> = {
  namespace: "namespace",
  name: "backendName",
  accessKeyKey: "backendAccessKeyKey",
  secretKeyKey: "backendSecretKeyKey",
};

function checkOptions(auth: AuthSettings, holders: readonly KeyHolder[], check: Checker): void {
  if (holders.length === 0) {
    for (const path of [["auth", "keySource"], ["auth", "slots"], ["secrets"]].filter((one) => check.states(one))) {
      check.report(path, rules.keyOptionsUnderIrsa(path.join(".")));
    }
  }
  if (holders.length > 0 && !holders.some(({ source }) => source === "iam-users") && check.states(["auth", "slots"])) {
    check.report(["auth", "slots"], rules.slotsWithoutUsers());
  }
  if (auth.backendKey !== "inline") return;
  if (auth.keySource === "existing") check.report(["auth", "backendKey"], rules.inlineWithoutKey());
  else check.warn(["auth", "backendKey"], rules.inlineIsPlain());
  for (const part of ["name", "accessKeyKey", "secretKeyKey"] as const) {
    const path = ["secrets", backendKeys[part]];
    if (check.states(path)) check.report(path, rules.inlineWithSecret(path.join(".")));
  }
}

/** The template or the backend's name itself was refused, once and for all who are called by it. */
function refusedNames({ auth, secrets, rook }: InfrastructureSettings): Set<string> {
  if (rook) return new Set();
  const template = secrets.profiles.name;
  return new Set([
    ...(template.includes(secretRules.nameVariable) === (auth.profileKeys === "shared") ? ["secrets.profileName"] : []),
    ...(secretRules.checkSecretName("", secrets.backend.name) ? ["secrets.backendName"] : []),
  ]);
}

function checkSecrets(
  infrastructure: InfrastructureSettings,
  holders: readonly KeyHolder[],
  profiles: readonly Profile[],
  check: Checker,
): void {
  const refused = refusedNames(infrastructure);
  const namespaces = new Set(profiles.map(({ namespace }) => namespace));
  const taken = new Map<string, KeyHolder>();
  for (const holder of holders) {
    const { principal, secret, at } = holder;
    if (!secret) continue;
    checkOwnParts(holder, secret, check);
    const path = at("name");
    // Of what Rook's names are made is checked where it stands.
    if (!refused.has(path.join(".")) && (infrastructure.rook || checkName(holder, secret, check))) {
      const full = `${secret.namespace}/${secret.name}`;
      const other = taken.get(full);
      // One of the two is called as nobody wrote; the other has a place.
      const stated = other && !check.states(path) ? other.at("name") : path;
      if (other) check.report(stated, secretRules.sharedSecret(other.principal, principal, full));
      taken.set(full, holder);
    } else {
      refused.add(path.join("."));
    }
    const place = at("namespace");
    const isProfiles = namespaces.has(secret.namespace) && secret.namespace !== kubeflowNamespace;
    if (createsSecret(holder) && isProfiles && !refused.has(place.join("."))) {
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

function checkName({ principal, at }: KeyHolder, { name }: SecretRef, check: Checker): boolean {
  const path = at("name");
  return check.value(path, name, (key, text) =>
    secretRules.checkSecretName(key === "secrets.profileName" ? `the Secret's name of ${principal}` : key, text),
  );
}

/** What a profile says of its own Secret; the rest was checked where `secrets` says it for all. */
function checkOwnParts({ own, at }: KeyHolder, secret: SecretRef, check: Checker): void {
  if (!own) return;
  const stated = (part: SecretPart) => at(part)[0] !== "secrets";
  if (stated("namespace")) check.value(at("namespace"), secret.namespace, checkNamespace);
  const keys = (["accessKeyKey", "secretKeyKey"] as const).filter(stated);
  for (const part of keys) check.value(at(part), secret[part], secretRules.checkSecretKey);
  const last = keys.at(-1);
  if (last && secret.accessKeyKey === secret.secretKeyKey) {
    const [first, second] = [at("accessKeyKey").join("."), at("secretKeyKey").join(".")];
    check.report(at(last), secretRules.sameSecretKeys(first, second, secret.accessKeyKey));
  }
}
