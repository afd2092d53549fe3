import type { ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import { shownHost } from "../../base/endpoint/host.js";
import type { Checker } from "../../base/input/checker.js";
import type { StackValue } from "../../settings/schema.js";
import { resolveEndpoint } from "../../stores/common/settings.js";
import { checkNamespace } from "../deploykf/rules.js";
import * as secretRules from "../identity/secret-rules.js";
import { s3proxyHost, s3proxyImage, s3proxyName, s3proxyPorts, s3proxyVersion } from "./facts.js";
import * as rules from "./rules.js";
import type { S3ProxySettings } from "./settings.js";

type StoreConfig = StackValue<"objectStore">;
type ProxyConfig = NonNullable<StoreConfig["s3proxy"]>;

const at = (...path: string[]) => ["objectStore", "s3proxy", ...path];

/** S3Proxy as it is to run, whatever is wrong with it. */
export function resolveS3Proxy(config: ProxyConfig, check: Checker): S3ProxySettings {
  const { storageAccount, clientId, namespace, replicas, tls } = config;
  const named = check.value(at("storageAccount"), storageAccount, rules.checkStorageAccount);
  const blobEndpoint = config.blobEndpoint ?? `https://${storageAccount}.blob.core.windows.net`;
  if (named && config.blobEndpoint !== undefined) {
    check.value(at("blobEndpoint"), blobEndpoint, (key, url) => rules.checkBlobEndpoint(key, url, storageAccount));
  }
  if (clientId !== undefined) check.value(at("clientId"), clientId, rules.checkClientId);
  check.value(at("namespace"), namespace, checkNamespace);
  const { image = s3proxyImage } = config;
  check.value(at("image"), image, (key, name) =>
    rules.checkImage(key, name, `docker.io/andrewgaul/s3proxy:${s3proxyVersion}`),
  );
  if (tls) checkKeystore(tls, check);
  if (named && clientId === undefined) check.warn(at("storageAccount"), rules.wholeAccount(storageAccount));
  return {
    storageAccount,
    blobEndpoint: blobEndpoint.replace(/\/$/, ""),
    clientId,
    namespace,
    replicas,
    image,
    tls,
  };
}

function checkKeystore(tls: NonNullable<ProxyConfig["tls"]>, check: Checker): void {
  const { secretName, keystoreKey, passwordKey } = tls;
  check.value(at("tls", "secretName"), secretName, secretRules.checkSecretName);
  check.value(at("tls", "keystoreKey"), keystoreKey, secretRules.checkSecretKey);
  check.value(at("tls", "passwordKey"), passwordKey, secretRules.checkSecretKey);
  if (keystoreKey !== passwordKey) return;
  const path = at("tls", check.states(at("tls", "passwordKey")) ? "passwordKey" : "keystoreKey");
  check.report(path, rules.sameKeystoreKeys(keystoreKey));
}

/** How clients reach it: what is stated of that besides may only say the same. */
export function resolveDeployedEndpoint(
  config: StoreConfig,
  { namespace, tls }: S3ProxySettings,
  mode: "irsa" | "keys",
  check: Checker,
): ObjectStoreEndpoint | undefined {
  const { s3proxy: _, ...stated } = config;
  const named = checkNamespace("", namespace) === undefined;
  const derived = {
    // Of a namespace that isn't one nothing else is said.
    host: s3proxyHost(named ? namespace : s3proxyName),
    port: String(tls ? s3proxyPorts.tls : s3proxyPorts.plain),
    useSSL: tls !== undefined,
  };
  const host = stated.host || derived.host;
  const inCluster = `${s3proxyName}.${namespace}.svc`;
  const sameHost =
    !named || host === inCluster || (host.startsWith(`${inCluster}.`) && /^[a-z0-9.-]*[a-z0-9]$/.test(host));
  if (!sameHost) {
    const mend = `remove objectStore.host, or write ${inCluster}.<your cluster's domain>`;
    check.report(
      ["objectStore", "host"],
      rules.otherEndpoint("objectStore.host", `"${shownHost(host)}"`, derived.host, mend),
    );
  }
  if (stated.port !== undefined && stated.port !== derived.port) {
    const finding = rules.otherEndpoint("objectStore.port", `"${stated.port}"`, `the port ${derived.port}`);
    check.report(["objectStore", "port"], finding);
  }
  if (stated.useSSL !== undefined && stated.useSSL !== derived.useSSL) {
    const finding = rules.otherEndpoint("objectStore.useSSL", String(stated.useSSL), tls ? "tls" : "no tls");
    check.report(["objectStore", "useSSL"], finding);
  }
  const endpoint = resolveEndpoint("azure-s3proxy", { ...stated, ...derived }, mode, check);
  return endpoint && sameHost ? { ...endpoint, host } : undefined;
}
