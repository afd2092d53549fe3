import { unknownFact } from "../../base/aws/arn.js";
import type { Partition } from "../../base/aws/regions.js";
import { words } from "../../base/problems/text.js";
import type { Statement } from "../access/documents.js";
import type { Facts } from "../access/facts.js";
import type { OidcProviderPlan } from "./plan.js";
import type { ClusterSettings } from "./settings.js";

/** Source: IAM Service Authorization Reference, "oidc-provider". */
const providerWrites = words(`
  iam:AddClientIDToOpenIDConnectProvider iam:CreateOpenIDConnectProvider iam:RemoveClientIDFromOpenIDConnectProvider
  iam:TagOpenIDConnectProvider iam:UntagOpenIDConnectProvider`);

/** What is looked at, and made. */
interface DeployedCluster {
  readonly settings: { readonly cluster: ClusterSettings; readonly partition: Partition };
  readonly facts: Pick<Facts, "accountId">;
  readonly oidcProvider: OidcProviderPlan | undefined;
}

/** What a deployment needs of an existing cluster and its IAM OIDC provider; a new cluster's creation isn't in it. */
export function clusterStatements(plan: DeployedCluster, writes: boolean): readonly Statement[] {
  return [...describeStatements(plan), ...providerStatements(plan, writes)];
}

function describeStatements({ settings, facts }: DeployedCluster): readonly Statement[] {
  const { cluster, partition } = settings;
  if ((cluster.source !== "eks" && cluster.source !== "stack") || cluster.region === "") return [];
  // Another stack's cluster is described where its outputs don't say enough; nobody knows its name before.
  const name = cluster.source === "eks" ? cluster.name : "*";
  const arn = `arn:${partition}:eks:${cluster.region}:${facts.accountId}:cluster/${name}`;
  return [{ Sid: "Cluster", Effect: "Allow", Action: ["eks:DescribeCluster"], Resource: [arn] }];
}

function providerStatements({ oidcProvider }: DeployedCluster, writes: boolean): readonly Statement[] {
  if (!oidcProvider || oidcProvider.origin === "cluster") return [];
  const changes = writes && oidcProvider.origin === "create" ? providerWrites : [];
  return [
    {
      Sid: "OidcProvider",
      Effect: "Allow",
      Action: ["iam:GetOpenIDConnectProvider", ...changes],
      Resource: [oidcProvider.arn.replaceAll(unknownFact, "*")],
    },
  ];
}
