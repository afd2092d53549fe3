import type * as pulumi from "@pulumi/pulumi";
import { unknownFact } from "../base/aws/arn.js";
import type { Asker } from "../base/aws/ask-account.js";
import { type Late, Planned, type Texts } from "../base/planned/resources.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import type { CreatedCluster } from "../subjects/cluster/resources.js";
import type { ProvidedKeys } from "../subjects/identity/resources-key-pair.js";

/** What never enters a plan, each of it a secret. */
export interface StoreSecrets {
  /** By principal, where they are provided. */
  readonly keys: ProvidedKeys;
  /** Of the storage account behind S3Proxy; empty where there is none. */
  readonly storageAccountKey: pulumi.Output<string>;
  /** Contents of a kubeconfig, where the plan names no file. */
  readonly kubeconfig?: pulumi.Output<string> | undefined;
}

/** What has to be seen to hold before outputs are given out; asked only by whoever gives them out. */
export interface StoreChecks {
  readonly ofValues: () => readonly pulumi.Output<unknown>[];
  readonly ofRoles: () => readonly pulumi.Output<unknown>[];
}

/** What is given late, and looked up, by a component. */
export interface StoreSite {
  readonly secrets: StoreSecrets;
  readonly late?: readonly Late[];
  /** What has to be seen to hold before anything is registered. */
  readonly gate?: pulumi.Output<unknown> | undefined;
  readonly checks?: (plan: Planned<Plan>) => StoreChecks;
}

/** A cluster that a component makes. */
type NewCluster = Pick<CreatedCluster, "issuerUrl">;

/** What a component is made from: checked, and planned with stand-ins for what isn't known. */
export class StoreSource {
  constructor(
    readonly shape: Plan,
    readonly at: (component: Asker) => StoreSite,
    /** Plans again with texts that are known; the issuer is that of a cluster which the component makes. */
    private readonly plan = (_: Texts, issuerUrl: string | undefined): Plan =>
      planObjectStore(shape.settings, { ...shape.facts, issuerUrl }),
    readonly warnings: readonly string[] = [],
  ) {}

  /** The plan for a component that makes a part of it, and is told what is wrong as soon as it is known. */
  forPart(component: Asker): { readonly plan: Planned<Plan>; readonly site: StoreSite } {
    const site = this.at(component);
    const plan = this.planned(site);
    plan.checkWhenKnown();
    return { plan, site };
  }

  /** The plan, whose roles trust the cluster that the component makes, if it does. */
  planned({ late: given = [], gate }: StoreSite, cluster?: NewCluster): Planned<Plan> {
    const { shape } = this;
    const issuer = cluster && issuerOf(cluster, shape.facts.issuerUrl ?? unknownFact);
    const late = issuer ? [...given, issuer] : given;
    if (late.length === 0 && !gate) return Planned.known(shape);
    const issuerUrl = (texts: Texts) => (issuer ? texts.get(issuer.key) : undefined);
    return Planned.from(late, (texts) => this.plan(texts, textOf(issuerUrl(texts))), shape, gate);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function issuerOf({ issuerUrl }: NewCluster, standIn: string): Late {
  return { key: "the new cluster's issuer", standIn, value: () => issuerUrl };
}
