import type { V1PersistentVolumeClaim } from "@kubernetes/client-node";
import { codeOf, orAbsent, reasonOf, Unseen } from "../../base/kubernetes/answer.js";
import type { ClusterAccess, KubeconfigSource } from "../../base/kubernetes/kubeconfig.js";
import { clusterReader } from "../../base/kubernetes/reader.js";

/** A PersistentVolumeClaim. */
export interface ClaimRef {
  readonly namespace: string;
  readonly name: string;
}

/** What the cluster says of a claim. */
export type ClaimAnswer =
  | { readonly kind: "absent" }
  | { readonly kind: "present"; readonly syncOptions: readonly string[]; readonly volume: VolumeAnswer | undefined }
  | { readonly kind: "unseen"; readonly reason: string };

/** The volume that a claim is bound to. */
interface VolumeAnswer {
  readonly name: string;
  /** Undefined where the credentials may not read it. */
  readonly reclaimPolicy: string | undefined;
}

/** Asks a cluster for a claim; whatever keeps it from answering is a reason, never an error. */
export type LookUpClaim = (cluster: ClusterAccess, claim: ClaimRef) => Promise<ClaimAnswer>;

const mostSeconds = 10;

/** By the official client; `time` begins when a cluster is asked. */
export function claimLookUp(time = () => AbortSignal.timeout(mostSeconds * 1000)): LookUpClaim {
  return async (cluster, claim) => {
    if ("reason" in cluster) return { kind: "unseen", reason: cluster.reason };
    const end = time();
    try {
      return await Promise.race([lookUp(cluster, claim, end), whenAborted(end)]);
    } catch (error) {
      const reason = end.aborted ? `there was no answer within ${mostSeconds} seconds` : reasonOf(error);
      return { kind: "unseen", reason };
    }
  };
}

async function lookUp(cluster: KubeconfigSource, claim: ClaimRef, signal: AbortSignal): Promise<ClaimAnswer> {
  const reader = await clusterReader(cluster, signal);
  const found = await orAbsent(() => reader.readNamespacedPersistentVolumeClaim({ ...claim }));
  if (!found) return { kind: "absent" };
  if (found.metadata?.name !== claim.name) throw new Unseen("what answers isn't a Kubernetes API server");
  const name = found.spec?.volumeName;
  const policy = async (name: string) =>
    (await reader.readPersistentVolume({ name })).spec?.persistentVolumeReclaimPolicy;
  const volume = name ? { name, reclaimPolicy: await policy(name).catch(unlessForbidden) } : undefined;
  return { kind: "present", syncOptions: syncOptionsOf(found), volume };
}

/** Source: Argo CD, "Sync Options". */
export const syncOptionsAnnotation = "argocd.argoproj.io/sync-options";

function syncOptionsOf({ metadata }: V1PersistentVolumeClaim): readonly string[] {
  const text = metadata?.annotations?.[syncOptionsAnnotation] ?? "";
  return text.split(",").flatMap((option) => option.trim() || []);
}

function unlessForbidden(error: unknown): undefined {
  const code = codeOf(error);
  if (code !== 403 && code !== 404) throw error;
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
