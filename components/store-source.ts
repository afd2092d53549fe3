import * as pulumi from "@pulumi/pulumi";
import { unknownFact } from "../base/aws/arn.js";
import { type Late, Planned, type Texts } from "../base/planned/resources.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import type { Settings } from "../settings/settings.js";
import type { Facts } from "../subjects/access/facts.js";
import type { ProvidedKeys } from "../subjects/identity/resources-key-pair.js";
import type { EksCluster } from "./eks-cluster.js";

/** What never enters a plan, each of it a secret. */
export interface StoreSecrets {
  /** By principal, where they are provided. */
  readonly keys: ProvidedKeys;
  /** Of the storage account behind S3Proxy; empty where there is none. */
  readonly storageAccountKey: pulumi.Output<string>;
  /** Contents of a kubeconfig, where the plan names no file. */
  readonly kubeconfig?: pulumi.Output<string> | undefined;
}

/** What is asked for or given late, once there is a component that it is asked for. */
export interface LateFacts {
  readonly late: (parent: pulumi.Resource) => readonly Late[];
  /** What is known with these texts. */
  readonly read: (texts: Texts) => { readonly settings: Settings; readonly facts: Facts };
}

/** What a component is made from: checked, and planned with stand-ins for what isn't known. */
export class StoreSource {
  constructor(
    readonly shape: Plan,
    /** Asked for once there is a component. */
    readonly secrets: (parent: pulumi.Resource) => StoreSecrets,
    private readonly facts: LateFacts = { late: () => [], read: () => shape },
  ) {}

  /** The plan, whose roles trust the cluster that the component makes, if it does. */
  planned(parent: pulumi.Resource, cluster?: EksCluster): Planned<Plan> {
    const { shape, facts } = this;
    const ofCluster = cluster && issuerOf(cluster, shape.facts.issuerUrl ?? unknownFact);
    const late = [...facts.late(parent), ...(ofCluster ? [ofCluster] : [])];
    if (late.length === 0) return Planned.known(shape);
    const plan = (texts: Texts) => {
      const known = facts.read(texts);
      const issuerUrl = ofCluster && texts.get(ofCluster.key);
      return planObjectStore(known.settings, issuerUrl === undefined ? known.facts : { ...known.facts, issuerUrl });
    };
    return Planned.from(late, plan, shape);
  }
}

/** Known when the cluster's IAM OIDC provider is, too: roles come after it. */
function issuerOf({ issuerUrl, providerArn }: EksCluster, standIn: string): Late {
  const value = () => pulumi.all([issuerUrl, providerArn]).apply(([url]) => url);
  return { key: "the new cluster's issuer", standIn, value };
}
