import { getOpenIdConnectProvider } from "@pulumi/aws/iam/getOpenIdConnectProvider.js";
import { irsaAudience, oidcProviderArn, parseOidcProviderArn } from "../aws/issuer.js";
import type { Settings } from "../config/settings.js";
import { usesRoles } from "../plan/oidc-provider.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { saidBy, saysForbidden, unreachable } from "./said.js";

interface Expected {
  readonly accountId: string;
  readonly issuerUrl: string;
  /** The ARN that another stack gives. */
  readonly stated: string | undefined;
}

/** Whether the account has the issuer's IAM OIDC provider, and it takes IRSA's tokens; not where this stack makes it. */
export async function askOidcProvider(settings: Settings, expected: Expected, problems: ProblemList): Promise<void> {
  const { cluster, partition } = settings;
  const { accountId, issuerUrl, stated } = expected;
  if (!("oidcProvider" in cluster) || cluster.source === "new" || !usesRoles(settings)) return;
  const arn = oidcProviderArn({ partition, accountId }, issuerUrl);
  if (stated !== undefined && stated !== arn) problems.error(otherProvider(stated, arn));
  else if (cluster.oidcProvider === "existing") await askExisting(arn, issuerUrl, problems);
}

async function askExisting(arn: string, issuerUrl: string, problems: ProblemList): Promise<void> {
  try {
    const { clientIdLists } = await getOpenIdConnectProvider({ arn });
    if (!clientIdLists.includes(irsaAudience)) problems.error(withoutAudience(arn, clientIdLists));
  } catch (error) {
    const said = saidBy(error).replaceAll(arn, "");
    if (saysNoProvider.test(said)) problems.error(providerMissing(arn, issuerUrl));
    else if (saysForbidden.test(said)) problems.warning(notVerified(arn));
    else problems.error(unreachable(`for the IAM OIDC provider ${arn}`, error));
  }
}

/** Source: IAM API Reference, GetOpenIDConnectProvider, errors. */
const saysNoProvider = /\bNoSuchEntity\b|\bnot found\b|couldn't find resource/i;

function otherProvider(stated: string, expected: string): Finding {
  const parts = parseOidcProviderArn(stated);
  const wanted = parseOidcProviderArn(expected);
  const apart = (["partition", "accountId", "issuerUrl"] as const).filter((part) => parts?.[part] !== wanted?.[part]);
  const names = { partition: "partition", accountId: "account", issuerUrl: "issuer" };
  return {
    code: "oidc-provider-mismatch",
    message: `the other stack's IAM OIDC provider is ${stated}, and the roles would trust ${expected}`,
    rule: parts
      ? `they differ in ${apart.map((part) => names[part]).join(" and ")}`
      : "the first isn't a provider's ARN",
    mend: "correct cluster.outputs, or use credentials of the provider's account; cluster.source: oidc states the issuer by hand",
  };
}

function providerMissing(arn: string, issuerUrl: string): Finding {
  return {
    code: "oidc-provider-missing",
    message: `the account has no IAM OIDC provider for ${issuerUrl}`,
    rule: `roles trust ${arn}, and STS refuses tokens of an issuer without a provider`,
    mend: "set cluster.oidcProvider: create, or: eksctl utils associate-iam-oidc-provider --cluster NAME --approve",
  };
}

function withoutAudience(arn: string, clientIds: readonly string[]): Finding {
  return {
    code: "oidc-provider-audience",
    message: `${arn} has the client ids ${clientIds.join(", ") || "(none)"}`,
    rule: `IRSA's tokens are made out to ${irsaAudience}`,
    mend: `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${irsaAudience}`,
  };
}

function notVerified(arn: string): Finding {
  return {
    code: "oidc-provider-unverified",
    message: `AWS doesn't show ${arn} to these credentials`,
    rule: "whether it exists, and takes IRSA's tokens, was not checked",
    mend: "allow iam:GetOpenIDConnectProvider on it, or check by hand: aws iam list-open-id-connect-providers",
  };
}
