import * as pulumi from "@pulumi/pulumi";
import { kubernetes } from "../../base/kubernetes/resources.js";
import type { SecretsClusterPlan } from "./plan.js";

/** Providers for the cluster, and the namespaces that Secrets need before deployKF creates them. */
export interface ClusterAccess {
  /** Refuses objects that somebody else made. */
  readonly provider: pulumi.ProviderResource;
  /** By name; each exists once it is registered. */
  readonly namespaces: ReadonlyMap<string, pulumi.Resource>;
}

/**
 * Registers two Kubernetes providers, for the given kubeconfig or else for the plan's file, and the namespaces. Namespaces are adopted or created, shared with whoever else
 * writes to them, and never deleted; only their provider may adopt, so that a Secret of somebody else is an error.
 */
export function accessCluster(
  name: string,
  plan: SecretsClusterPlan,
  contents: pulumi.Output<string> | undefined,
  parent: pulumi.Resource,
): ClusterAccess {
  const { path, context: chosen } = plan.kubeconfig ?? {};
  const given = contents ?? path;
  const kubeconfig = given === undefined ? {} : { kubeconfig: pulumi.secret(given) };
  const context = chosen === undefined ? {} : { context: chosen };
  const args = { enableServerSideApply: true, enableSecretMutable: true, ...kubeconfig, ...context };
  const provider = new kubernetes.Provider(`${name}-secrets`, args, { parent });
  if (plan.namespaces.length === 0) return { provider, namespaces: new Map() };
  const adopting = new kubernetes.Provider(`${name}-namespaces`, { ...args, upsertExistingObjects: true }, { parent });
  const namespaces = plan.namespaces.map((namespace): [string, pulumi.Resource] => [
    namespace,
    new kubernetes.Namespace(
      `${name}-namespace-${namespace}`,
      { metadata: { name: namespace } },
      { parent, provider: adopting, retainOnDelete: true },
    ),
  ]);
  return { provider, namespaces: new Map(namespaces) };
}
