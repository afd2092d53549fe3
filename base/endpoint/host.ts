import type { Finding } from "../problems/problem.js";
import { words } from "../problems/text.js";

/** What is wrong with a host as written, and what to write instead. */
export interface HostFault extends Pick<Finding, "rule" | "mend"> {
  /** Ends the sentence "objectStore.host is "...", ". */
  readonly what: string;
}

interface Parts {
  readonly scheme: string | undefined;
  readonly user: string | undefined;
  readonly host: string;
  readonly port: string | undefined;
  readonly path: string | undefined;
}

const anyHost = "write a host name such as minio.acme.example";

function partsOf(text: string): Parts {
  const whole = text.replace(/\s+/g, "");
  const scheme = /^([A-Za-z][\w+.-]*):\/\//.exec(whole)?.[1];
  const rest = scheme === undefined ? whole : whole.slice(scheme.length + "://".length);
  const at = rest.slice(0, `${rest}/`.indexOf("/")).lastIndexOf("@");
  const behind = /^([^/:?#]*)(?::(\d*))?([/?#].*)?$/.exec(rest.slice(at + 1));
  if (!behind) return { scheme: undefined, user: undefined, host: "", port: undefined, path: undefined };
  const [, host = "", port, path] = behind;
  const user = at < 0 ? undefined : rest.slice(0, at);
  return { scheme: scheme?.toLowerCase(), user, host: host.toLowerCase().replace(/\.$/, ""), port, path };
}

/** Everything that is wrong with a host, not only the first. */
export function hostFaults(text: string): readonly HostFault[] {
  if (isHost(text)) return [];
  const parts = partsOf(text);
  const write = isHost(parts.host) ? `write ${parts.host}` : anyHost;
  const faults: HostFault[] = [];
  const fault = (what: string, rule: string, mend = write) => faults.push({ what, rule, mend });
  if (/\s/.test(text)) fault("with blanks", "a host has no blanks");
  if (parts.scheme !== undefined) {
    const tls = ` and objectStore.useSSL: ${parts.scheme !== "http"}`;
    fault("with a scheme", "useSSL says whether it is https or http", write + tls);
  }
  if (parts.user !== undefined)
    fault("with a user or key", "keys are never part of the host", `${write}, and revoke it`);
  if (parts.port !== undefined) {
    const port = parts.port === "" ? "" : ` and objectStore.port: "${parts.port}"`;
    fault("with a port", "the port is a key of its own", write + port);
  }
  if (parts.path !== undefined)
    fault("with a path", "the bucket is named by bucket.name, and nothing else follows a host");
  if (faults.length > 0 && isHost(parts.host)) return faults;
  if (isHost(parts.host)) {
    fault("in another spelling than clients compare", "lower case, and no dot at the end");
  } else if (text.startsWith("*.") && isHost(text.slice(2))) {
    fault(
      "a pattern",
      "it stands for many hosts",
      `write one of them, such as bucket.${text.slice(2)} at a VPC endpoint of S3`,
    );
  } else if (text.includes("[") || text.split(":").length > 2) {
    fault("no host name", "IPv6 addresses don't work: deployKF and its clients write host:port", anyHost);
  } else {
    fault("no host name", "labels of a-z, 0-9 and - with dots between them, or an IPv4 address", anyHost);
  }
  return faults;
}

/** The host as a message may show it: what stands before @ may be a secret. */
export function shownHost(text: string): string {
  return text.replace(/^([A-Za-z][\w+.-]*:\/\/)?.*@/, "$1[secret]@");
}

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A DNS name (RFC 1123) or an IPv4 address, in lower case. */
function isHost(text: string): boolean {
  const labels = text.split(".");
  if (text.length > 253 || !labels.every((one) => label.test(one))) return false;
  return /^\d+$/.test(labels.at(-1) ?? "") ? ipv4(text) !== undefined : true;
}

function ipv4(text: string): readonly number[] | undefined {
  const bytes = text.split(".");
  if (bytes.length !== 4 || !bytes.every((byte) => /^(0|[1-9]\d{0,2})$/.test(byte))) return undefined;
  const numbers = bytes.map(Number);
  return numbers.every((byte) => byte <= 255) ? numbers : undefined;
}

/** Never delegated, and in use in networks of one's own (ICANN resolution 2024.07.29.06, RFC 6762 with its appendix G). */
const privateEnds: ReadonlySet<string> = new Set(words("corp home internal intranet lan local localdomain private"));

/** Other ends of names that one meets; a country's have two letters. Source: RFC 6761, IANA's root zone. */
const otherEnds: ReadonlySet<string> = new Set(
  words(`
  arpa example invalid localhost onion svc test
  app biz cloud com dev edu gov info int mil mobi name net online org pro shop site store tech top xyz`),
);

/** A Service of the cluster in the form that works from every namespace; undefined for what is none, or has that form. */
export function serviceHost(host: string): string | undefined {
  const [service, namespace = "", ...rest] = host.split(".");
  if (rest.length > 0) return host.endsWith(".svc") ? `${host}.cluster.local` : undefined;
  const isDomain = namespace.length < 3 || privateEnds.has(namespace) || otherEnds.has(namespace);
  return isDomain ? undefined : `${service}.${namespace}.svc.cluster.local`;
}

/** Clouds with a store that speaks S3 and is none of the platforms. */
const otherClouds = words(`
  backblazeb2.com contabostorage.com digitaloceanspaces.com dream.io exo.io fly.dev hwclouds.com idrivee2.com infomaniak.cloud
  ionoscloud.com leviia.com linodeobjects.com myhuaweicloud.com myqcloud.com oraclecloud.com ovh.net scw.cloud storjshare.io
  supabase.co synologyc2.net tigris.dev upcloudobjects.com volces.com vultrobjects.com windows.net your-objectstorage.com`);

/** Whether a host can't be in a network of the user's own: a cloud's, or an address in the internet. */
export function isForeign(host: string, owners: readonly HostOwner[]): boolean {
  if (ipv4(host)) return reachOf(host) === "public";
  return ownerOf(host, owners) !== undefined || otherClouds.some((domain) => isBelow(host, domain));
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** Who can be on the way to a host: `cluster` is a machine's or cluster's own network, `private` a network of others. */
export type Reach = "cluster" | "private" | "public";

/** Judged by the name alone. Private addresses: RFC 1918, RFC 6598. */
export function reachOf(host: string): Reach {
  const address = ipv4(host);
  if (address) return isPrivateAddress(address) ? "cluster" : "public";
  if (!host.includes(".") || /\.svc(\.cluster\.local)?$/.test(host) || host.endsWith(".localhost")) return "cluster";
  return privateEnds.has(host.slice(host.lastIndexOf(".") + 1)) || host.endsWith(".home.arpa") ? "private" : "public";
}

function isPrivateAddress([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 10 || a === 127) return true;
  if (a === 172) return b >= 16 && b <= 31;
  if (a === 192) return b === 168;
  return a === 100 && b >= 64 && b <= 127;
}

/** A platform, and the domains that its hosts are below. */
export interface HostOwner {
  readonly platform: string;
  /** Ends the sentence "that is a host of ...". */
  readonly title: string;
  readonly domains: readonly string[];
}

/**
 * The platform that a host belongs to by its domain. deployKF takes every host of the form s3...amazonaws.com... for
 * AWS (v0.1.5, `is_aws_s3`), so that form counts too.
 */
export function ownerOf(host: string, owners: readonly HostOwner[]): HostOwner | undefined {
  const below = (name: string) => owners.find(({ domains }) => domains.some((domain) => isBelow(name, domain)));
  const own = below(host);
  const at = host.indexOf("s3");
  if (own || at < 0 || !/amazonaws.com/.test(host.slice(at + 2))) return own;
  const aws = below("amazonaws.com");
  return aws && { ...aws, title: `${aws.title} to deployKF` };
}
