import type { EndpointInput } from "../../base/endpoint/endpoint.js";
import { shownHost } from "../../base/endpoint/host.js";
import type { Node } from "../../base/input/node.js";
import { checkNamespace } from "../deploykf/rules.js";
import { checkSecretKey, checkSecretName } from "../identity/secret-rules.js";
import { s3proxyHost, s3proxyImage, s3proxyName, s3proxyPorts, s3proxyVersion } from "./facts.js";
import * as rules from "./rules.js";
import type { S3ProxyConfig } from "./schema.js";

/** S3Proxy, where this stack runs it. Without a client id the account's key, from `keys`; without tls plain http. */
export type S3ProxySettings = Readonly<S3ProxyConfig> & {
  /** https, without a slash at its end. */
  readonly blobEndpoint: string;
  readonly image: string;
};

/** S3Proxy as it is to run, whatever is wrong with it; its rules hold on azure-s3proxy alone. */
export function resolveS3Proxy(node: Node<S3ProxyConfig | undefined>): S3ProxySettings | undefined {
  if (!node.value) return undefined;
  const { storageAccount, clientId, image = s3proxyImage } = node.value;
  const { blobEndpoint = `https://${storageAccount}.blob.core.windows.net` } = node.value;
  const account = node.at("storageAccount");
  const named = account.check(rules.checkStorageAccount);
  if (named) node.at("blobEndpoint").check((key, url) => rules.checkBlobEndpoint(key, url, storageAccount));
  node.at("clientId").check(rules.checkClientId);
  node.at("namespace").check(checkNamespace);
  const example = `docker.io/andrewgaul/s3proxy:${s3proxyVersion}`;
  node.at("image").check((key, name) => rules.checkImage(key, name, example));
  checkKeystore(node.at("tls"));
  if (named && clientId === undefined) account.warn(rules.wholeAccount(storageAccount));
  return { ...node.value, image, blobEndpoint: blobEndpoint.replace(/\/$/, "") };
}

function checkKeystore(tls: Node<S3ProxyConfig["tls"]>): void {
  const [keystoreKey, passwordKey] = [tls.at("keystoreKey"), tls.at("passwordKey")];
  tls.at("secretName").check(checkSecretName);
  keystoreKey.check(checkSecretKey);
  passwordKey.check(checkSecretKey);
  if (!tls.value || keystoreKey.value !== passwordKey.value) return;
  (passwordKey.stated ? passwordKey : keystoreKey).error(rules.sameKeystoreKeys(tls.value.keystoreKey));
}

/** What the stack config may say of the endpoint. */
type StatedEndpoint = Pick<EndpointInput, "host" | "port" | "useSSL">;

/** How clients reach it: what is stated of that besides may only say the same. `host` is undefined where it says another. */
export function deployedEndpoint(
  stated: Node<StatedEndpoint | undefined>,
  { namespace, tls }: S3ProxySettings,
): { readonly derived: Required<StatedEndpoint>; readonly host: string | undefined } {
  const named = checkNamespace("", namespace) === undefined;
  const derived = {
    // Of a namespace that isn't one nothing else is said.
    host: s3proxyHost(named ? namespace : s3proxyName),
    port: String(tls ? s3proxyPorts.tls : s3proxyPorts.plain),
    useSSL: tls !== undefined,
  };
  const { host = "", port = derived.port, useSSL = derived.useSSL } = stated.value ?? {};
  const inCluster = `${s3proxyName}.${namespace}.svc`;
  const isSame =
    !named || !host || host === inCluster || (host.startsWith(`${inCluster}.`) && /^[a-z0-9.-]*[a-z0-9]$/.test(host));
  const report = (key: keyof StatedEndpoint, value: string, actual: string, mend?: string) => {
    const node = stated.at(key);
    node.error(rules.otherEndpoint(node.key, value, actual, mend));
  };
  if (!isSame) {
    const mend = `remove objectStore.host, or write ${inCluster}.<your cluster's domain>`;
    report("host", `"${shownHost(host)}"`, derived.host, mend);
  }
  if (port !== derived.port) report("port", `"${port}"`, `the port ${derived.port}`);
  if (useSSL !== derived.useSSL) report("useSSL", String(useSSL), tls ? "tls" : "no tls");
  return { derived, host: isSame ? host || derived.host : undefined };
}
