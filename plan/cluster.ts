import type { Settings } from "../config/settings.js";
import type { SecretPlan } from "./keys.js";
import type { Principals } from "./principals.js";

/** The cluster that Secrets are created in. */
export interface ClusterPlan {
  /** As given; undefined: KUBECONFIG, or ~/.kube/config. */
  readonly kubeconfigPath: string | undefined;
  readonly context: string | undefined;
  /** Namespaces that have to exist before the Secrets. */
  readonly namespaces: readonly string[];
}

/** The cluster, where a Secret is created in it. */
export function planCluster({ kubeconfig }: Settings, principals: Principals): ClusterPlan | undefined {
  const created = createdSecrets(principals);
  if (created.length === 0 || !kubeconfig) return undefined;
  return {
    kubeconfigPath: kubeconfig.path,
    context: kubeconfig.context,
    namespaces: [...new Set(created.map(({ namespace }) => namespace))].sort(),
  };
}

/** Secrets that this stack makes. */
export function createdSecrets({ backend, profiles }: Principals): readonly SecretPlan[] {
  return [backend, ...profiles].flatMap((plan) => (plan.kind === "key" && plan.secret?.create ? [plan.secret] : []));
}
