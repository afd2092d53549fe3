import type { KubeconfigFile } from "../../base/kubernetes/kubeconfig.js";
import { type ClusterSettings, kubeconfigOf } from "./settings.js";

/** The cluster that Secrets, S3Proxy, or objects of Rook's, are created in. */
export interface SecretsClusterPlan {
  /** A file; undefined: what the cluster itself, or the stack that made it, says at `up`. */
  readonly kubeconfig: KubeconfigFile | undefined;
  /** Namespaces that have to exist before them. */
  readonly namespaces: readonly string[];
}

/** The cluster, where anything is created in one of its namespaces. */
export function planSecretsCluster(
  cluster: ClusterSettings,
  namespaces: readonly string[],
): SecretsClusterPlan | undefined {
  if (namespaces.length === 0) return undefined;
  return { kubeconfig: kubeconfigOf(cluster), namespaces: [...new Set(namespaces)].sort() };
}
