import {
  type GetOpenIdConnectProviderResult,
  getOpenIdConnectProvider,
} from "@pulumi/aws/iam/getOpenIdConnectProvider.js";
import type { Asker } from "../../base/aws/ask-account.js";
import { irsaAudience, oidcProviderArn, parseOidcProviderArn } from "../../base/aws/issuer.js";
import type { Partition } from "../../base/aws/regions.js";
import { tagKey } from "../../base/aws/rules.js";
import { saidWithout, saysForbidden, unreachable } from "../../base/aws/said.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import { adoptCommand } from "./plan.js";
import type { ClusterSettings } from "./settings.js";

/** Whose provider it is, and this stack. */
interface ProviderQuestion {
  readonly cluster: ClusterSettings;
  readonly partition: Partition;
  readonly stack: string;
}

interface Expected {
  readonly accountId: string;
  readonly issuerUrl: string;
  /** The ARN that another stack gives, or the config. */
  readonly stated: string | undefined;
}

/**
 * Whether the account has the issuer's IAM OIDC provider, and it takes IRSA's tokens. Where this stack is to make it, one
 * that is there is worth a warning, unless the stack has it already.
 * @returns the client ids of one that this stack is to have
 */
export async function askOidcProvider(
  { cluster, partition, stack }: ProviderQuestion,
  { accountId, issuerUrl, stated }: Expected,
  problems: ProblemList,
  asker?: Asker,
): Promise<readonly string[]> {
  if (!("oidcProvider" in cluster)) return [];
  const arn = oidcProviderArn({ partition, accountId }, issuerUrl);
  const create = cluster.oidcProvider === "create";
  // One that is made is made in the roles' account, wherever another stack has its own.
  const wrong = stated !== undefined && (create ? !sameIssuer(stated, arn) : stated !== arn);
  if (wrong) {
    problems.error(otherProvider(cluster, stated, arn));
    return [];
  }
  const found = await lookUp(arn, problems, create ? undefined : providerMissing(arn, issuerUrl), asker);
  if (!found) return [];
  if (!create) {
    if (!found.clientIdLists.includes(irsaAudience)) problems.error(withoutAudience(arn, found.clientIdLists));
    return [];
  }
  const isOurs = found.tags["pulumi-stack"] === stack && Object.keys(found.tags).map(tagKey).includes("managed-by");
  if (!isOurs) problems.warning(providerExists(arn, stack));
  return found.clientIdLists;
}

function sameIssuer(one: string, other: string): boolean {
  return parseOidcProviderArn(one)?.issuerUrl === parseOidcProviderArn(other)?.issuerUrl;
}

/** `missing` is what to say of one that isn't there, if that is a mistake. */
async function lookUp(
  arn: string,
  problems: ProblemList,
  missing: Finding | undefined,
  asker: Asker | undefined,
): Promise<GetOpenIdConnectProviderResult | undefined> {
  try {
    return await getOpenIdConnectProvider({ arn }, asker);
  } catch (error) {
    const said = saidWithout(error, arn);
    if (saysNoProvider.test(said)) {
      if (missing) problems.error(missing);
    } else if (saysForbidden.test(said)) problems.warning(notVerified(arn));
    else problems.error(unreachable(`for the IAM OIDC provider ${arn}`, error));
    return undefined;
  }
}

/** Source: IAM API Reference, GetOpenIDConnectProvider, errors. */
const saysNoProvider = /\bNoSuchEntity\b|\bnot found\b|couldn't find resource/i;

function otherProvider({ source }: ClusterSettings, stated: string, expected: string): Finding {
  const parts = parseOidcProviderArn(stated);
  const wanted = parseOidcProviderArn(expected);
  const apart = (["partition", "accountId", "issuerUrl"] as const).filter((part) => parts?.[part] !== wanted?.[part]);
  const names = { partition: "partition", accountId: "account", issuerUrl: "issuer" };
  return {
    code: "oidc-provider-mismatch",
    message: `${source === "stack" ? "the other stack's IAM OIDC provider" : "cluster.providerArn"} is ${stated}, and the roles would trust ${expected}`,
    rule: parts
      ? `they differ in ${apart.map((part) => names[part]).join(" and ")}`
      : "the first isn't a provider's ARN",
    mend: `${source === "stack" ? "correct cluster.outputs" : "remove cluster.providerArn"}, or use credentials of the provider's account; cluster.source: oidc states the issuer by hand`,
  };
}

const providerMissing = (arn: string, issuerUrl: string): Finding => ({
  code: "oidc-provider-missing",
  message: `the account has no IAM OIDC provider for ${issuerUrl}`,
  rule: `roles trust ${arn}, and STS refuses tokens of an issuer without a provider`,
  mend: "set cluster.oidcProvider: create, or: eksctl utils associate-iam-oidc-provider --cluster NAME --approve",
});

const withoutAudience = (arn: string, clientIds: readonly string[]): Finding => ({
  code: "oidc-provider-audience",
  message: `${arn} has the client ids ${clientIds.join(", ") || "(none)"}`,
  rule: `IRSA's tokens are made out to ${irsaAudience}`,
  mend: `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${irsaAudience}`,
});

const notVerified = (arn: string): Finding => ({
  code: "oidc-provider-unverified",
  message: `AWS doesn't show ${arn} to these credentials`,
  rule: "whether it exists, and takes IRSA's tokens, was not checked",
  mend: "allow iam:GetOpenIDConnectProvider on it, or check by hand: aws iam list-open-id-connect-providers",
});

const providerExists = (arn: string, stack: string): Finding => ({
  code: "oidc-provider-exists",
  message: `cluster.oidcProvider is create, and the account has ${arn}`,
  rule: "up ends with EntityAlreadyExists, unless this stack has adopted it",
  mend: `set cluster.oidcProvider: existing, or adopt it: ${adoptCommand(arn, stack).join(" ")}`,
});
