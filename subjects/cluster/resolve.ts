import { partitionOf } from "../../base/aws/regions.js";
import * as awsRules from "../../base/aws/rules.js";
import { Checker } from "../../base/input/checker.js";
import type { RawConfig } from "../../base/input/raw.js";
import type { ProblemList } from "../../base/problems/problem.js";
import * as newRules from "./new-rules.js";
import * as rules from "./rules.js";
import type { ClusterConfig } from "./schema.js";
import type { ClusterSettings, IssuerSettings, StackOutputs } from "./settings.js";

type ConfigOf<Source extends ClusterConfig["source"]> = Extract<ClusterConfig, { source: Source }>;

/** What the cluster's settings are made of beside its own key. */
export interface ClusterContext {
  readonly mode: "irsa" | "keys";
  /** Undefined where it is wrong or missing, which is reported elsewhere. */
  readonly awsRegion: string | undefined;
  /** The provider's `aws:profile`. */
  readonly profile: string | undefined;
  readonly namePrefix: string;
  /** `<project>/<stack>` */
  readonly self: string;
  /** Whether the bucket's region is stated apart from the cluster's. */
  readonly bucketElsewhere: boolean;
}

export function resolveCluster(config: ClusterConfig, context: ClusterContext, check: Checker): ClusterSettings {
  switch (config.source) {
    case "oidc":
      return { source: "oidc", ...resolveIssuer(config, context, check), kubeconfig: fileOf(config.kubeconfig) };
    case "eks":
      return resolveEks(config, context, check);
    case "stack":
      return resolveStack(config, context, check);
    case "new":
      return resolveNew(config, context, check);
    case "kubeconfig":
      if (context.mode === "irsa") check.report(["cluster", "source"], rules.irsaWithoutIssuer());
      return { source: "kubeconfig", kubeconfig: { path: config.path, context: config.context } };
  }
}

interface IssuerConfig {
  readonly source: ClusterConfig["source"];
  readonly issuerUrl?: string | undefined;
  readonly oidcProvider?: IssuerSettings["oidcProvider"];
}

function resolveIssuer(config: IssuerConfig, context: ClusterContext, check: Checker): IssuerSettings {
  const path = ["cluster", "issuerUrl"];
  const { issuerUrl, oidcProvider = "existing" } = config;
  const { awsRegion, bucketElsewhere, mode } = context;
  if (issuerUrl !== undefined && check.value(path, issuerUrl, rules.checkIssuerUrl) && awsRegion !== undefined) {
    // IRSA in China is refused as a whole.
    if (mode === "irsa" && partitionOf(awsRegion) === "aws-cn") return { issuerUrl, oidcProvider };
    // An EKS cluster's is compared with the cluster's own region.
    if (config.source === "eks") return { issuerUrl, oidcProvider };
    const samePartition = check.value(path, issuerUrl, (key, url) => rules.checkIssuerPartition(key, url, awsRegion));
    if (samePartition && !bucketElsewhere) {
      check.warn(path, rules.warnOfIssuerRegion("cluster.issuerUrl", issuerUrl, awsRegion));
    }
  }
  return { issuerUrl, oidcProvider };
}

function resolveStack(config: ConfigOf<"stack">, context: ClusterContext, check: Checker): ClusterSettings {
  const { stack, outputs } = config;
  check.value(["cluster", "stack"], stack, (key, name) => rules.checkStackName(key, name, context.self));
  const region = resolveClusterRegion(config.region, context, check);
  return {
    source: "stack",
    stack,
    outputs: outputsOf(outputs),
    region: region ?? "",
    profile: context.profile,
    ...resolveIssuer(config, context, check),
  };
}

function resolveClusterRegion(
  stated: string | undefined,
  { awsRegion }: ClusterContext,
  check: Checker,
): string | undefined {
  const path = ["cluster", "region"];
  if (stated !== undefined && check.value(path, stated, awsRules.checkRegion) && awsRegion) {
    check.value(path, stated, (key, value) => rules.checkClusterRegion(key, value, awsRegion));
  }
  return stated ?? awsRegion;
}

function resolveEks(config: ConfigOf<"eks">, context: ClusterContext, check: Checker): ClusterSettings {
  const { name, roleArn } = config;
  const { awsRegion } = context;
  check.value(["cluster", "name"], name, rules.checkClusterName);
  const region = resolveClusterRegion(config.region, context, check);
  if (roleArn !== undefined && awsRegion) {
    const partition = partitionOf(awsRegion);
    check.value(["cluster", "roleArn"], roleArn, (key, arn) => rules.checkTokenRole(key, arn, partition));
  }
  const { issuerUrl } = config;
  if (issuerUrl !== undefined && region !== undefined && rules.checkIssuerUrl("", issuerUrl) === undefined) {
    check.value(["cluster", "issuerUrl"], issuerUrl, (key, url) => rules.checkEksIssuer(key, url, name, region));
  }
  if (config.region !== undefined && awsRegion !== undefined && !context.bucketElsewhere) {
    check.warn(["cluster", "region"], rules.warnOfClusterRegion("cluster.region", config.region, awsRegion));
  }
  return {
    source: "eks",
    name,
    region: region ?? "",
    profile: config.profile ?? context.profile,
    roleArn,
    ...resolveIssuer(config, context, check),
  };
}

function outputsOf(config: ConfigOf<"stack">["outputs"]): StackOutputs {
  const output = (name: string | undefined, fallback: string) => ({
    name: name ?? fallback,
    stated: name !== undefined,
  });
  return {
    kubeconfig: output(config.kubeconfig, "kubeconfig"),
    issuerUrl: output(config.issuerUrl, "oidcProviderUrl"),
    providerArn: output(config.providerArn, "oidcProviderArn"),
    clusterName: output(config.clusterName, "clusterName"),
  };
}

function resolveNew(config: ConfigOf<"new">, context: ClusterContext, check: Checker): ClusterSettings {
  const { awsRegion } = context;
  const name = config.name ?? context.namePrefix;
  const at = (...path: (string | number)[]) => ["cluster", ...path];
  if (awsRegion && partitionOf(awsRegion) === "aws-cn") {
    check.report(at("source"), newRules.chinaUntried("cluster.source"));
  }
  check.value(config.name === undefined ? ["namePrefix"] : at("name"), name, rules.checkClusterName);
  if (check.value(at("kubernetesVersion"), config.kubernetesVersion, newRules.checkKubernetesVersion)) {
    check.warn(
      at("kubernetesVersion"),
      newRules.warnOfKubernetesVersion("cluster.kubernetesVersion", config.kubernetesVersion),
    );
  }
  checkVpc(config, check);
  check.value(at("nodes", "instanceType"), config.nodes.instanceType, newRules.checkInstanceType);
  check.value(at("nodes"), config.nodes, newRules.checkNodeCounts);
  checkApi(config, check);
  const { secretsKmsKeyArn } = config;
  if (secretsKmsKeyArn !== undefined && awsRegion) {
    check.value(at("secretsKmsKeyArn"), secretsKmsKeyArn, (key, arn) =>
      awsRules.checkKmsKeyArn(key, arn, awsRegion, "cluster"),
    );
  }
  return {
    source: "new",
    name,
    profile: context.profile,
    kubernetesVersion: config.kubernetesVersion,
    vpc: config.vpc,
    nodes: config.nodes,
    api: config.api,
    logTypes: config.logTypes,
    secretsKmsKeyArn,
    deletionProtection: config.deletionProtection,
    issuerUrl: resolveIssuer(config, context, check).issuerUrl,
  };
}

function checkVpc({ vpc }: ConfigOf<"new">, check: Checker): void {
  if (!vpc) return;
  check.value(["cluster", "vpc", "id"], vpc.id, newRules.checkResourceId("vpc"));
  check.value(["cluster", "vpc"], vpc, newRules.checkSubnets);
  for (const list of ["privateSubnetIds", "publicSubnetIds"] as const) {
    for (const [index, id] of vpc[list].entries()) {
      check.value(["cluster", "vpc", list, index], id, newRules.checkResourceId("subnet"));
    }
  }
}

function checkApi({ api }: ConfigOf<"new">, check: Checker): void {
  const path = ["cluster", "api", "publicCidrs"];
  check.value(["cluster", "api"], api, newRules.checkEndpoints);
  for (const [index, cidr] of api.publicCidrs.entries()) check.value([...path, index], cidr, newRules.checkCidr);
  if (!api.public && check.states(path)) check.report(path, newRules.cidrsWithoutPublic(path.join(".")));
  check.warn(check.states(path) ? path : ["cluster", "source"], newRules.warnOfOpenEndpoint(path.join("."), api));
  if (!api.public) check.warn(["cluster", "api", "public"], newRules.privateEndpoint());
}

function fileOf(config: ConfigOf<"oidc">["kubeconfig"]) {
  return config && { path: config.path, context: config.context };
}

/** Says that a provider is of no use where nobody has a role. */
export function checkOidcProvider(raw: RawConfig, roles: boolean, problems: ProblemList): void {
  const check = new Checker(raw, problems);
  const path = ["cluster", "oidcProvider"];
  if (!roles && check.states(path)) check.warn(path, rules.providerWithoutRoles());
}
