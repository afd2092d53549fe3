import type * as pulumi from "@pulumi/pulumi";
import { DeploykfObjectStore } from "../components/object-store.js";
import type { Plan } from "../plan/plan.js";
import type { StoreMakersOf } from "../stores/common/resources.js";
import { createOidcProvider } from "../subjects/cluster/resources-oidc-provider.js";
import { compareIssuer } from "./compare-issuer.js";
import { providedKeys, storageAccountKey } from "./keys.js";
import { stackOutputs } from "./outputs.js";

const name = "kubeflow";

/** What a deployment needs beside its plan. */
export interface Deployment {
  /** Contents of a kubeconfig, where the cluster itself or another stack gave it. */
  readonly kubeconfig?: pulumi.Output<string> | undefined;
  /** What makes the store's bucket and users, where it isn't Amazon S3. */
  readonly makers?: StoreMakersOf | undefined;
  /** Loads the component of a new cluster, and with it `@pulumi/eks`, which no other stack pays for. */
  readonly eksCluster: () => Promise<typeof import("../subjects/cluster/resources.js")>;
}

/** Registers what the plan says, and returns the stack's outputs. */
export async function deploy(plan: Plan, { kubeconfig, makers, eksCluster }: Deployment) {
  const { newCluster, oidcProvider } = plan;
  const cluster = newCluster && new (await eksCluster()).EksCluster(name, { plan: newCluster });
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
