import * as pulumi from "@pulumi/pulumi";
import { renderProblem } from "../base/problems/report.js";
import { DeploykfObjectStore } from "../components/object-store.js";
import type { Plan } from "../plan/plan.js";
import { storeMakers } from "../stores/resources.js";
import type { Issuer } from "../subjects/access/resources-trust.js";
import { otherIssuer } from "../subjects/cluster/ask.js";
import { EksCluster } from "../subjects/cluster/resources.js";
import { createOidcProvider } from "../subjects/cluster/resources-oidc-provider.js";
import { providedKeys, storageAccountKey } from "./keys.js";

const name = "kubeflow";

/** What a plan's stack has registered. */
export interface Deployed {
  readonly store: DeploykfObjectStore;
  /** The cluster that the stack creates, if it does. */
  readonly cluster: EksCluster | undefined;
}

/** What the plan's store and cluster are reached by. */
export interface Reach {
  readonly makers?: ReturnType<typeof storeMakers>;
  /** Contents of one that the cluster itself or another stack gave. */
  readonly kubeconfig?: pulumi.Output<string> | undefined;
}

/**
 * Registers what the plan says.
 * @throws ProblemsError where a package isn't installed
 */
export function deploy(plan: Plan, { makers = storeMakers(plan), kubeconfig }: Reach = {}): Deployed {
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
  return { store, cluster };
}

/** Warns of a stated issuer that isn't a new cluster's; roles trust the real one in any case. */
function compareIssuer(issuer: Issuer, stated: string | undefined): void {
  if (stated === undefined) return;
  issuer.url.apply(async (actual) => {
    if (actual === stated) return;
    await pulumi.log.warn(renderProblem({ ...otherIssuer(stated, actual), severity: "warning", location: undefined }));
  });
}
