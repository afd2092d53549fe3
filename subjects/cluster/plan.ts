import type { SecretPlan } from "../identity/key.js";
import type { Principals } from "../identity/plan.js";
import type { ClusterSettings, KubeconfigFile } from "./settings.js";

/** The cluster that Secrets, S3Proxy, or objects of Rook's, are created in. */
export interface SecretsClusterPlan {
  /** A file; undefined: what the cluster itself, or the stack that made it, says at `up`. */
  readonly kubeconfig: KubeconfigFile | undefined;
  /** Namespaces that have to exist before them. */
  readonly namespaces: readonly string[];
}

/** The cluster, where a Secret is created in it, or anything in a namespace of `others`. */
export function planSecretsCluster(
  cluster: ClusterSettings,
  principals: Principals,
  others: readonly string[] = [],
): SecretsClusterPlan | undefined {
  const namespaces = [...createdSecrets(principals).map(({ namespace }) => namespace), ...others];
  if (namespaces.length === 0) return undefined;
  return {
    kubeconfig: cluster.source === "oidc" || cluster.source === "kubeconfig" ? cluster.kubeconfig : undefined,
    namespaces: [...new Set(namespaces)].sort(),
  };
}

/** Secrets that this stack makes. */
export function createdSecrets({ backend, profiles }: Principals): readonly SecretPlan[] {
  return [backend, ...profiles].flatMap((plan) => (plan.kind === "key" && plan.secret?.create ? [plan.secret] : []));
}
