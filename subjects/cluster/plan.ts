import { unknownFact } from "../../base/aws/arn.js";
import { irsaAudience, oidcProviderArn } from "../../base/aws/issuer.js";
import { nameOf } from "../../base/aws/names.js";
import type { Partition } from "../../base/aws/regions.js";
import type { KubeconfigFile } from "../../base/kubernetes/kubeconfig.js";
import { type PolicyDocument, policyDocument } from "../access/documents.js";
import type { Facts } from "../access/facts.js";
import { type ClusterSettings, kubeconfigOf, type NewClusterSettings } from "./settings.js";

/** The cluster that Secrets, S3Proxy, or objects of Rook's, are created in. */
export interface SecretsClusterPlan {
  /** A file; undefined: what the cluster itself, or the stack that made it, says at `up`. */
  readonly kubeconfig: KubeconfigFile | undefined;
  /** Namespaces that have to exist before them. */
  readonly namespaces: readonly string[];
}

/** The cluster, where anything is created in one of its namespaces. */
export function planSecretsCluster(
  cluster: ClusterSettings,
  namespaces: readonly string[],
): SecretsClusterPlan | undefined {
  if (namespaces.length === 0) return undefined;
  return { kubeconfig: kubeconfigOf(cluster), namespaces: [...new Set(namespaces)].sort() };
}

/** The IAM OIDC provider by which roles trust the cluster's service accounts. */
export interface OidcProviderPlan {
  /** Holds a marker where account or issuer aren't known. */
  readonly arn: string;
  readonly url: string;
  readonly clientIds: readonly string[];
  /** existing: looked at before anything is registered. create: by this stack. cluster: comes with the new cluster. */
  readonly origin: "existing" | "create" | "cluster";
  readonly tags: Readonly<Record<string, string>>;
}

/** The logical name of a provider that a component creates; `pulumi import` wants to know it. */
export const oidcProviderNameOf = (component: string) => `${component}-oidc-provider`;

/** The name of the program's own component. */
export const programName = "kubeflow";

/** The line that takes a provider which exists into the stack's state. */
export function adoptCommand(arn: string, stack: string): readonly string[] {
  return [
    "pulumi import aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    `${oidcProviderNameOf(programName)} ${arn}`,
    `--protect=false --generate-code=false --stack ${stack}`,
  ];
}

interface ProviderSettings {
  readonly cluster: ClusterSettings;
  readonly partition: Partition;
  readonly tags: Readonly<Record<string, string>>;
}

/** The provider that roles need; a cluster without an issuer has none. */
export function planOidcProvider(
  { cluster, partition, tags }: ProviderSettings,
  facts: Facts,
): OidcProviderPlan | undefined {
  if (cluster.source === "kubeconfig") return undefined;
  const url = facts.issuerUrl ?? unknownFact;
  const origin = cluster.source === "new" ? "cluster" : cluster.oidcProvider;
  return {
    arn: oidcProviderArn({ partition, accountId: facts.accountId }, url),
    url,
    // An adopted one keeps what others put there.
    clientIds: [...new Set([irsaAudience, ...(origin === "create" ? facts.oidcClientIds : [])])],
    origin,
    tags,
  };
}

/** An EKS cluster that this stack creates, with everything around it. */
export interface NewClusterPlan extends Omit<NewClusterSettings, "source" | "issuerUrl"> {
  /** Of the control plane. */
  readonly controlPlaneRole: ServiceRolePlan;
  readonly nodeRole: ServiceRolePlan;
  /** Of the EBS CSI driver's controller; a service account has it, so its trust comes from the cluster. */
  readonly storageRole: Omit<ServiceRolePlan, "trust">;
  /** `namespace/name` of that service account, as the add-on calls it. */
  readonly storageServiceAccount: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A role of the cluster itself. */
export interface ServiceRolePlan {
  readonly roleName: string;
  readonly path: string;
  readonly permissionsBoundary: string | undefined;
  readonly description: string;
  readonly trust: PolicyDocument;
  /** ARNs of AWS's managed policies. */
  readonly managedPolicies: readonly string[];
}

/** What the names of the cluster's roles, and their paths, are made of. */
interface RoleNames {
  readonly namePrefix: string;
  readonly partition: Partition;
  readonly auth: Pick<ServiceRolePlan, "path" | "permissionsBoundary">;
}

function roleBuilder({ namePrefix, partition, auth }: RoleNames) {
  return (key: string, description: string, policies: readonly string[]) => ({
    roleName: nameOf(namePrefix, key),
    path: auth.path,
    permissionsBoundary: auth.permissionsBoundary,
    description,
    managedPolicies: policies.map((name) => `arn:${partition}:iam::aws:policy/${name}`),
  });
}

/** Source: EKS User Guide, "Amazon EKS cluster IAM role", "Amazon EKS node IAM role". */
function serviceTrust(service: string, actions: readonly string[]): PolicyDocument {
  return policyDocument([{ Effect: "Allow", Principal: { Service: service }, Action: actions }]);
}

/** The new cluster, where the stack creates one. */
export function planNewCluster(
  settings: RoleNames & { readonly cluster: ClusterSettings; readonly tags: NewClusterPlan["tags"] },
): NewClusterPlan | undefined {
  const { cluster, tags } = settings;
  if (cluster.source !== "new") return undefined;
  const { source: _, issuerUrl: _issuer, ...options } = cluster;
  const role = roleBuilder(settings);
  return {
    ...options,
    controlPlaneRole: {
      ...role("cluster", "EKS control plane", ["AmazonEKSClusterPolicy"]),
      trust: serviceTrust("eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
    },
    nodeRole: {
      ...role("nodes", "EKS nodes", [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonEC2ContainerRegistryReadOnly",
      ]),
      trust: serviceTrust("ec2.amazonaws.com", ["sts:AssumeRole"]),
    },
    storageRole: role("ebs-csi", "EBS CSI driver", ["service-role/AmazonEBSCSIDriverPolicy"]),
    storageServiceAccount: "kube-system/ebs-csi-controller-sa",
    tags,
  };
}
