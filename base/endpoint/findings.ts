import type { Finding } from "../problems/problem.js";
import type { EndpointFinding, EndpointKey } from "./endpoint.js";
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

function plainHttp(host: string, withKeys: boolean): Finding {
  const message = `objectStore.useSSL is false, and ${host} isn't in the cluster`;
  const rule = "whoever is on the way can read every artifact";
  const mend =
    "set objectStore.useSSL: true; a Service in the cluster is named <service>.<namespace>.svc.cluster.local";
  return withKeys
    ? { code: "endpoint-plain-http-keys", message, rule: `${rule}, and repeat the requests that the keys sign`, mend }
    : { code: "endpoint-plain-http", message, rule, mend };
}

export function badAddressing(message: string, rule: string, mend: string): Finding {
  return { code: "endpoint-addressing", message, rule, mend };
}

/**
 * What to say of plain HTTP: nothing in a cluster's own network, a warning in private networks of others, an error
 * where long-lived keys sign requests through the internet. `host` is how the message names the other end.
 */
export function tlsFindings(
  host: string,
  useSSL: boolean,
  withKeys: boolean,
  reach: Reach,
): readonly EndpointFinding[] {
  if (useSSL || reach === "cluster") return [];
  const error = withKeys && reach === "public";
  return [{ key: "useSSL", severity: error ? "error" : "warning", finding: plainHttp(host, error) }];
}
