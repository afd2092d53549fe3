import { partitionOf } from "../../base/aws/regions.js";
import * as awsRules from "../../base/aws/rules.js";
import type { Node } from "../../base/input/node.js";
import type { RawConfig } from "../../base/input/raw.js";
import type { KubeconfigFile } from "../../base/kubernetes/kubeconfig.js";
import * as newRules from "./new-rules.js";
import * as rules from "./rules.js";
import type { ClusterConfig } from "./schema.js";

type ConfigOf<Source extends ClusterConfig["source"]> = Extract<ClusterConfig, { source: Source }>;

/** Where the cluster comes from, and what is stated of it. */
export type ClusterSettings =
  | ConfigOf<"oidc">
  | EksClusterSettings
  | StackClusterSettings
  | NewClusterSettings
  | { readonly source: "kubeconfig"; readonly kubeconfig: KubeconfigFile };

/** AWS profile for the cluster's tokens; undefined: that of the environment. */
interface WithProfile {
  readonly profile: string | undefined;
}

/** An unknown region is empty. */
type EksClusterSettings = Omit<ConfigOf<"eks">, "region" | "profile"> & WithProfile & { readonly region: string };

/** `region` is that of a cluster which is looked up by its name. */
export type StackClusterSettings = Omit<ConfigOf<"stack">, "outputs" | "region"> &
  WithProfile & { readonly outputs: StackOutputs; readonly region: string };

export type NewClusterSettings = Omit<ConfigOf<"new">, "name"> & WithProfile & { readonly name: string };

/** Outputs of another stack: `stated` ones have to exist, the others have names that are tried. */
export type StackOutputs = Readonly<Record<"kubeconfig" | "issuerUrl" | "providerArn" | "clusterName", StackOutput>>;

export interface StackOutput {
  readonly name: string;
  readonly stated: boolean;
}

/** The kubeconfig file that the stack names, if it names one. */
export function kubeconfigOf(cluster: ClusterSettings): KubeconfigFile | undefined {
  return "kubeconfig" in cluster ? cluster.kubeconfig : undefined;
}

/** What the cluster's settings are made of beside its own key. */
export interface ClusterContext {
  readonly mode: "irsa" | "keys";
  /** Undefined where it is wrong or missing, which is reported elsewhere. */
  readonly awsRegion: string | undefined;
  /** What the user calls it. */
  readonly regionKey: string;
  /** The provider's `aws:profile`. */
  readonly profile: string | undefined;
  readonly namePrefix: string;
  /** Where that stands, if anywhere. */
  readonly namePrefixNode: Node<string | undefined>;
  /** `<project>/<stack>` */
  readonly self: string;
  /** Whether the bucket's region is stated apart from the cluster's. */
  readonly bucketElsewhere: boolean;
}

type ClusterNode = Node<ClusterConfig | undefined>;

export function resolveCluster(node: ClusterNode, context: ClusterContext): ClusterSettings | undefined {
  const { value: cluster } = node;
  switch (cluster?.source) {
    case "oidc":
      checkIssuer(node, context);
      return cluster;
    case "eks": {
      const { source, name, region: _, profile = context.profile, ...rest } = cluster;
      const region = regionOf(node, context);
      checkEks(node, name, region, context);
      return { source, name, region: region ?? "", profile, ...rest };
    }
    case "stack": {
      const { source, stack, outputs, region: _, ...rest } = cluster;
      node.at("stack").check((key, name) => rules.checkStackName(key, name, context.self));
      checkIssuer(node, context);
      const region = regionOf(node, context) ?? "";
      return { source, stack, outputs: outputsOf(outputs), region, profile: context.profile, ...rest };
    }
    case "new": {
      const { source, name = context.namePrefix, ...rest } = cluster;
      checkNew(node, cluster, context);
      checkIssuer(node, context);
      return { source, name, profile: context.profile, ...rest };
    }
    case "kubeconfig": {
      const { source, ...kubeconfig } = cluster;
      if (context.mode === "irsa") node.at("source").error(rules.irsaWithoutIssuer());
      return { source, kubeconfig };
    }
    case undefined:
      return undefined;
  }
}

/** An issuer that isn't of an EKS cluster with a region of its own. */
function checkIssuer(cluster: ClusterNode, { awsRegion, regionKey, bucketElsewhere, mode }: ClusterContext): void {
  const issuerUrl = cluster.at("issuerUrl");
  const { value: url } = issuerUrl;
  // IRSA in China is refused as a whole.
  const refused = awsRegion === undefined || (mode === "irsa" && partitionOf(awsRegion) === "aws-cn");
  if (url === undefined || !issuerUrl.isFine || refused) return;
  const isInPartition = issuerUrl.check((key) => rules.checkIssuerPartition(key, url, awsRegion, regionKey));
  if (!isInPartition || bucketElsewhere) return;
  issuerUrl.warn(rules.warnOfIssuerRegion(issuerUrl.key, url, awsRegion, regionKey));
}

function regionOf(cluster: ClusterNode, { awsRegion, regionKey }: ClusterContext): string | undefined {
  const region = cluster.at("region");
  if (region.isFine && awsRegion)
    region.check((key, value) => rules.checkClusterRegion(key, value, awsRegion, regionKey));
  return region.value ?? awsRegion;
}

function checkEks(cluster: ClusterNode, name: string, region: string | undefined, context: ClusterContext): void {
  const { awsRegion } = context;
  const issuerUrl = cluster.at("issuerUrl");
  if (awsRegion) {
    const partition = partitionOf(awsRegion);
    cluster.at("roleArn").check((key, arn) => rules.checkTokenRole(key, arn, partition));
  }
  if (issuerUrl.isFine && region !== undefined) {
    issuerUrl.check((key, url) => rules.checkEksIssuer(key, url, name, region));
  }
  const stated = cluster.at("region");
  if (stated.value === undefined || awsRegion === undefined || context.bucketElsewhere) return;
  stated.warn(rules.warnOfClusterRegion(stated.key, stated.value, awsRegion, context.regionKey));
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

function checkNew(cluster: ClusterNode, { name, api }: ConfigOf<"new">, context: ClusterContext): void {
  const { awsRegion, namePrefix, namePrefixNode } = context;
  const source = cluster.at("source");
  if (awsRegion && partitionOf(awsRegion) === "aws-cn")
    source.error(newRules.chinaUntried(source.key, context.regionKey));
  if (name === undefined) namePrefixNode.error(rules.checkClusterName(namePrefixNode.key, namePrefix));
  const version = cluster.at("kubernetesVersion");
  if (version.isFine) version.warn(newRules.warnOfKubernetesVersion(version.key, version.value ?? ""));
  if (awsRegion) {
    cluster.at("secretsKmsKeyArn").check((key, arn) => awsRules.checkKmsKeyArn(key, arn, awsRegion, "cluster"));
  }
  const cidrs = cluster.at("api").at("publicCidrs");
  if (!api.public && cidrs.stated) cidrs.error(newRules.cidrsWithoutPublic(cidrs.key));
  (cidrs.stated ? cidrs : source).warn(newRules.warnOfOpenEndpoint(cidrs.key, api));
  if (!api.public) cluster.at("api").at("public").warn(newRules.privateEndpoint());
}

/** Contents of a kubeconfig that were given beside a file's path, or to a cluster that isn't there yet. */
export function checkContents(cluster: ClusterNode, { given }: Pick<RawConfig, "given">): void {
  const { value } = cluster;
  if (!given?.kubeconfig) return;
  if (value?.source === "new") cluster.at("source").error(rules.kubeconfigOfNew(cluster.at("source").key));
  const path = value?.source === "kubeconfig" ? cluster.at("path") : cluster.at("kubeconfig").at("path");
  path.check((key) => rules.kubeconfigTwice(key));
}

/** Says that a provider is of no use where nobody has a role. */
export function checkOidcProvider(cluster: ClusterNode, roles: boolean): void {
  const provider = cluster.at("oidcProvider");
  if (!roles && provider.stated) provider.warn(rules.providerWithoutRoles());
}
