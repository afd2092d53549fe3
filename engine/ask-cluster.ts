import { getCluster } from "@pulumi/aws/eks/getCluster.js";
import * as pulumi from "@pulumi/pulumi";
import { eksKubeconfig } from "../aws/kubeconfig.js";
import type { Settings } from "../config/settings.js";
import type { EksClusterSettings } from "../config/settings-cluster.js";
import { usesRoles } from "../plan/oidc-provider.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { askStack } from "./ask-stack.js";
import { saidBy, unreachable } from "./said.js";

/** What is known of the cluster before anything is registered. */
export interface ClusterFacts {
  readonly issuerUrl: string | undefined;
  /** As another stack gives it. */
  readonly providerArn?: string | undefined;
  /** A secret. */
  readonly kubeconfig?: pulumi.Output<string> | undefined;
}

/** The cluster's issuer and kubeconfig, from wherever the cluster is; undefined where that found problems. */
export async function askCluster(settings: Settings, problems: ProblemList): Promise<ClusterFacts | undefined> {
  const { cluster } = settings;
  const facts = await askSource(settings, problems);
  const stated = "issuerUrl" in cluster ? cluster.issuerUrl : undefined;
  const actual = facts?.issuerUrl;
  if (stated !== undefined && actual !== undefined && stated !== actual) problems.error(otherIssuer(stated, actual));
  return facts;
}

async function askSource(settings: Settings, problems: ProblemList): Promise<ClusterFacts | undefined> {
  const { cluster, awsRegion } = settings;
  switch (cluster.source) {
    case "oidc":
      return { issuerUrl: cluster.issuerUrl };
    case "eks":
      return askEks(cluster, settings, problems);
    case "stack":
      return askStack(cluster, settings, problems, async (name) =>
        awsRegion === undefined
          ? undefined
          : askEks({ name, region: awsRegion, profile: undefined, roleArn: undefined }, settings, problems),
      );
    // The real one is an output of the cluster, and compared then.
    case "new":
      return { issuerUrl: cluster.issuerUrl };
    case "kubeconfig":
      return { issuerUrl: undefined };
  }
}

async function askEks(
  cluster: EksClusterSettings,
  settings: Settings,
  problems: ProblemList,
): Promise<ClusterFacts | undefined> {
  const { name, region } = cluster;
  try {
    const found = await getCluster(region === settings.awsRegion ? { name } : { name, region });
    const issuerUrl = found.identities[0]?.oidcs[0]?.issuer || undefined;
    if (issuerUrl === undefined && usesRoles(settings)) problems.error(withoutIssuer(name));
    const certificateAuthority = found.certificateAuthorities[0]?.data;
    const { endpoint } = found;
    const kubeconfig =
      endpoint && certificateAuthority ? eksKubeconfig({ ...cluster, endpoint, certificateAuthority }) : undefined;
    return { issuerUrl, kubeconfig: kubeconfig === undefined ? undefined : pulumi.secret(kubeconfig) };
  } catch (error) {
    const said = saidBy(error).replaceAll(name, "");
    const missing = saysNoCluster.test(said);
    problems.error(missing ? clusterNotFound(name, region) : unreachable(`for the EKS cluster ${name}`, error));
    return undefined;
  }
}

/** Source: EKS API Reference, DescribeCluster, errors. */
const saysNoCluster = /\bResourceNotFoundException\b|couldn't find resource|No cluster found|\bNotFound\b/;

function clusterNotFound(name: string, region: string): Finding {
  return {
    code: "cluster-not-found",
    message: `there is no EKS cluster ${name} in ${region}`,
    rule: "it was looked for in the account of the AWS credentials",
    mend: `correct its name, or cluster.region: aws eks list-clusters --region ${region}`,
  };
}

function withoutIssuer(name: string): Finding {
  return {
    code: "cluster-without-issuer",
    message: `the EKS cluster ${name} has no OIDC issuer`,
    rule: "roles trust tokens of the cluster's issuer",
    mend: "upgrade the cluster, or set auth.mode: keys with cluster.source: kubeconfig",
  };
}

export function otherIssuer(stated: string, actual: string): Finding {
  return {
    code: "issuer-mismatch",
    message: `cluster.issuerUrl is ${stated}, and the cluster's issuer is ${actual}`,
    rule: "roles would trust another cluster than this one",
    mend: `set cluster.issuerUrl: ${actual}, or remove it`,
  };
}
