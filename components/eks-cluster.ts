import * as pulumi from "@pulumi/pulumi";
import type { Asker } from "../base/aws/ask-account.js";
import { Planned } from "../base/planned/resources.js";
import type { NewClusterPlan } from "../subjects/cluster/plan.js";
import { createEksCluster } from "../subjects/cluster/resources.js";
import { loadEks } from "../subjects/cluster/resources-eks.js";
import { checkClusterName } from "../subjects/cluster/rules.js";
import type { EksClusterArgs } from "./args.js";
import { type Members, type Part, sourceOfPart } from "./part.js";
import { packageClasses } from "./schema.js";
import type { StoreSource } from "./store-source.js";

const ownPaths = ["region", "tags"] as const;

/** Its roles are called by its own name. */
const clusterPart = ({ name }: Members): Part => ({
  className: "EksCluster",
  paths: {
    ...Object.fromEntries(Object.keys(packageClasses.EksCluster.args.shape).map((key) => [key, `cluster.${key}`])),
    ...Object.fromEntries(ownPaths.map((key) => [key, key])),
    ...{ permissionsBoundary: "auth.permissionsBoundary", path: "auth.path" },
  },
  rest: {
    cluster: { source: "new" },
    bucket: { name: "not-of-a-cluster", create: false },
    deploykf: { version: "0.1.5", embeddedMinio: "keep" },
    profiles: { names: ["none"] },
    // One that isn't fine is told of the cluster's name.
    ...(typeof name === "string" && !checkClusterName("name", name) && { namePrefix: name }),
  },
});

function plannedAt(source: StoreSource, component: Asker): Planned<NewClusterPlan> {
  return source.forPart(component).plan.part(({ newCluster }) => {
    if (!newCluster) throw new Error("the plan has no cluster");
    return newCluster;
  });
}

/**
 * An EKS cluster that deployKF can be installed on: control plane with logs, encrypted Secrets and an IAM OIDC
 * provider, one managed node group, and the EBS CSI driver with a default StorageClass. Its roles are called by its name.
 *
 * @example
 * ```ts
 * import { EksCluster } from "deploykf-object-store";
 *
 * const cluster = new EksCluster("ml", { region: "eu-west-1", name: "ml", kubernetesVersion: "1.32" });
 * export const kubeconfig = cluster.kubeconfig;
 * ```
 */
export class EksCluster extends pulumi.ComponentResource {
  /** The name, once the cluster exists. */
  readonly clusterName: pulumi.Output<string>;
  /** JSON, whose tokens come from `aws eks get-token`, for whoever has AWS credentials; a secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** @internal the same with the AWS profile of this stack */
  readonly ownKubeconfig: pulumi.Output<string>;
  /** The cluster's OIDC issuer. */
  readonly issuerUrl: pulumi.Output<string>;
  /** The IAM OIDC provider of that issuer. */
  readonly providerArn: pulumi.Output<string>;

  constructor(name: string, args: EksClusterArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: Planned<NewClusterPlan>, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, args: EksClusterArgs | Planned<NewClusterPlan>, opts?: pulumi.ComponentResourceOptions) {
    const given = args instanceof Planned ? args : sourceOfPart(args, clusterPart);
    const eks = loadEks();
    super("deploykf-object-store:index:EksCluster", name, {}, opts);
    const plan = given instanceof Planned ? given : plannedAt(given, { name, parent: this });
    const created = createEksCluster(eks, name, plan, this);
    this.clusterName = created.clusterName;
    this.kubeconfig = created.kubeconfig;
    this.ownKubeconfig = created.ownKubeconfig;
    this.issuerUrl = created.issuerUrl;
    this.providerArn = created.providerArn;
    const { clusterName, kubeconfig, issuerUrl, providerArn } = created;
    this.registerOutputs({ clusterName, kubeconfig, issuerUrl, providerArn });
  }
}
