import { columns } from "../../base/problems/columns.js";
import { counted, listed, paragraph } from "../../base/problems/text.js";
import type { Plan } from "../../plan/plan.js";
import { adoptCommand } from "../../subjects/cluster/plan.js";
import type { ClusterSettings, StackOutput, StackOutputs } from "../../subjects/cluster/settings.js";

/** What the plan says of the cluster, of trust in it, and of other clusters with the same bucket. */

type Row = readonly [string, string];

/** The cluster, and its issuer where roles trust it. */
export function clusterRows({ oidcProvider, facts, settings }: Plan): readonly Row[] {
  const { cluster } = settings;
  const stateable = cluster.source === "new" ? "" : ": not stated (cluster.issuerUrl)";
  return [
    ...(cluster.source === "oidc" ? [] : [["cluster", clusterText(cluster)] as const]),
    ...(oidcProvider ? [["issuer", facts.issuerUrl ?? `${oidcProvider.url}${stateable}`] as const] : []),
  ];
}

function clusterText(cluster: Exclude<ClusterSettings, { source: "oidc" }>): string {
  switch (cluster.source) {
    case "eks":
      return `EKS cluster ${cluster.name} in ${cluster.region} (existing)`;
    case "stack":
      return `of the stack ${cluster.stack}, ${outputsText(cluster.outputs)}`;
    case "new":
      return `EKS cluster ${cluster.name}, Kubernetes ${cluster.kubernetesVersion} (to create)`;
    case "kubeconfig": {
      const { path, context } = cluster.kubeconfig;
      const named = context === undefined ? "the current context, at up," : `context ${context}`;
      return `${named} of ${path ?? "KUBECONFIG, or ~/.kube/config"}`;
    }
  }
}

/** What was named has to exist; the rest is read if it does. */
function outputsText(outputs: StackOutputs): string {
  const all = Object.values(outputs) as readonly StackOutput[];
  const names = (stated: boolean) => all.filter((one) => one.stated === stated).map(({ name }) => name);
  const [named, tried] = [names(true).join(", "), names(false).join(", ")];
  if (named === "") return `by its outputs ${tried}, as far as they exist`;
  return `by its outputs ${named}${tried === "" ? "" : `; ${tried}, if they exist`}`;
}

/** What a new cluster is like, as far as it isn't in its name. */
export function newClusterLines({ newCluster }: Plan): string[] {
  if (!newCluster) return [];
  const { vpc, nodes, api, logTypes, secretsKmsKeyArn, deletionProtection } = newCluster;
  const { id, privateSubnetIds = [], publicSubnetIds = [] } = vpc ?? {};
  const subnets = [...privateSubnetIds, ...publicSubnetIds].join(", ");
  const endpoints = [api.public && `public, for ${api.publicCidrs.join(", ")}`, api.private && "inside the VPC"];
  const rows: readonly Row[] = [
    ["network", id === undefined ? "the account's default VPC" : `${id}: ${subnets}`],
    ["nodes", `${nodes.desired} (${nodes.min} to ${nodes.max}) of ${nodes.instanceType}, ${nodes.diskSize} GiB each`],
    ["API server", endpoints.filter(Boolean).join("; ")],
    ["logs", logTypes.join(", ") || "none"],
    ["Secrets", `encrypted by ${secretsKmsKeyArn ?? "a KMS key of its own"}`],
    ["deletion", deletionProtection ? "protected" : "not protected"],
    ["takes", "about 20 minutes, the AWS CLI, an administrator's rights, and the API server in reach"],
  ];
  return columns(rows);
}

/** What has to exist, or will, for service accounts to be trusted. */
export function oidcProviderLines({ oidcProvider, stack, facts }: Plan): string[] {
  if (!oidcProvider) return [];
  const { arn, clientIds, origin } = oidcProvider;
  const audience = `with the client id ${clientIds.join()}`;
  switch (origin) {
    case "existing":
      return [`  existing   ${arn}`, ...paragraph("             ", `has to exist ${audience}: checked at up`)];
    case "cluster":
      return paragraph("  to create  ", `with the cluster, ${audience}`);
    case "create": {
      const known = facts.issuerUrl !== undefined && facts.accountId !== undefined;
      const again =
        "An account has one provider for an issuer. If this account has it already, up fails with " +
        "EntityAlreadyExists: set cluster.oidcProvider: existing, or adopt it:";
      const [first = "", ...rest] = adoptCommand(known ? arn : "ARN", stack);
      return [
        `  to create  ${arn}`,
        ...paragraph("             ", `${audience}; never deleted, as other roles may trust it`),
        ...paragraph("             ", again),
        `  ${first} \\`,
        ...rest.map((line, index) => `    ${line}${index < rest.length - 1 ? " \\" : ""}`),
      ];
    }
  }
}

export function sharingLines({ sharing }: Plan): string[] {
  return sharing.flatMap(({ stack, prefixes }) => {
    if (!prefixes) {
      const text = `with stack ${stack}, whose profiles aren't known here: profiles of both may reach the same artifacts`;
      return paragraph("  ", text);
    }
    const profiles =
      prefixes.length === 0
        ? "no prefix is open to profiles of both"
        : prefixes.includes("")
          ? "the store can't limit a key to prefixes, so every profile's key of either reaches the whole bucket"
          : `profiles of both reach ${counted(prefixes.length, "prefix", "prefixes")}: ${listed(prefixes, 12)}`;
    return paragraph("  ", `with stack ${stack}: both backends reach all artifacts; ${profiles}`);
  });
}
