import type { Finding } from "../../base/problems/problem.js";
import { withCommas } from "../../base/problems/text.js";
import type { Settings } from "../../settings/settings.js";
import type { Limit } from "../access/limit.js";
import { kubeflowNamespace } from "../deploykf/paths.js";
import type { Principals } from "../identity/plan.js";
import { mostKeyCharacters, s3proxySecret } from "./facts.js";
import { type S3ProxyObjects, s3proxyObjects } from "./objects.js";
import { type ProxyServer, renderProperties } from "./properties.js";

/** S3Proxy in the cluster, and who is known to it. */
export interface S3ProxyPlan {
  readonly namespace: string;
  /** The Secret with a properties file for each identity. */
  readonly secretName: string;
  /** What every properties file says alike. */
  readonly server: ProxyServer;
  /** In the order in which S3Proxy reads them. */
  readonly identities: readonly S3ProxyIdentity[];
  /** Namespaces whose pods may connect, sorted. */
  readonly clients: readonly string[];
  /** Everything in the cluster but the Secret. */
  readonly objects: S3ProxyObjects;
}

export interface S3ProxyIdentity {
  readonly principal: string;
  /** The name of its properties file. */
  readonly file: string;
}

/** S3Proxy, where this stack runs it; every principal with a key is one of its identities. */
export function planS3Proxy(settings: Settings, principals: Principals): S3ProxyPlan | undefined {
  const { s3proxy, deploykf } = settings;
  if (!s3proxy) return undefined;
  const { namespace, blobEndpoint, clientId, storageAccount, tls } = s3proxy;
  const identities = [principals.backend, ...principals.profiles]
    .filter(({ kind }) => kind === "key")
    .map(({ principal, key }) => ({ principal, file: `${key}.properties` }));
  const clients = new Set([
    kubeflowNamespace,
    ...deploykf.backendServiceAccounts.map((account) => account.slice(0, account.indexOf("/"))),
    ...deploykf.profiles.filter(({ management }) => management === "keys").map((profile) => profile.namespace),
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

/** Bytes that a Secret holds. Source: Kubernetes, `MaxSecretSize`. */
const secretBytes = 1_048_576;

/** The size of the Secret, if every key is as long as it may be and has nothing but characters that are escaped. */
export function secretLimit({ server, identities }: S3ProxyPlan): Limit {
  const longest = renderProperties(server, {
    accessKey: "x".repeat(mostKeyCharacters),
    secretKey: "=".repeat(mostKeyCharacters),
    storageAccountKey: `${"x".repeat(86)}==`,
  });
  const needed = identities.reduce((sum, { file }) => sum + file.length + longest.length, 0);
  const verdict = needed > secretBytes ? "impossible" : "fits";
  const name = "bytes in S3Proxy's Secret, with the longest keys";
  return { name, quotaCode: undefined, needed, initial: secretBytes, most: secretBytes, verdict };
}

export function secretFinding({ needed, initial, verdict }: Limit, identities: number): Finding | undefined {
  if (verdict === "fits") return undefined;
  return {
    code: "s3proxy-secret-size",
    message: `S3Proxy's Secret would have ${withCommas(needed)} bytes for ${withCommas(identities)} keys`,
    rule: `a Kubernetes Secret holds ${withCommas(initial)} bytes, about ${withCommas(Math.floor((initial * identities) / needed))} keys`,
    mend: "set auth.profileKeys: shared, or spread the profiles over several clusters",
  };
}
