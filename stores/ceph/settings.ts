import type { Node } from "../../base/input/node.js";
import { checkNamespace } from "../../subjects/deploykf/rules.js";
import type { EndpointConfig } from "../common/schema.js";
import type { HoldersView, StoreView } from "../common/store.js";
import { type RookStore, rookHost, rookUserLength } from "./rook.js";
import * as rules from "./rules.js";
import type { CephOptions } from "./schema.js";

export interface CephSettings {
  /** Where Rook makes bucket, users and keys; undefined where it doesn't. */
  readonly rook?: RookStore | undefined;
}

type View = StoreView<CephOptions>;

/** The store in which Rook makes bucket and users; what contradicts that is reported. */
export function resolveRook(view: View): CephSettings {
  const node = view.objectStore.at("rook");
  const rook = node.value;
  if (!rook) return {};
  const named = node.at("store").check(rules.checkRookStore);
  const placed = node.at("namespace").check(checkNamespace);
  node.at("storageClass").check(rules.checkStorageClassName);
  view.namePrefix.error(rules.checkRookNamePrefix(view.namePrefix.key, view.prefix));
  const { bucket, secrets } = view;
  if (bucket.value?.create === false) bucket.at("create").error(rules.rookMakesAll("bucket.create", "false"));
  if (bucket.value && bucket.value.sharedWith.length > 0) bucket.at("sharedWith").error(rules.sharedOfRook());
  checkAuth(view.auth);
  for (const part of namesOfSecrets) refuseStated(secrets.at(part));
  // What is made of a wrong name would be reported a second time, as a host.
  return { rook: { ...rook, store: named ? rook.store : "store", namespace: placed ? rook.namespace : "rook-ceph" } };
}

function checkAuth(auth: View["auth"]): void {
  const { value } = auth;
  if (!value) return;
  const { keySource, slots } = value;
  if (keySource !== undefined && keySource !== "iam-users") {
    auth.at("keySource").error(rules.rookMakesAll("auth.keySource", keySource));
  }
  if (slots) auth.at("slots").error(rules.slotsOfRook());
  if (value.mode === "keys" && value.backendKey === "inline") auth.at("backendKey").error(rules.inlineOfRook());
}

const namesOfSecrets = [
  "profileName",
  "backendName",
  "accessKeyKey",
  "secretKeyKey",
  "backendAccessKeyKey",
  "backendSecretKeyKey",
] as const;

function refuseStated(part: Node<string | undefined>): void {
  if (part.stated) part.error(rules.secretOfRook(part.key));
}

/** How the gateway is reached where nobody says; a stated host has ports of its own. */
export function rookEndpoint({ value = {} }: Node<EndpointConfig | undefined>, { rook }: CephSettings) {
  if (!rook || value.host) return undefined;
  const { useSSL = false, port = useSSL ? "443" : "80" } = value;
  const host = rookHost(rook);
  return { config: { host, port, useSSL }, host };
}

/** Names of Rook's users, and what profiles say of keys and Secrets that Rook makes. */
export function checkRookUsers(view: View, { rook }: CephSettings, { holders, profiles }: HoldersView): void {
  if (!rook) return;
  const named = holders.map(({ principal, key }) => ({ principal, name: `${view.prefix}-${key}` }));
  const long = named.filter(({ name }) => name.length > rookUserLength).sort((a, b) => b.name.length - a.name.length);
  if (long[0]) {
    const owners = long.map(({ principal }) => principal);
    view.namePrefix.error(rules.userNameTooLong(owners, long[0].name));
  }
  for (const { name, ownKey } of profiles) {
    if (!ownKey) continue;
    const override = view.profiles.at("overrides").at(name);
    const source = override.at("keySource");
    if (ownKey.source !== "iam-users" && source.stated) source.error(rules.rookMakesAll(source.key, ownKey.source));
    const secret = override.at("secret");
    for (const part of ["name", "accessKeyKey", "secretKeyKey"] as const) refuseStated(secret.at(part));
  }
}
