import type { Checker } from "../../base/input/checker.js";
import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { Path } from "../../base/yaml/source.js";
import type { InfrastructureSettings } from "../../settings/infrastructure.js";
import { nameVariable } from "./secret-rules.js";
import type { KeySource, Profile } from "./settings.js";

type SecretPart = keyof SecretRef;

/** A principal that has a key: its Secret, and where its key stands in the config if it is provided. */
export interface KeyHolder {
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

/** Whether this stack makes the principal's Secret. */
export function createsSecret({ secret, source }: KeyHolder): boolean {
  return secret !== undefined && source !== "existing";
}

/** Everybody who has a key: the backend, the profiles together, or each of them. */
export function keyHolders(
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
      const filledIn = secrets.profiles.name.replaceAll(nameVariable, name);
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
export const backendKeys: Readonly<Record<SecretPart, string>> = {
  namespace: "namespace",
  name: "backendName",
  accessKeyKey: "backendAccessKeyKey",
  secretKeyKey: "backendSecretKeyKey",
};
