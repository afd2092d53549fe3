import type { Finding } from "../problems/problem.js";
import type { EndpointFinding, EndpointInput, EndpointKey } from "./endpoint.js";
import { type HostFault, type HostOwner, type Reach, shownHost } from "./host.js";

/** What can be wrong with an endpoint, one function for each finding. */

/** The keys as the user knows them. */
export const keyNames: Readonly<Record<EndpointKey, string>> = {
  host: "objectStore.host",
  port: "objectStore.port",
  useSSL: "objectStore.useSSL",
  region: "objectStore.region",
  accountId: "objectStore.accountId",
  variant: "objectStore.endpoint",
  addressing: "objectStore.addressing",
};

const said = (key: EndpointKey, value: string): string =>
  `${keyNames[key]} is "${key === "host" ? shownHost(value) : value}"`;

export function badHost(host: string, { what, rule, mend }: HostFault): Finding {
  return { code: "endpoint-host", message: `${said("host", host)}, ${what}`, rule, mend };
}

export const missing = (key: EndpointKey, platform: string, rule: string, mend: string): Finding => ({
  code: "endpoint-missing",
  message: `platform is ${platform}, and ${keyNames[key]} isn't set`,
  rule,
  mend,
});

export const hostOfAnother = (host: string, platform: string, owner: HostOwner): Finding => ({
  code: "endpoint-platform",
  message: `${said("host", host)}, and platform is ${platform}`,
  rule: `that is a host of ${owner.title}`,
  mend: `set platform: ${owner.platform}`,
});

export function hostNotOfStore(host: string, rule: string, mend: string): Finding {
  return { code: "endpoint-host-unknown", message: said("host", host), rule, mend };
}

export const badPort = (port: string): Finding => ({
  code: "endpoint-port",
  message: said("port", port),
  rule: "a port is a whole number from 1 to 65535",
  mend: 'write the number alone, such as "9000", or "" for the default of http and https',
});

export const portOfFixedHost = (port: string, title: string): Finding => ({
  code: "endpoint-port-fixed",
  message: `${said("port", port)}, and the host is ${title}'s`,
  rule: "its hosts answer on the default ports alone",
  mend: 'remove objectStore.port, or set it to ""',
});

export function badValue(key: EndpointKey, value: string, rule: string, mend: string): Finding {
  return { code: "endpoint-value", message: said(key, value), rule, mend };
}

export const contradiction = (host: string, key: EndpointKey, value: string, found: string): Finding => ({
  code: "endpoint-contradiction",
  message: `${said("host", host)}, and ${keyNames[key]} is ${value}`,
  rule: `that host is for ${found}`,
  mend: `remove objectStore.host, or set ${keyNames[key]}: ${found}`,
});

export function badAddressing(message: string, rule: string, mend: string): Finding {
  return { code: "endpoint-addressing", message, rule, mend };
}

/** Who is at the other end of requests without TLS, as a message names it, and who can be between. */
export interface PlainHttp {
  readonly host: string;
  readonly reach: Reach;
  /** Whether it is a cloud's in the internet, or an address there: no network of the user's own. */
  readonly isForeign: boolean;
}

/** What to say of plain HTTP: nothing in a cluster's own network; elsewhere the user has to say that it is meant, and can't in the internet. */
export function tlsFindings(
  useSSL: boolean,
  { withKeys = true, allowPlainHttp = false, tlsOnly = false }: EndpointInput,
  { host, reach, isForeign }: PlainHttp,
): readonly EndpointFinding[] {
  if (useSSL) return [];
  if (tlsOnly) return [{ key: "useSSL", severity: "error", finding: refusedByBucket() }];
  if (reach === "cluster" || (allowPlainHttp && reach === "private")) return [];
  const repeated = withKeys && reach === "public";
  const open = "whoever is on the way can read every artifact";
  const judged = repeated
    ? { code: "endpoint-plain-http-keys", rule: `${open}, and repeat the requests that the keys sign` }
    : { code: "endpoint-plain-http", rule: open };
  const finding = { ...judged, message: `objectStore.useSSL is false, and ${host} isn't in the cluster` };
  if (isForeign) {
    const rule = allowPlainHttp
      ? `${finding.rule}; objectStore.allowPlainHttp is for networks of your own`
      : finding.rule;
    return [{ key: "useSSL", severity: "error", finding: { ...finding, rule, mend: tlsOn } }];
  }
  if (allowPlainHttp) {
    const message = `objectStore.useSSL is false, and whether ${host} is in a network of your own isn't known`;
    const mend = `nothing to do if all of the way is your own network; otherwise ${tlsOn}`;
    return [
      { key: "useSSL", severity: "warning", finding: { ...finding, code: "endpoint-plain-http", message, mend } },
    ];
  }
  const mend = `${tlsOn}; a Service in the cluster is named <service>.<namespace>.svc.cluster.local; where all of the way is your own network, set objectStore.allowPlainHttp: true`;
  return [{ key: "useSSL", severity: "error", finding: { ...finding, mend } }];
}

const tlsOn = "set objectStore.useSSL: true";

const refusedByBucket = (): Finding => ({
  code: "endpoint-tls-only",
  message: "objectStore.useSSL is false, and the bucket that this stack creates refuses requests without TLS",
  rule: "its policy denies them all (aws:SecureTransport)",
  mend: "remove objectStore.useSSL, or set it to true",
});

export const readAsService = (host: string, service: string): Finding => ({
  code: "endpoint-host-service",
  message: `${said("host", host)}, and is taken for the Service ${service}`,
  rule: "a name of two parts may be a Service and its namespace or a host elsewhere, and the values have the form that works from every namespace",
  mend: `write ${service}; a host outside the cluster by its address, or by a name of three parts`,
});

export const ofOneNamespace = (host: string): Finding => ({
  code: "endpoint-host-namespace",
  message: `${said("host", host)}, a name of one part`,
  rule: "each pod looks it up in its own namespace first, and pipelines run in those of the profiles",
  mend: `write <service>.<namespace>.svc.cluster.local, such as ${host}.kubeflow.svc.cluster.local`,
});
