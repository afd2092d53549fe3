import { kubeflowNamespace } from "../deploykf/paths.js";
import type { Principals } from "../identity/plan.js";
import type { Profile } from "../identity/settings.js";
import { s3proxySecret } from "./facts.js";
import { type S3ProxyObjects, s3proxyObjects } from "./objects.js";
import type { ProxyServer } from "./properties.js";
import type { S3ProxySettings } from "./settings.js";

/** S3Proxy in the cluster, and who is known to it. */
export interface S3ProxyPlan {
  readonly namespace: string;
  /** The Secret with a properties file for each identity. */
  readonly secretName: string;
  /** What every properties file says alike. */
  readonly server: ProxyServer;
  /** With their properties files, in the order in which S3Proxy reads them. */
  readonly identities: readonly { readonly principal: string; readonly file: string }[];
  /** Namespaces whose pods may connect, sorted. */
  readonly clients: readonly string[];
  /** Everything in the cluster but the Secret. */
  readonly objects: S3ProxyObjects;
}

/** Whom S3Proxy is to let in. */
interface ProxyClients {
  readonly backendServiceAccounts: readonly string[];
  readonly profiles: readonly Pick<Profile, "management" | "namespace">[];
}

/** S3Proxy, where this stack runs it; every principal with a key is one of its identities. */
export function planS3Proxy(
  s3proxy: S3ProxySettings,
  { backendServiceAccounts, profiles }: ProxyClients,
  principals: Principals,
): S3ProxyPlan {
  const { namespace, blobEndpoint, clientId, storageAccount, tls } = s3proxy;
  const identities = [principals.backend, ...principals.profiles]
    .filter(({ kind }) => kind === "key")
    .map(({ principal, key }) => ({ principal, file: `${key}.properties` }));
  const clients = new Set([
    kubeflowNamespace,
    ...backendServiceAccounts.map((account) => account.slice(0, account.indexOf("/"))),
    ...profiles.filter(({ management }) => management === "keys").map((profile) => profile.namespace),
  ]);
  const sorted = [...clients].sort();
  return {
    namespace,
    secretName: s3proxySecret,
    server: {
      blobEndpoint,
      storageAccount: clientId === undefined ? storageAccount : undefined,
      tls: tls !== undefined,
    },
    identities,
    clients: sorted,
    objects: s3proxyObjects(s3proxy, { files: identities.map(({ file }) => file), clients: sorted }),
  };
}
