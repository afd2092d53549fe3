import type { ClusterSettings, KubeconfigFile } from "../config/settings-cluster.js";
import type { SecretPlan } from "./keys.js";
import type { Principals } from "./principals.js";

/** The cluster that Secrets are created in. */
export interface SecretsClusterPlan {
  /** A file; undefined: what the cluster itself, or the stack that made it, says at `up`. */
  readonly kubeconfig: KubeconfigFile | undefined;
  /** Namespaces that have to exist before the Secrets. */
  readonly namespaces: readonly string[];
}

/** The cluster, where a Secret is created in it. */
export function planSecretsCluster(cluster: ClusterSettings, principals: Principals): SecretsClusterPlan | undefined {
  const created = createdSecrets(principals);
  if (created.length === 0) return undefined;
  return {
    kubeconfig: cluster.source === "oidc" || cluster.source === "kubeconfig" ? cluster.kubeconfig : undefined,
    namespaces: [...new Set(created.map(({ namespace }) => namespace))].sort(),
  };
}

/** Secrets that this stack makes. */
export function createdSecrets({ backend, profiles }: Principals): readonly SecretPlan[] {
  return [backend, ...profiles].flatMap((plan) => (plan.kind === "key" && plan.secret?.create ? [plan.secret] : []));
}
