import type { Finding } from "../problems/problem.js";
import type { EndpointFinding, EndpointInput, EndpointKey, EndpointResult } from "./endpoint.js";
import * as findings from "./findings.js";
import { type HostOwner, hostFaults, ownerOf, type Reach } from "./host.js";

/** What a host of the store says; `region` and `accountId` only where they are part of it. */
export type HostParts = Pick<EndpointInput, "region" | "variant" | "accountId">;

export type ValueRule = Pick<Finding, "rule" | "mend">;

/** A cloud's store: its host follows from region, variant or account. */
export interface DerivedHost {
  readonly platform: string;
  readonly title: string;
  readonly variants: readonly string[];
  /** Undefined: the region has to be stated, or to be in the host. */
  readonly defaultRegion: string | undefined;
  readonly regionExample: string;
  /** The rule that a region's name breaks. */
  readonly badRegion: (region: string) => ValueRule | undefined;
  /** The rule that an account id breaks, where the account is part of the host. */
  readonly badAccountId?: (accountId: string) => ValueRule | undefined;
  readonly hostOf: (parts: HostParts) => string;
  /** A host of the store's that isn't one for its clients. */
  readonly refusedHost?: (host: string) => ValueRule | undefined;
  /** Undefined: none of the store's hosts. */
  readonly partsOf: (host: string) => HostParts | undefined;
  /** What to say of hosts that `partsOf` doesn't know. */
  readonly unknownHost: ValueRule;
  /** Who can be between cluster and store; `public` for hosts that resolve to public addresses. */
  readonly reach: (variant: string | undefined) => Reach;
}

type Report = (key: EndpointKey, finding: Finding) => void;

/** `owners` are all platforms that have hosts of their own. */
export function derivedEndpoint(
  store: DerivedHost,
  input: EndpointInput,
  owners: readonly HostOwner[],
): EndpointResult {
  const found: EndpointFinding[] = [];
  const error: Report = (key, finding) => found.push({ key, severity: "error", finding });
  if (input.port) error("port", findings.portOfFixedHost(input.port, store.title));
  const inHost = input.host ? readHost(store, input.host, owners, error) : {};
  const stated = statedParts(store, input, error);
  if (input.host && inHost) compare(input.host, stated, inHost, error);
  const parts = { ...withoutEmpty(inHost ?? {}), ...withoutEmpty(stated) };
  const region = parts.region ?? store.defaultRegion;
  // A host that can't be read may hold what else is missing: one mistake, one finding.
  if (inHost) reportMissing(store, { ...parts, region }, error);
  const host = input.host || store.hostOf({ ...parts, region });
  const useSSL = input.useSSL ?? true;
  const reach = store.reach(parts.variant);
  found.push(...findings.tlsFindings(useSSL, input, { host: store.title, reach, isForeign: reach === "public" }));
  const usable = region !== undefined && !found.some(({ severity }) => severity === "error");
  return { endpoint: usable ? { host, port: "", useSSL, region } : undefined, findings: found };
}

function readHost(
  store: DerivedHost,
  host: string,
  owners: readonly HostOwner[],
  error: Report,
): HostParts | undefined {
  const faults = hostFaults(host);
  for (const fault of faults) error("host", findings.badHost(host, fault));
  if (faults.length > 0) return undefined;
  const owner = ownerOf(host, owners);
  const parts = store.partsOf(host);
  const refused = store.refusedHost?.(host);
  if (owner && owner.platform !== store.platform) {
    error("host", findings.hostOfAnother(host, store.platform, owner));
  } else if (refused) {
    error("host", findings.hostNotOfStore(host, refused.rule, refused.mend));
  } else if (!parts) {
    error("host", findings.hostNotOfStore(host, store.unknownHost.rule, store.unknownHost.mend));
  }
  return parts;
}

function statedParts(store: DerivedHost, input: EndpointInput, error: Report): HostParts {
  const { region, variant, accountId } = input;
  const badRegion = region ? store.badRegion(region) : undefined;
  if (region && badRegion) error("region", findings.badValue("region", region, badRegion.rule, badRegion.mend));
  const badAccount = accountId ? store.badAccountId?.(accountId) : undefined;
  if (accountId && badAccount) {
    error("accountId", findings.badValue("accountId", accountId, badAccount.rule, badAccount.mend));
  }
  if (variant && !store.variants.includes(variant)) {
    const several = store.variants.length > 0;
    const rule = several ? `the variants are ${store.variants.join(", ")}` : `${store.title} has one host only`;
    const mend = `remove objectStore.endpoint${several ? ", or write one of them" : ""}`;
    error("variant", findings.badValue("variant", variant, rule, mend));
  }
  return { region, variant, accountId: store.badAccountId ? accountId : undefined };
}

function compare(host: string, stated: HostParts, inHost: HostParts, error: Report): void {
  for (const key of ["region", "variant", "accountId"] as const) {
    const [said, read] = [stated[key], inHost[key]];
    if (said && read !== undefined && said !== read) error(key, findings.contradiction(host, key, said, read));
  }
}

function reportMissing(store: DerivedHost, parts: HostParts, error: Report): void {
  if (parts.region === undefined) {
    const rule = "clients sign each request for a region";
    error("region", findings.missing("region", store.platform, rule, `set objectStore.region: ${store.regionExample}`));
  }
  if (store.badAccountId && parts.accountId === undefined) {
    const rule = "the account is part of the host";
    const mend = "set objectStore.accountId to Cloudflare's account id";
    error("accountId", findings.missing("accountId", store.platform, rule, mend));
  }
}

function withoutEmpty(parts: HostParts): HostParts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value));
}
