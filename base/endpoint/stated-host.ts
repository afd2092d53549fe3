import type { Finding } from "../problems/problem.js";
import type { EndpointFinding, EndpointInput, EndpointKey, EndpointResult } from "./endpoint.js";
import * as findings from "./findings.js";
import { type HostOwner, hostFaults, isForeign, ownerOf, reachOf, serviceHost } from "./host.js";

/** A store that runs anywhere: its host can only be stated. */
export interface StatedHost {
  readonly platform: string;
  /** What to write as host where none is given. */
  readonly hostExample: string;
  /** The port where none is stated; a stated "" is the default of http and https. */
  readonly defaultPort: string;
  /** Undefined: the region has to be stated. */
  readonly defaultRegion: string | undefined;
  /** Whether the store is usually reached without TLS inside a cluster. */
  readonly plainInCluster: boolean;
  /** A host that the store's users mistake for the store's own. */
  readonly refusedHost?: (host: string) => Finding | undefined;
}

/** `owners` are all platforms that have hosts of their own. */
export function statedEndpoint(store: StatedHost, input: EndpointInput, owners: readonly HostOwner[]): EndpointResult {
  const found: EndpointFinding[] = [];
  const error = (key: EndpointKey, finding: Finding) => found.push({ key, severity: "error", finding });
  const stated = input.host ?? "";
  const host = serviceHost(stated) ?? stated;
  const hosts = hostFindings(store, stated, owners);
  for (const finding of hosts) error("host", finding);
  const port = input.port ?? store.defaultPort;
  if (port !== "" && !isPort(port)) error("port", findings.badPort(port));
  const region = input.region || store.defaultRegion;
  if (region === undefined) {
    const mend = "set objectStore.region to what the store calls it; many take us-east-1";
    error("region", findings.missing("region", store.platform, "clients sign each request for a region", mend));
  } else if (!/^[A-Za-z0-9][\w-]*$/.test(region)) {
    const rule = "a region's name has letters, digits, - and _";
    error("region", findings.badValue("region", region, rule, "write the region as the store's own settings name it"));
  }
  if (input.variant) {
    const rule = `platform ${store.platform} has no variants of its host`;
    const mend = "remove objectStore.endpoint, and set objectStore.host";
    error("variant", findings.badValue("variant", input.variant, rule, mend));
  }
  if (input.addressing === "virtual-host") error("addressing", pathOnly(store.platform));
  const useSSL = input.useSSL ?? !(store.plainInCluster && reachOf(host) === "cluster");
  // Of a host that isn't the store's nothing else is said: one mistake, one finding.
  if (hosts.length === 0) {
    const reach = reachOf(host);
    found.push(...findings.tlsFindings(useSSL, input, { host, reach, isForeign: isForeign(host, owners) }));
    const finding = warnOfName(stated, host);
    if (finding) found.push({ key: "host", severity: "warning", finding });
  }
  const usable = region !== undefined && !found.some(({ severity }) => severity === "error");
  return { endpoint: usable ? { host, port, useSSL, region } : undefined, findings: found };
}

function hostFindings(store: StatedHost, host: string, owners: readonly HostOwner[]): readonly Finding[] {
  if (host === "") {
    return [
      findings.missing("host", store.platform, "the host can't be derived", `set it, as in ${store.hostExample}`),
    ];
  }
  const faults = hostFaults(host);
  if (faults.length > 0) return faults.map((fault) => findings.badHost(host, fault));
  const refused = store.refusedHost?.(host);
  if (refused) return [refused];
  const owner = ownerOf(host, owners);
  if (!owner || owner.platform === store.platform) return [];
  return [findings.hostOfAnother(host, store.platform, owner)];
}

/** What a name is taken for, where it may be something else. */
function warnOfName(stated: string, host: string): Finding | undefined {
  const parts = stated.split(".").length;
  if (parts === 2 && host !== stated) return findings.readAsService(stated, host);
  return parts === 1 && stated !== "localhost" ? findings.ofOneNamespace(stated) : undefined;
}

function isPort(port: string): boolean {
  return /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535;
}

/** Source: minio-go v6.0.57 `pkg/s3utils`, minio-js 7.0.14, deployKF's default pipeline root. */
function pathOnly(platform: string): Finding {
  return findings.badAddressing(
    `objectStore.addressing is virtual-host, and platform is ${platform}`,
    "KFP's clients put the bucket into the path at every host but those of AWS, Google and Alibaba Cloud",
    "let the store accept path-style requests, and remove objectStore.addressing",
  );
}
