import type { V1PersistentVolumeClaim } from "@kubernetes/client-node";
import type { ClaimRef } from "../config/settings.js";
import type { KubeconfigFile } from "../config/settings-cluster.js";
import { isMap } from "../deploykf/merge.js";
import { Unseen } from "./unseen.js";

/** A kubeconfig's contents, or a file that has them. */
export type KubeconfigSource = { readonly contents: string } | { readonly file: KubeconfigFile };

/** The same, or why there is none. */
export type ClusterAccess = KubeconfigSource | { readonly reason: string };

/** What the cluster says of a claim. */
export type ClaimAnswer =
  | { readonly kind: "absent" }
  | { readonly kind: "present"; readonly syncOptions: readonly string[]; readonly volume: VolumeAnswer | undefined }
  | { readonly kind: "unseen"; readonly reason: string };

/** The volume that a claim is bound to. */
export interface VolumeAnswer {
  readonly name: string;
  /** Undefined where the credentials may not read it. */
  readonly reclaimPolicy: string | undefined;
}

/** Asks a cluster for a claim; whatever keeps it from answering is a reason, never an error. */
export type LookUpClaim = (cluster: ClusterAccess, claim: ClaimRef) => Promise<ClaimAnswer>;

const mostSeconds = 10;

/** By the official client, which is loaded here, for the stacks that look; `time` begins when a cluster is asked. */
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
  const { clusterReader } = await import("./cluster-reader.js");
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

/** Only Kubernetes' own word counts: a proxy in front of it has 404s of its own. */
async function orAbsent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 404 && statusReason(error) === "NotFound") return undefined;
    throw error;
  }
}

function unlessForbidden(error: unknown): undefined {
  const code = codeOf(error);
  if (code !== 403 && code !== 404) throw error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function statusReason(error: unknown): unknown {
  const body = error instanceof Error && "body" in error ? error.body : undefined;
  try {
    const status: unknown = typeof body === "string" ? JSON.parse(body) : body;
    return isMap(status) && status.kind === "Status" ? status.reason : undefined;
  } catch {
    return undefined;
  }
}

/** In our own words alone: the client's may hold addresses with passwords, tokens, or parts of the kubeconfig. */
function reasonOf(error: unknown): string {
  if (error instanceof Unseen) return error.message;
  const code = codeOf(error);
  if (code === 401 || code === 403) return `the credentials may not read it (${code})`;
  if (typeof code === "number") return `the API server answered ${code}`;
  const named = typeof code === "string" && /^[A-Z][A-Z_\d]*$/.test(code) ? ` (${code})` : "";
  return `the API server can't be reached${named}`;
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
