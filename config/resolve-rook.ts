import { type RookStore, rookHost, rookSecretKeys, rookSecretName } from "../stores/rook.js";
import type { PlatformName } from "../stores/store.js";
import type { Path } from "../yaml/source.js";
import type { Checker } from "./checker.js";
import { checkNamespace } from "./rules/deploykf.js";
import * as rules from "./rules/rook.js";
import { nameVariable } from "./rules/secrets.js";
import type { StackValue } from "./schema.js";
import type { AuthSettings, SecretRef } from "./settings.js";

/** What of the config decides who makes what. */
interface RookConfig {
  readonly platform: PlatformName | undefined;
  readonly namePrefix: string;
  readonly rook: StackValue<"objectStore">["rook"];
  readonly bucket: StackValue<"bucket"> | undefined;
  readonly auth: StackValue<"auth"> | undefined;
}

/** The store in which Rook makes bucket and users; what contradicts that is reported. */
export function resolveRook(
  { platform, namePrefix, rook, bucket, auth }: RookConfig,
  check: Checker,
): RookStore | undefined {
  if (!rook || !platform) return undefined;
  const path: Path = ["objectStore", "rook"];
  if (platform !== "ceph") {
    check.report(path, rules.rookElsewhere(platform));
    return undefined;
  }
  const named = check.value([...path, "store"], rook.store, rules.checkRookStore);
  const placed = check.value([...path, "namespace"], rook.namespace, checkNamespace);
  check.value([...path, "storageClass"], rook.storageClass, rules.checkStorageClassName);
  check.value(["namePrefix"], namePrefix, rules.checkRookNamePrefix);
  if (bucket?.create === false) check.report(["bucket", "create"], rules.rookMakesAll("bucket.create", "false"));
  if (bucket && bucket.sharedWith.length > 0) check.report(["bucket", "sharedWith"], rules.sharedOfRook());
  if (auth) checkAuth(auth, check);
  for (const part of namesOfSecrets) {
    if (check.states(["secrets", part])) check.report(["secrets", part], rules.secretOfRook(`secrets.${part}`));
  }
  // What is made of a wrong name would be reported a second time, as a host.
  return { ...rook, store: named ? rook.store : "store", namespace: placed ? rook.namespace : "rook-ceph" };
}

function checkAuth(auth: StackValue<"auth">, check: Checker): void {
  const { keySource, slots } = auth;
  if (keySource !== undefined && keySource !== "iam-users") {
    check.report(["auth", "keySource"], rules.rookMakesAll("auth.keySource", keySource));
  }
  if (slots) check.report(["auth", "slots"], rules.slotsOfRook());
  if (auth.mode === "keys" && auth.backendKey === "inline") {
    check.report(["auth", "backendKey"], rules.inlineOfRook());
  }
}

const namesOfSecrets = [
  "profileName",
  "backendName",
  "accessKeyKey",
  "secretKeyKey",
  "backendAccessKeyKey",
  "backendSecretKeyKey",
] as const;

/** What is asked for otherwise was reported, and is no mistake of what follows. */
export function allByRook(auth: AuthSettings, rook: RookStore | undefined): AuthSettings {
  if (!rook) return auth;
  return { ...auth, keySource: "iam-users", backendKey: "secret" };
}

/** How the gateway is reached where nobody says; a stated host has ports of its own. */
export function withRookHost(
  objectStore: StackValue<"objectStore">,
  rook: RookStore | undefined,
): StackValue<"objectStore"> {
  if (!rook || objectStore.host) return objectStore;
  const { useSSL = false, port = useSSL ? "443" : "80" } = objectStore;
  return { ...objectStore, host: rookHost(rook), port, useSSL };
}

/** Rook's Secret of a principal; `key` is `backend`, `profiles` or `profile-<name>`. */
export function rookSecret(rook: RookStore, namePrefix: string, key: string, namespace: string): SecretRef {
  return { namespace, name: rookSecretName(rook.store, `${namePrefix}-${key}`), ...rookSecretKeys };
}

/** The key of any profile's own Secret, before its name is filled in. */
export const anyProfile = `profile-${nameVariable}`;
