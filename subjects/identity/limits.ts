import { eksIssuerShape, oidcProviderArn } from "../../base/aws/issuer.js";
import { quotas } from "../../base/aws/quotas.js";
import type { Partition } from "../../base/aws/regions.js";
import type { Finding } from "../../base/problems/problem.js";
import { withCommas } from "../../base/problems/text.js";
import type { PolicyDocument } from "../access/documents.js";
import type { Facts } from "../access/facts.js";
import { type Limit, limit } from "../access/limit.js";
import { trustPolicy } from "../access/trust.js";
import type { BucketPlan } from "../bucket/plan.js";
import type { NewClusterPlan } from "../cluster/plan.js";
import type { ClusterSettings } from "../cluster/settings.js";
import type { Principals } from "./plan.js";
import type { RolePlan } from "./role.js";

/** What runs into AWS's quotas. */
export interface Limited {
  readonly principals: Principals;
  readonly bucket: BucketPlan;
  readonly newCluster: NewClusterPlan | undefined;
}

interface AwsSettings {
  readonly platform: string;
  readonly partition: Partition;
  readonly awsRegion: string | undefined;
  readonly cluster: ClusterSettings;
}

export function awsLimits(
  settings: AwsSettings,
  facts: Facts,
  { principals, bucket, newCluster }: Limited,
): readonly Limit[] {
  const all = [principals.backend, ...principals.profiles];
  const roles = all.filter((plan) => plan.kind === "role");
  const users = all.flatMap((plan) =>
    plan.kind === "key" && plan.user?.iam ? [{ ...plan.user, policy: plan.policy }] : [],
  );
  const longest = (documents: readonly PolicyDocument[]) =>
    documents.reduce((most, one) => Math.max(most, lengthOf(one)), 0);
  const measured = trustMeasure(settings, facts);
  const { controlPlaneRole, nodeRole, storageRole } = newCluster ?? {};
  const ownRoles = [controlPlaneRole, nodeRole, storageRole].filter(Boolean).length;
  const keys = Math.max(0, ...users.map(({ slots }) => (slots?.retiring === undefined ? 1 : 2)));
  return [
    ...(roles.length + ownRoles === 0 ? [] : [limit(quotas.rolesPerAccount, roles.length + ownRoles)]),
    ...(roles.length === 0
      ? []
      : [
          limit(quotas.trustPolicyLength, longest(roles.map(measured))),
          limit(quotas.rolePolicyLength, longest(roles.map(({ policy }) => policy))),
        ]),
    ...(users.length === 0
      ? []
      : [
          limit(quotas.usersPerAccount, users.length),
          limit(quotas.userPolicyLength, longest(users.map(({ policy }) => policy))),
          limit(quotas.keysPerUser, keys),
        ]),
    ...(bucket.create && settings.platform === "aws-s3"
      ? [limit(quotas.bucketPolicyLength, lengthOf(bucket.policy))]
      : []),
  ];
}

/** A role's trust as long as it will be: what isn't known yet has a known length in an EKS cluster. */
function trustMeasure(
  { partition, awsRegion, cluster }: AwsSettings,
  facts: Facts,
): (role: RolePlan) => PolicyDocument {
  const region = cluster.source === "eks" ? cluster.region : (awsRegion ?? "us-east-1");
  const issuerUrl = facts.issuerUrl ?? eksIssuerShape(region);
  const providerArn = oidcProviderArn({ partition, accountId: facts.accountId ?? "000000000000" }, issuerUrl);
  return ({ serviceAccounts }) => trustPolicy(providerArn, issuerUrl, serviceAccounts);
}

/** Characters without white space, as IAM counts them; the order of keys changes nothing. */
function lengthOf(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

/** What to say of an AWS limit that an account hasn't by default. */
export function awsFinding({ name, quotaCode, needed, initial, most, verdict }: Limit): Finding {
  const message = `${name}: ${withCommas(needed)} needed, ${withCommas(initial)} by default`;
  const end = withCommas(most ?? initial);
  if (verdict === "raise") {
    const mend = `aws service-quotas request-service-quota-increase --service-code iam --quota-code ${quotaCode} --desired-value N`;
    return {
      code: "quota-raise",
      message,
      rule:
        quotaCode === quotas.rolesPerAccount.code
          ? `can be raised to ${end}; roles that the account has already count, too`
          : `can be raised to ${end}`,
      mend,
    };
  }
  return {
    code: "policy-too-long",
    message,
    rule: `AWS raises this to ${end} at most`,
    mend:
      quotaCode === quotas.trustPolicyLength.code
        ? "set auth.profileRole: per-profile, or list fewer auth.profileServiceAccounts"
        : "split the profiles over several accounts or clusters",
  };
}
