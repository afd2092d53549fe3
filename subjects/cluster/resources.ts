import { Addon } from "@pulumi/aws/eks/addon.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { Key } from "@pulumi/aws/kms/key.js";
import type { Cluster } from "@pulumi/eks/cluster.js";
import type { ManagedNodeGroup } from "@pulumi/eks/managedNodeGroup.js";
import type { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import * as pulumi from "@pulumi/pulumi";
import { withProfile } from "../../base/aws/kubeconfig.js";
import { kubernetes } from "../../base/kubernetes/resources.js";
import type { Planned } from "../../base/planned/resources.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { trustPolicy } from "../access/trust.js";
import type { NewClusterPlan, ServiceRolePlan } from "./plan.js";
import type { Eks } from "./resources-eks.js";

/** An OIDC issuer, known once its cluster exists, and the IAM OIDC provider that came with it. */
interface Issuer {
  readonly issuerUrl: pulumi.Output<string>;
  readonly providerArn: pulumi.Output<string>;
}

/** A cluster that was registered. */
export interface CreatedCluster extends Issuer {
  /** The name, once the cluster exists. */
  readonly clusterName: pulumi.Output<string>;
  /** JSON, whose tokens come from `aws eks get-token`, for whoever has AWS credentials; a secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** The same with the AWS profile of this stack. */
  readonly ownKubeconfig: pulumi.Output<string>;
}

/** Registers control plane, node group, the EBS CSI driver and a default StorageClass. */
export function createEksCluster(
  eks: Eks,
  name: string,
  plan: Planned<NewClusterPlan>,
  parent: pulumi.Resource,
): CreatedCluster {
  const cluster = createControlPlane(eks, name, plan, parent);
  const nodes = createNodes(eks, name, plan, cluster, parent);
  const { name: plannedName, profile } = plan.shape;
  const kubeconfig = pulumi.secret(cluster.kubeconfigJson);
  const ownKubeconfig = kubeconfig.apply((text) => withProfile(text, profile));
  const { oidcProviderUrl, oidcProviderArn: providerArn } = cluster;
  // Whatever trusts the issuer comes after its IAM OIDC provider.
  const issuer = { issuerUrl: pulumi.all([oidcProviderUrl, providerArn]).apply(([url]) => url), providerArn };
  const driver = createStorageDriver(name, plan, issuer, [nodes], parent);
  createStorageClass(name, ownKubeconfig, [driver], parent);
  return { clusterName: oidcProviderUrl.apply(() => plannedName), kubeconfig, ownKubeconfig, ...issuer };
}

function createControlPlane(
  { Cluster }: Eks,
  name: string,
  planned: Planned<NewClusterPlan>,
  parent: pulumi.Resource,
): Cluster {
  const plan = planned.shape;
  const { role, policies } = createRole(`${name}-control-plane`, planned, "controlPlaneRole", undefined, parent);
  const { api } = plan;
  return new Cluster(
    name,
    {
      name: plan.name,
      version: plan.kubernetesVersion,
      ...planned.inputs(({ vpc }) => ({
        ...(vpc && {
          vpcId: vpc.id,
          privateSubnetIds: [...vpc.privateSubnetIds],
          publicSubnetIds: [...vpc.publicSubnetIds],
        }),
      })),
      serviceRole: role,
      authenticationMode: "API",
      createOidcProvider: true,
      skipDefaultNodeGroup: true,
      createInstanceRole: false,
      endpointPublicAccess: api.public,
      endpointPrivateAccess: api.private,
      ...(api.public && { publicAccessCidrs: [...api.publicCidrs] }),
      enabledClusterLogTypes: [...plan.logTypes],
      encryptionConfigKeyArn:
        planned.maybe((known) => known.secretsKmsKeyArn)?.input((arn) => arn) ??
        createSecretsKey(name, planned, parent).arn,
      deletionProtection: plan.deletionProtection,
      tags: plan.tags,
    },
    { parent, dependsOn: policies, protect: plan.deletionProtection },
  );
}

/** Whoever loses this key loses the cluster's Secrets. */
function createSecretsKey(name: string, planned: Planned<NewClusterPlan>, parent: pulumi.Resource): Key {
  const { tags, deletionProtection } = planned.shape;
  return new Key(
    `${name}-secrets`,
    {
      ...planned.inputs((plan) => ({ description: `Secrets of the EKS cluster ${plan.name}` })),
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      tags,
    },
    { parent, protect: deletionProtection },
  );
}

/** Without a name of its own: another instance type is another group, which has to exist beside the old one. */
function createNodes(
  { ManagedNodeGroup }: Eks,
  name: string,
  planned: Planned<NewClusterPlan>,
  cluster: Cluster,
  parent: pulumi.Resource,
): ManagedNodeGroup {
  const { role, policies } = createRole(`${name}-nodes`, planned, "nodeRole", undefined, parent);
  const { nodes, tags } = planned.shape;
  const subnets = planned.inputs(({ vpc }) => ({
    ...(vpc && { subnetIds: [...(vpc.privateSubnetIds.length > 0 ? vpc.privateSubnetIds : vpc.publicSubnetIds)] }),
  }));
  return new ManagedNodeGroup(
    `${name}-nodes`,
    {
      cluster,
      nodeRole: role,
      operatingSystem: "AL2023",
      instanceTypes: [nodes.instanceType],
      diskSize: nodes.diskSize,
      scalingConfig: { minSize: nodes.min, desiredSize: nodes.desired, maxSize: nodes.max },
      ignoreScalingChanges: true,
      ...subnets,
      tags,
    },
    { parent, dependsOn: policies },
  );
}

/** The add-on becomes active on nodes only. */
function createStorageDriver(
  name: string,
  planned: Planned<NewClusterPlan>,
  { issuerUrl, providerArn }: Issuer,
  nodes: pulumi.Resource[],
  parent: pulumi.Resource,
): pulumi.Resource {
  const plan = planned.shape;
  const trust = pulumi
    .all([providerArn, issuerUrl])
    .apply(([arn, url]) => canonicalJson(trustPolicy(arn, url, [plan.storageServiceAccount])));
  const { role, policies } = createRole(`${name}-ebs-csi`, planned, "storageRole", trust, parent);
  return new Addon(
    `${name}-ebs-csi`,
    {
      clusterName: plan.name,
      addonName: "aws-ebs-csi-driver",
      serviceAccountRoleArn: role.arn,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "PRESERVE",
      tags: plan.tags,
    },
    { parent, dependsOn: [...nodes, ...policies] },
  );
}

function createStorageClass(
  name: string,
  kubeconfig: pulumi.Output<string>,
  dependsOn: pulumi.Resource[],
  parent: pulumi.Resource,
): StorageClass {
  const provider = new kubernetes.Provider(`${name}-storage`, { kubeconfig, enableServerSideApply: true }, { parent });
  return new kubernetes.StorageClass(
    `${name}-gp3`,
    {
      metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true" },
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
    },
    { parent, provider, dependsOn },
  );
}

/** A role of the cluster itself; `trust` is what the plan doesn't say. */
function createRole(
  name: string,
  planned: Planned<NewClusterPlan>,
  kind: "controlPlaneRole" | "nodeRole" | "storageRole",
  trust: pulumi.Output<string> | undefined,
  parent: pulumi.Resource,
) {
  const plan = planned.part((known): Omit<ServiceRolePlan, "trust"> & Partial<ServiceRolePlan> => known[kind]);
  const role = new Role(
    name,
    {
      ...plan.inputs(({ roleName, path, description, permissionsBoundary }) => ({
        ...{ name: roleName, path, description },
        ...(permissionsBoundary !== undefined && { permissionsBoundary }),
      })),
      assumeRolePolicy: trust ?? plan.input((known) => canonicalJson(known.trust)),
      tags: planned.shape.tags,
    },
    { parent, deleteBeforeReplace: true },
  );
  const policies = plan.shape.managedPolicies.map(
    (arn) =>
      new RolePolicyAttachment(`${name}-${arn.replace(/^.*\//, "")}`, { role: role.name, policyArn: arn }, { parent }),
  );
  return { role, policies };
}
