import * as pulumi from "@pulumi/pulumi";
import { Planned } from "../base/planned/resources.js";
import type { NewClusterPlan } from "../subjects/cluster/plan.js";
import { createEksCluster, loadEks } from "../subjects/cluster/resources.js";
import type { EksClusterArgs } from "./args.js";
import { plannedCluster } from "./parts.js";

/**
 * An EKS cluster that deployKF can be installed on: control plane with logs, encrypted Secrets and an IAM OIDC
 * provider, one managed node group, and the EBS CSI driver with a default StorageClass.
 */
export class EksCluster extends pulumi.ComponentResource {
  /** The name, once the cluster exists. */
  readonly clusterName: pulumi.Output<string>;
  /** JSON, whose tokens come from `aws eks get-token`, for whoever has AWS credentials; a secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** The same with the AWS profile of this stack; a secret. */
  readonly ownKubeconfig: pulumi.Output<string>;
  /** The cluster's OIDC issuer. */
  readonly issuerUrl: pulumi.Output<string>;
  /** The IAM OIDC provider of that issuer. */
  readonly providerArn: pulumi.Output<string>;

  constructor(name: string, args: EksClusterArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: Planned<NewClusterPlan>, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, args: EksClusterArgs | Planned<NewClusterPlan>, opts?: pulumi.ComponentResourceOptions) {
    const plan = args instanceof Planned ? args : plannedCluster(args);
    const eks = loadEks();
    super("deploykf-object-store:index:EksCluster", name, {}, opts);
    const created = createEksCluster(eks, name, plan, this);
    this.clusterName = created.clusterName;
    this.kubeconfig = created.kubeconfig;
    this.ownKubeconfig = created.ownKubeconfig;
    this.issuerUrl = created.issuerUrl;
    this.providerArn = created.providerArn;
    this.registerOutputs({ ...created });
  }
}
