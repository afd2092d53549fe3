import type * as pulumi from "@pulumi/pulumi";
import { DeploykfObjectStore } from "../components/object-store.js";
import type { Plan } from "../plan/plan.js";
import type { StoreMakersOf } from "../stores/common/resources.js";
import { EksCluster } from "../subjects/cluster/resources.js";
import { createOidcProvider } from "../subjects/cluster/resources-oidc-provider.js";
import { compareIssuer } from "./compare-issuer.js";
import { providedKeys, storageAccountKey } from "./keys.js";
import { stackOutputs } from "./outputs.js";

const name = "kubeflow";

/** What a deployment needs beside its plan. */
export interface Deployment {
  /** Contents of a kubeconfig, where the cluster itself or another stack gave it. */
  readonly kubeconfig?: pulumi.Output<string> | undefined;
  /** What makes the store's bucket and users, if they are made. */
  readonly makers?: StoreMakersOf | undefined;
}

/** Registers what the plan says, and returns the stack's outputs. */
export function deploy(plan: Plan, { kubeconfig, makers }: Deployment) {
  const { newCluster, oidcProvider } = plan;
  const cluster = newCluster && new EksCluster(name, { plan: newCluster });
  if (cluster) compareIssuer(cluster.issuer, plan.facts.issuerUrl);
  const store = new DeploykfObjectStore(name, {
    plan,
    providedKeys: providedKeys(),
    makers,
    storageAccountKey: storageAccountKey(),
    trust: {
      issuer: cluster?.issuer,
      oidcProvider: oidcProvider?.origin === "create" ? createOidcProvider(oidcProvider) : undefined,
    },
    kubeconfig: cluster?.ownKubeconfig ?? kubeconfig,
  });
  return stackOutputs(plan, store, cluster);
}
