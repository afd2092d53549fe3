import type { ObjectStoreEndpoint } from "../base/endpoint/endpoint.js";
import { partOf } from "../base/input/field.js";
import { valueAt } from "../base/yaml/merge.js";
import type { BucketOption } from "../subjects/bucket/schema.js";
import { checkIrsa, checkPrefixListing, checkStoreBucketName, warnOfStore } from "./common/checks.js";
import { optionOf, reportedEndpoint } from "./common/endpoint.js";
import * as rules from "./common/rules.js";
import { isAws, type Store, type StoreView } from "./common/store.js";
import { hostOwners, type ObjectStoreConfig, type OwnSettings, stores } from "./index.js";

type AnyStore = Store<ObjectStoreConfig, OwnSettings>;
type View = StoreView<ObjectStoreConfig>;

/** Whether this program makes users of the store, as it is configured. */
export function makesUsers({ capabilities }: AnyStore, objectStore: ObjectStoreConfig): boolean {
  return capabilities.makers.some(
    (maker) =>
      maker.by === "program" && (maker.where === undefined || valueAt(objectStore, [maker.where]) !== undefined),
  );
}

/** Whether this stack creates the bucket, stated or not; `makes` is whether it makes users. */
export function createsBucket({ capabilities }: AnyStore, { bucket }: View, makes: boolean): boolean {
  return bucket.value?.create ?? (makes && capabilities.makesBucket === "by default");
}

/** Checks what is asked of a store against what it can do; `makes` is whether this program makes users of it. */
export function checkStore(store: AnyStore, view: View, makes: boolean): void {
  const { platform, auth, bucket } = view;
  const mode = auth.at("mode");
  if (mode.value === "irsa") (mode.stated ? mode : platform).error(checkIrsa(store));
  const listScope = auth.at("listScope");
  if (listScope.value === "prefix") listScope.error(checkPrefixListing(store));
  if (!isAws(store)) {
    bucket.at("name").check((key, name) => checkStoreBucketName(store, key, name));
    if (bucket.value?.create && !makes) bucket.at("create").error(rules.bucketNotMade(store));
    const keySource = auth.at("keySource");
    if (keySource.value === "iam-users" && !makes) keySource.error(rules.usersNotMade(store, keySource.key));
  }
  const unknown = [
    ...bucketOptions.filter((one) => !store.capabilities.bucketOptions.includes(one)).map((one) => bucket.at(one)),
    ...(isAws(store) ? [view.objectStore.at("region")] : [auth.at("permissionsBoundary"), auth.at("path")]),
  ];
  for (const node of unknown) if (node.stated) node.error(rules.optionOfOthers(node.key, store));
  for (const finding of warnOfStore(store)) platform.warn(finding);
}

const bucketOptions: readonly BucketOption[] = ["region", "kmsKeyArn", "accessLogs", "retention"];

/** Options of other stores have no effect. */
export function checkOptions(store: AnyStore, { objectStore }: View): void {
  if (!objectStore.value) return;
  for (const other of Object.values(stores) as readonly Store[]) {
    if (other.platform === store.platform) continue;
    for (const key of Object.keys(other.options ?? {})) {
      const node = partOf(objectStore, key);
      const finding = other.optionElsewhere?.(store.platform);
      if (node.stated) node.error(finding ?? rules.optionOf(other.platform, node.key, store.platform));
    }
  }
}

/** How clients reach a store that isn't S3, or undefined where that found problems. */
export function resolveEndpoint(
  store: AnyStore,
  { objectStore, auth }: View,
  own: OwnSettings,
): ObjectStoreEndpoint | undefined {
  const derived = store.ownEndpoint?.(objectStore, own);
  const { endpoint: variant, ...stated } = { ...objectStore.value, ...derived?.config };
  const input = { ...stated, variant, withKeys: auth.value?.mode === "keys" };
  const endpoint = reportedEndpoint(store, input, hostOwners, (key) => objectStore.at(optionOf(key)));
  if (!derived || !endpoint) return endpoint;
  return derived.host === undefined ? undefined : { ...endpoint, host: derived.host };
}
