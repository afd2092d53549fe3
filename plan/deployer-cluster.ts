import { unknownFact } from "../base/aws/arn.js";
import type { Statement } from "../subjects/access/documents.js";
import type { Plan } from "./plan.js";

/** Source: IAM Service Authorization Reference, "oidc-provider". */
const providerWrites = [
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:CreateOpenIDConnectProvider",
  "iam:RemoveClientIDFromOpenIDConnectProvider",
  "iam:TagOpenIDConnectProvider",
  "iam:UntagOpenIDConnectProvider",
];

/** What a deployment needs of an existing cluster and its IAM OIDC provider; a new cluster's creation isn't in it. */
export function clusterStatements(plan: Plan, writes: boolean): readonly Statement[] {
  return [...describeStatements(plan), ...providerStatements(plan, writes)];
}

function describeStatements({ settings, facts }: Plan): readonly Statement[] {
  const { cluster, partition } = settings;
  if ((cluster.source !== "eks" && cluster.source !== "stack") || cluster.region === "") return [];
  // Another stack's cluster is described where its outputs don't say enough; nobody knows its name before.
  const name = cluster.source === "eks" ? cluster.name : "*";
  const arn = `arn:${partition}:eks:${cluster.region}:${facts.accountId}:cluster/${name}`;
  return [{ Sid: "Cluster", Effect: "Allow", Action: ["eks:DescribeCluster"], Resource: [arn] }];
}

function providerStatements({ oidcProvider }: Plan, writes: boolean): readonly Statement[] {
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
