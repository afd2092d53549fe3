import type { Checker } from "../../base/input/checker.js";
import type { Path } from "../../base/yaml/source.js";
import type { StackValue } from "../../settings/schema.js";
import { checkNamespace } from "../../subjects/deploykf/rules.js";
import type { AuthSettings } from "../../subjects/identity/settings.js";
import { type RookStore, rookHost } from "./rook.js";
import * as rules from "./rules.js";

/** What of the config decides who makes what. */
interface RookConfig {
  readonly platform: string | undefined;
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
