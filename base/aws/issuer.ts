import { type AwsAccount, unknownFact } from "./arn.js";
import { knownRegions, type Partition, partitionOf } from "./regions.js";

/** OIDC issuers of clusters, and the IAM OIDC providers that stand for them in an account. */

/** What IRSA tokens are made out to, and so a client id of the provider. Source: EKS User Guide, "Create an IAM OIDC provider". */
export const irsaAudience = "sts.amazonaws.com";

/** The issuer as it stands in trust conditions: without `https://`. */
export function issuerOf(issuerUrl: string): string {
  return issuerUrl.replace(/^https:\/\//, "");
}

/** The issuer's URL, from that or from the issuer as it stands in trust conditions. */
export function issuerUrlOf(issuer: string): string {
  return issuer.startsWith("https://") ? issuer : `https://${issuer}`;
}

/** The IAM OIDC provider of an issuer; its resource part is the issuer's URL without the scheme. */
export function oidcProviderArn({ partition, accountId }: AwsAccount, issuerUrl: string): string {
  return `arn:${partition}:iam::${accountId ?? unknownFact}:oidc-provider/${issuerOf(issuerUrl)}`;
}

const providerArn = /^arn:([a-z-]+):iam::([0-9]{12}):oidc-provider\/([^*\s]+)$/;

/** The parts of an IAM OIDC provider's ARN; undefined for anything else. */
export function parseOidcProviderArn(
  arn: string,
): { partition: string; accountId: string; issuerUrl: string } | undefined {
  const [, partition, accountId, issuer] = providerArn.exec(arn) ?? [];
  return partition && accountId && issuer ? { partition, accountId, issuerUrl: issuerUrlOf(issuer) } : undefined;
}

/** The second form is that of clusters with IPv6. */
const eksIssuer = /^https:\/\/oidc[.-]eks\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)(?:\/|$)/;

/** The region of an EKS cluster's issuer; undefined for any other issuer. */
export function eksRegionOf(issuerUrl: string): string | undefined {
  return eksIssuer.exec(issuerUrl)?.[1];
}

/** The partition of an EKS cluster's issuer; undefined for any other issuer. */
export function eksPartitionOf(issuerUrl: string): Partition | undefined {
  const region = eksRegionOf(issuerUrl);
  return region !== undefined && knownRegions.has(region) ? partitionOf(region) : undefined;
}

/** A text as long as the issuer's URL of any EKS cluster in the region. Source: EKS API Reference, "OIDC". */
export function eksIssuerShape(region: string): string {
  const suffix = partitionOf(region) === "aws-cn" ? ".cn" : "";
  return `https://oidc.eks.${region}.amazonaws.com${suffix}/id/${"0".repeat(32)}`;
}

/** What an issuer's URL breaks of IAM's rules. Source: IAM User Guide, "Create an OpenID Connect identity provider". */
export function brokenIssuerRule(url: string): string | undefined {
  if (!url.startsWith("https://")) return "the issuer's URL begins with https://";
  const parsed = tryUrl(url);
  if (!parsed?.hostname.includes(".") || /\s|[*$]/.test(url)) return "that isn't a URL";
  if (parsed.search || parsed.hash || url.includes("?") || url.includes("#")) return "no query and no fragment";
  if (parsed.username || /^https:\/\/[^/]*:/.test(url)) return "no user and no port: IAM takes issuers on port 443";
  const region = eksRegionOf(url);
  if (region !== undefined && !knownRegions.has(region)) return `${region} isn't the name of an AWS region`;
  return url.endsWith("/") ? "no slash at the end: IAM compares the issuer to the letter" : undefined;
}

function tryUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
