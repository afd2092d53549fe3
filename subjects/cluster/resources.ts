import { Addon } from "@pulumi/aws/eks/addon.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { Key } from "@pulumi/aws/kms/key.js";
import type { Cluster } from "@pulumi/eks/cluster.js";
import type { ManagedNodeGroup } from "@pulumi/eks/managedNodeGroup.js";
import type { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import * as pulumi from "@pulumi/pulumi";
import { withProfile } from "../../base/aws/kubeconfig.js";
import { packageOf } from "../../base/files/package-of.js";
import { kubernetes } from "../../base/kubernetes/resources.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { type Issuer, trustOutput } from "../access/resources-trust.js";
import type { NewClusterPlan, ServiceRolePlan } from "./plan.js";

/** What of `@pulumi/eks` is used. */
function loaded() {
  const load = <T>(module: string) => packageOf<T>(`@pulumi/eks/${module}.js`, "cluster.source is new");
  return {
    ...load<typeof import("@pulumi/eks/cluster.js")>("cluster"),
    ...load<typeof import("@pulumi/eks/managedNodeGroup.js")>("managedNodeGroup"),
  };
}

type Eks = ReturnType<typeof loaded>;

export interface EksClusterArgs {
  /** What to create, as `planNewCluster` returns it. */
  readonly plan: NewClusterPlan;
}

/**
 * An EKS cluster that deployKF can be installed on: control plane with logs, encrypted Secrets and an IAM OIDC
 * provider, one managed node group, and the EBS CSI driver with a default StorageClass. Only a stack that
 * makes one loads `@pulumi/eks`.
 */
export class EksCluster extends pulumi.ComponentResource {
  /** The name, once the cluster exists. */
  readonly clusterName: pulumi.Output<string>;
  /** JSON, whose tokens come from `aws eks get-token`, for whoever has AWS credentials; a secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** The same with the AWS profile of this stack. */
  readonly ownKubeconfig: pulumi.Output<string>;
  /** The cluster's OIDC issuer, and the IAM OIDC provider that came with it. */
  readonly issuer: Issuer;

  constructor(name: string, { plan }: EksClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const eks = loaded();
    super("deploykf:objectstore:EksCluster", name, {}, opts);
    const cluster = createControlPlane(eks, name, plan, this);
    const nodes = createNodes(eks, name, plan, cluster, this);
    const { name: clusterName, profile } = plan;
    this.clusterName = cluster.oidcProviderUrl.apply(() => clusterName);
    this.kubeconfig = pulumi.secret(cluster.kubeconfigJson);
    this.ownKubeconfig = this.kubeconfig.apply((text) => withProfile(text, profile));
    this.issuer = { url: cluster.oidcProviderUrl, providerArn: cluster.oidcProviderArn };
    const driver = createStorageDriver(name, plan, this.issuer, [nodes], this);
    createStorageClass(name, this.ownKubeconfig, [driver], this);
    this.registerOutputs({ clusterName: this.clusterName, issuerUrl: this.issuer.url });
  }
}

function createControlPlane({ Cluster }: Eks, name: string, plan: NewClusterPlan, parent: pulumi.Resource): Cluster {
  const { role, policies } = createRole(`${name}-control-plane`, plan.controlPlaneRole, plan, parent);
  const { vpc, api } = plan;
  return new Cluster(
    name,
    {
      name: plan.name,
      version: plan.kubernetesVersion,
      ...(vpc && {
        vpcId: vpc.id,
        privateSubnetIds: [...vpc.privateSubnetIds],
        publicSubnetIds: [...vpc.publicSubnetIds],
      }),
      serviceRole: role,
      authenticationMode: "API",
      createOidcProvider: true,
      skipDefaultNodeGroup: true,
      createInstanceRole: false,
      endpointPublicAccess: api.public,
      endpointPrivateAccess: api.private,
      ...(api.public && { publicAccessCidrs: [...api.publicCidrs] }),
      enabledClusterLogTypes: [...plan.logTypes],
      encryptionConfigKeyArn: plan.secretsKmsKeyArn ?? createSecretsKey(name, plan, parent).arn,
      deletionProtection: plan.deletionProtection,
      tags: plan.tags,
    },
    { parent, dependsOn: policies, protect: plan.deletionProtection },
  );
}

/** Whoever loses this key loses the cluster's Secrets. */
function createSecretsKey(name: string, plan: NewClusterPlan, parent: pulumi.Resource): Key {
  return new Key(
    `${name}-secrets`,
    {
      description: `Secrets of the EKS cluster ${plan.name}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      tags: plan.tags,
    },
    { parent, protect: plan.deletionProtection },
  );
}

/** Without a name of its own: another instance type is another group, which has to exist beside the old one. */
function createNodes(
  { ManagedNodeGroup }: Eks,
  name: string,
  plan: NewClusterPlan,
  cluster: Cluster,
  parent: pulumi.Resource,
): ManagedNodeGroup {
  const { role, policies } = createRole(`${name}-nodes`, plan.nodeRole, plan, parent);
  const { nodes, vpc } = plan;
  const subnetIds = vpc && [...(vpc.privateSubnetIds.length > 0 ? vpc.privateSubnetIds : vpc.publicSubnetIds)];
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
      ...(subnetIds && { subnetIds }),
      tags: plan.tags,
    },
    { parent, dependsOn: policies },
  );
}

/** The add-on becomes active on nodes only. */
function createStorageDriver(
  name: string,
  plan: NewClusterPlan,
  issuer: Issuer,
  nodes: pulumi.Resource[],
  parent: pulumi.Resource,
): pulumi.Resource {
  const trust = trustOutput(issuer, [plan.storageServiceAccount]);
  const { role, policies } = createRole(`${name}-ebs-csi`, { ...plan.storageRole, trust }, plan, parent);
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

interface RoleArgs extends Omit<ServiceRolePlan, "trust"> {
  readonly trust: ServiceRolePlan["trust"] | pulumi.Output<string>;
}

function createRole(name: string, plan: RoleArgs, { tags }: NewClusterPlan, parent: pulumi.Resource) {
  const { roleName, path, description, trust, permissionsBoundary, managedPolicies } = plan;
  const role = new Role(
    name,
    {
      name: roleName,
      path,
      description,
      assumeRolePolicy: pulumi.Output.isInstance(trust) ? trust : canonicalJson(trust),
      tags,
      ...(permissionsBoundary !== undefined && { permissionsBoundary }),
    },
    { parent, deleteBeforeReplace: true },
  );
  const policies = managedPolicies.map(
    (arn) =>
      new RolePolicyAttachment(`${name}-${arn.replace(/^.*\//, "")}`, { role: role.name, policyArn: arn }, { parent }),
  );
  return { role, policies };
}
