import type { Node } from "../../base/input/node.js";
import { kubeflowNamespace } from "../../subjects/deploykf/paths.js";
import { secretNode } from "../../subjects/identity/check-secrets.js";
import { sharedSecret } from "../../subjects/identity/secret-rules.js";
import { s3proxySecret } from "../../subjects/s3proxy/facts.js";
import { existingKeys, namespaceOfProfile } from "../../subjects/s3proxy/rules.js";
import type { S3ProxyConfig } from "../../subjects/s3proxy/schema.js";
import { deployedEndpoint, resolveS3Proxy, type S3ProxySettings } from "../../subjects/s3proxy/settings.js";
import type { EndpointConfig } from "../common/schema.js";
import type { HoldersView, StoreView } from "../common/store.js";

export interface ProxyOptions {
  readonly s3proxy?: S3ProxyConfig | undefined;
}

export interface ProxySettings {
  /** S3Proxy, where this stack runs it. */
  readonly s3proxy?: S3ProxySettings | undefined;
}

export function resolveProxy({ objectStore }: StoreView<ProxyOptions>): ProxySettings {
  return { s3proxy: resolveS3Proxy(objectStore.at("s3proxy")) };
}

export function proxyEndpoint(stated: Node<EndpointConfig | undefined>, { s3proxy }: ProxySettings) {
  if (!s3proxy) return undefined;
  const { derived, host } = deployedEndpoint(stated, s3proxy);
  return { config: derived, host };
}

/** S3Proxy in the cluster: it has to know every key, and has a namespace of its own. */
export function checkProxyHolders(
  view: StoreView<ProxyOptions>,
  _: ProxySettings,
  { holders, profiles }: HoldersView,
): void {
  const node = view.objectStore.at("s3proxy");
  if (!node.value) return;
  const { namespace } = node.value;
  const keySource = view.auth.at("keySource");
  if (keySource.value === "existing") keySource.error(existingKeys(keySource.key));
  for (const { name } of profiles.filter(({ ownKey }) => ownKey?.source === "existing")) {
    const source = view.profiles.at("overrides").at(name).at("keySource");
    if (source.stated) source.error(existingKeys(source.key));
  }
  const place = node.at("namespace");
  if (namespace !== kubeflowNamespace && profiles.some((profile) => profile.namespace === namespace)) {
    place.error(namespaceOfProfile(place.key, namespace));
  }
  const clash = holders.find(({ secret }) => secret?.namespace === namespace && secret.name === s3proxySecret);
  if (!clash) return;
  const finding = sharedSecret("S3Proxy", clash.principal, `${namespace}/${s3proxySecret}`);
  secretNode(clash, "name", view).error(finding);
}
