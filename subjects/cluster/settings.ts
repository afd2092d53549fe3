import type { KubeconfigFile } from "../../base/kubernetes/kubeconfig.js";

/** Where the cluster comes from, and what is stated of it. */
export type ClusterSettings =
  | ({ readonly source: "oidc"; readonly kubeconfig: KubeconfigFile | undefined } & IssuerSettings)
  | ({ readonly source: "eks" } & EksClusterSettings & IssuerSettings)
  | ({ readonly source: "stack" } & StackClusterSettings & IssuerSettings)
  | ({ readonly source: "new"; readonly issuerUrl: string | undefined } & NewClusterSettings)
  | { readonly source: "kubeconfig"; readonly kubeconfig: KubeconfigFile };

/** The kubeconfig file that the stack names, if it names one. */
export function kubeconfigOf(cluster: ClusterSettings): KubeconfigFile | undefined {
  return "kubeconfig" in cluster ? cluster.kubeconfig : undefined;
}

export interface IssuerSettings {
  /** As the user stated it; undefined: only the cloud knows. */
  readonly issuerUrl: string | undefined;
  /** Of the issuer: in the account already, or made by this stack. */
  readonly oidcProvider: "existing" | "create";
}

export interface EksClusterSettings {
  readonly name: string;
  readonly region: string;
  /** AWS profile for the cluster's tokens; undefined: that of the environment. */
  readonly profile: string | undefined;
  /** Role to assume for the cluster's tokens. */
  readonly roleArn: string | undefined;
}

export interface StackClusterSettings {
  readonly stack: string;
  readonly outputs: StackOutputs;
  /** Of a cluster that is looked up by its name. */
  readonly region: string;
  readonly profile: string | undefined;
}

/** Outputs of another stack: `stated` ones have to exist, the others have names that are tried. */
export interface StackOutputs {
  readonly kubeconfig: StackOutput;
  readonly issuerUrl: StackOutput;
  readonly providerArn: StackOutput;
  readonly clusterName: StackOutput;
}

export interface StackOutput {
  readonly name: string;
  readonly stated: boolean;
}

export interface NewClusterSettings {
  readonly name: string;
  /** AWS profile for the cluster's tokens; undefined: that of the environment. */
  readonly profile: string | undefined;
  readonly kubernetesVersion: string;
  /** Undefined: the account's default VPC. */
  readonly vpc: VpcSettings | undefined;
  readonly nodes: NodeSettings;
  readonly api: ApiSettings;
  readonly logTypes: readonly string[];
  /** Undefined: a key of its own. */
  readonly secretsKmsKeyArn: string | undefined;
  readonly deletionProtection: boolean;
}

export interface VpcSettings {
  readonly id: string;
  readonly privateSubnetIds: readonly string[];
  readonly publicSubnetIds: readonly string[];
}

export interface NodeSettings {
  readonly instanceType: string;
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  /** GiB */
  readonly diskSize: number;
}

export interface ApiSettings {
  readonly public: boolean;
  readonly publicCidrs: readonly string[];
  readonly private: boolean;
}
