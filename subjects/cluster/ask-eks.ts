import { getCluster } from "@pulumi/aws/eks/getCluster.js";
import type { Asker } from "../../base/aws/ask-account.js";
import { eksKubeconfig } from "../../base/aws/kubeconfig.js";
import { saidWithout, saysForbidden, unreachable } from "../../base/aws/said.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";

/** What is known of the cluster before anything is registered. */
export interface ClusterFacts {
  readonly issuerUrl: string | undefined;
  /** As another stack gives it. */
  readonly providerArn?: string | undefined;
  /** Contents of a kubeconfig, to be shown to nobody; asked for where they are needed. Undefined where there are none. */
  readonly kubeconfig?: () => Promise<string | undefined>;
}

/** An EKS cluster, and what its name comes from. */
interface EksLookup {
  readonly name: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly roleArn?: string | undefined;
  readonly from: string;
}

export async function askEks(
  cluster: EksLookup,
  awsRegion: string | undefined,
  problems: ProblemList,
  asker?: Asker,
): Promise<ClusterFacts | undefined> {
  const { name, region } = cluster;
  try {
    const found = await getCluster(region === awsRegion ? { name } : { name, region }, asker);
    const { endpoint } = found;
    const certificateAuthority = found.certificateAuthorities[0]?.data;
    const kubeconfig =
      endpoint && certificateAuthority ? eksKubeconfig({ ...cluster, endpoint, certificateAuthority }) : undefined;
    return {
      issuerUrl: found.identities[0]?.oidcs[0]?.issuer || undefined,
      kubeconfig: async () => kubeconfig,
    };
  } catch (error) {
    const said = saidWithout(error, name);
    if (saysNoCluster.test(said)) problems.error(clusterNotFound(cluster));
    else if (saysForbidden.test(said)) problems.error(clusterForbidden(cluster));
    else problems.error(unreachable(`for the EKS cluster ${name}`, error));
    return undefined;
  }
}

/** Source: EKS API Reference, DescribeCluster, errors. */
const saysNoCluster = /\bResourceNotFoundException\b|couldn't find resource|No cluster found|\bNotFound\b/;

const clusterNotFound = ({ name, region, from }: EksLookup): Finding => ({
  code: "cluster-not-found",
  message: `there is no EKS cluster ${name} in ${region}`,
  rule: `the name comes from ${from}; it was looked for in the account of the AWS credentials`,
  mend: `correct the name, or cluster.region: aws eks list-clusters --region ${region}`,
});

const clusterForbidden = ({ name, region }: EksLookup): Finding => ({
  code: "cluster-forbidden",
  message: `the AWS credentials may not describe the EKS cluster ${name} in ${region}`,
  rule: "its issuer and its endpoint are read from AWS",
  mend: "allow eks:DescribeCluster on it, or set cluster.source: oidc and state the issuer",
});

export const withoutIssuer = (name: string): Finding => ({
  code: "cluster-without-issuer",
  message: `the EKS cluster ${name} has no OIDC issuer`,
  rule: "roles trust tokens of the cluster's issuer",
  mend: "upgrade the cluster, or set auth.mode: keys",
});

export const notReady = (name: string): Finding => ({
  code: "cluster-not-ready",
  message: `the EKS cluster ${name} has no endpoint yet`,
  rule: "Secrets are created in it",
  mend: `wait for it: aws eks wait cluster-active --name ${name}`,
});
