import { nameOf } from "../../base/aws/names.js";
import type { Partition } from "../../base/aws/regions.js";
import { type PolicyDocument, policyDocument } from "../access/documents.js";
import type { ClusterSettings, NewClusterSettings } from "./settings.js";

/** An EKS cluster that this stack creates, with everything around it. */
export interface NewClusterPlan extends NewClusterSettings {
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
