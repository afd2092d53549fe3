import type { ClusterSettings, KubeconfigFile } from "../config/settings-cluster.js";
import type { SecretPlan } from "./keys.js";
import type { Principals } from "./principals.js";
import type { RookPlan } from "./rook.js";

/** The cluster that Secrets, or objects of Rook's, are created in. */
export interface SecretsClusterPlan {
  /** A file; undefined: what the cluster itself, or the stack that made it, says at `up`. */
  readonly kubeconfig: KubeconfigFile | undefined;
  /** Namespaces that have to exist before them. */
  readonly namespaces: readonly string[];
}

/** The cluster, where anything is created in it. */
export function planSecretsCluster(
  cluster: ClusterSettings,
  principals: Principals,
  rook: RookPlan | undefined,
): SecretsClusterPlan | undefined {
  const namespaces = [
    ...createdSecrets(principals).map(({ namespace }) => namespace),
    ...(rook ? [rook.claim.namespace, ...rook.userNamespaces] : []),
  ];
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
