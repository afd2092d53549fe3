import { newIssuer, newKey, newKubeconfig } from "./cloud.js";
import { label } from "./expected.js";
import { tags, unwrapped } from "./expected-keys.js";
import { type ProgramRun, unknown } from "./program.js";

/** A resource of a new cluster in a form that reads well: URNs as `Type name`, documents as objects. */
export interface DescribedPart {
  readonly parent: string;
  readonly inputs: unknown;
  readonly protect: boolean;
  readonly retained: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly dependsOn: readonly string[];
  readonly provider: string;
  readonly remote: boolean;
}

const component = "EksCluster kubeflow";

/** The component of a new cluster and all that is below it. */
export function describedCluster({ resources, requests }: ProgramRun): Record<string, DescribedPart> {
  return Object.fromEntries(
    resources
      .filter(({ urn, parent = "" }) => [label(urn), label(parent)].includes(component))
      .map((resource) => {
        const request = requests.get(resource.urn);
        const provider = request?.getProvider() ?? "";
        const inputs = Object.entries(resource.inputs).map(([key, value]) => [key, readable(key, value)]);
        const part: DescribedPart = {
          parent: label(resource.parent ?? ""),
          inputs: Object.fromEntries(inputs),
          protect: resource.protect,
          retained: resource.retainOnDelete,
          deleteBeforeReplace: resource.deleteBeforeReplace,
          dependsOn: resource.dependencies.map(label).sort(),
          provider: provider && label(provider.slice(0, provider.lastIndexOf("::"))),
          remote: request?.getRemote() ?? false,
        };
        return [label(resource.urn), part];
      }),
  );
}

function readable(key: string, value: unknown): unknown {
  if (key === "assumeRolePolicy" && typeof value === "string" && value !== unknown) return JSON.parse(value);
  if (typeof value === "object" && value && "urn" in value) return { resource: label(String(value.urn)) };
  return unwrapped(value);
}

export const newProviderArn = `arn:aws:iam::111122223333:oidc-provider/${newIssuer.replace("https://", "")}`;

/** Who may assume a role of a new cluster's service accounts. */
export function newTrust(...accounts: readonly string[]) {
  const host = newIssuer.replace("https://", "");
  const subjects = accounts.map((account) => `system:serviceaccount:${account.replace("/", ":")}`);
  const Condition = { StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: subjects } };
  return trust({ Federated: newProviderArn }, "sts:AssumeRoleWithWebIdentity", { Condition });
}

function trust(Principal: object, Action: unknown, rest: object = {}) {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action, ...rest }] };
}

interface ClusterParts {
  readonly preview: boolean;
  /** Inputs of the control plane that differ. */
  readonly cluster?: object;
  /** Inputs of the nodes that differ. */
  readonly nodes?: object;
  readonly secretsKmsKeyArn?: string;
  readonly deletionProtection?: boolean;
  /** Of the provider for the storage class. */
  readonly kubeconfig?: string;
}

/** Everything of a new cluster that a stack registers. */
export function clusterParts(parts: ClusterParts): Record<string, DescribedPart> {
  const { preview, secretsKmsKeyArn, deletionProtection = true, kubeconfig = newKubeconfig } = parts;
  const known = <T>(value: T) => (preview ? unknown : value);
  const part = (inputs: object, more: Partial<DescribedPart> = {}): DescribedPart => ({
    parent: component,
    inputs,
    protect: false,
    retained: false,
    deleteBeforeReplace: false,
    dependsOn: [],
    provider: "",
    remote: false,
    ...more,
  });
  const role = (
    name: string,
    key: string,
    description: string,
    assumeRolePolicy: unknown,
    dependsOn: string[] = [],
  ) => ({
    [`Role kubeflow-${key}`]: part(
      { name: `kf-test-${name}`, path: "/", description, assumeRolePolicy, tags },
      { deleteBeforeReplace: true, dependsOn },
    ),
  });
  const attached = (name: string, key: string, policy: string) => ({
    [`RolePolicyAttachment kubeflow-${key}-${policy.replace("service-role/", "")}`]: part(
      { role: known(`kf-test-${name}`), policyArn: `arn:aws:iam::aws:policy/${policy}` },
      { dependsOn: [`Role kubeflow-${key}`] },
    ),
  });
  const ownKey = "Key kubeflow-secrets";
  const keyArn = known(`arn:aws:kms:eu-west-1:111122223333:key/${newKey}`);
  const control = "RolePolicyAttachment kubeflow-control-plane-AmazonEKSClusterPolicy";
  return {
    [component]: part({}, { parent: "DeploykfObjectStore kubeflow" }),
    ...(secretsKmsKeyArn === undefined && {
      [ownKey]: part(
        {
          description: "Secrets of the EKS cluster kf-test",
          enableKeyRotation: true,
          deletionWindowInDays: 30,
          tags,
        },
        { protect: deletionProtection },
      ),
    }),
    ...role(
      "cluster",
      "control-plane",
      "EKS control plane",
      trust({ Service: "eks.amazonaws.com" }, ["sts:AssumeRole", "sts:TagSession"]),
    ),
    ...attached("cluster", "control-plane", "AmazonEKSClusterPolicy"),
    "Cluster kubeflow": part(
      {
        name: "kf-test",
        version: "1.30",
        serviceRole: { resource: "Role kubeflow-control-plane" },
        authenticationMode: "API",
        createOidcProvider: true,
        skipDefaultNodeGroup: true,
        createInstanceRole: false,
        endpointPublicAccess: true,
        endpointPrivateAccess: true,
        publicAccessCidrs: ["203.0.113.0/24"],
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        encryptionConfigKeyArn: secretsKmsKeyArn ?? keyArn,
        deletionProtection,
        tags,
        ...parts.cluster,
      },
      {
        remote: true,
        protect: deletionProtection,
        dependsOn: secretsKmsKeyArn === undefined ? [ownKey, control].sort() : [control],
      },
    ),
    ...role("nodes", "nodes", "EKS nodes", trust({ Service: "ec2.amazonaws.com" }, ["sts:AssumeRole"])),
    ...attached("nodes", "nodes", "AmazonEKSWorkerNodePolicy"),
    ...attached("nodes", "nodes", "AmazonEKS_CNI_Policy"),
    ...attached("nodes", "nodes", "AmazonEC2ContainerRegistryReadOnly"),
    "ManagedNodeGroup kubeflow-nodes": part(
      {
        cluster: { resource: "Cluster kubeflow" },
        nodeRole: { resource: "Role kubeflow-nodes" },
        operatingSystem: "AL2023",
        instanceTypes: ["m5.xlarge"],
        diskSize: 100,
        scalingConfig: { minSize: 2, desiredSize: 3, maxSize: 6 },
        ignoreScalingChanges: true,
        tags,
        ...parts.nodes,
      },
      {
        remote: true,
        dependsOn: ["AmazonEC2ContainerRegistryReadOnly", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy"].map(
          (policy) => `RolePolicyAttachment kubeflow-nodes-${policy}`,
        ),
      },
    ),
    ...role("ebs-csi", "ebs-csi", "EBS CSI driver", known(newTrust("kube-system/ebs-csi-controller-sa")), [
      "Cluster kubeflow",
    ]),
    ...attached("ebs-csi", "ebs-csi", "service-role/AmazonEBSCSIDriverPolicy"),
    "Addon kubeflow-ebs-csi": part(
      {
        clusterName: "kf-test",
        addonName: "aws-ebs-csi-driver",
        serviceAccountRoleArn: known("arn:aws:iam::111122223333:role/kf-test-ebs-csi"),
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "PRESERVE",
        tags,
      },
      {
        dependsOn: [
          "ManagedNodeGroup kubeflow-nodes",
          "Role kubeflow-ebs-csi",
          "RolePolicyAttachment kubeflow-ebs-csi-AmazonEBSCSIDriverPolicy",
        ],
      },
    ),
    "kubernetes kubeflow-storage": part(
      { kubeconfig: known({ secret: kubeconfig }), enableServerSideApply: "true" },
      { dependsOn: ["Cluster kubeflow"] },
    ),
    "StorageClass kubeflow-gp3": part(
      {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true" },
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
      },
      { dependsOn: ["Addon kubeflow-ebs-csi"], provider: "kubernetes kubeflow-storage" },
    ),
  };
}
