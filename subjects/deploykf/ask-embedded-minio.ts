import { log } from "@pulumi/pulumi";
import { kubeconfigPath } from "../../base/kubernetes/ask-kubeconfig-path.js";
import type { ClusterAccess, KubeconfigFile } from "../../base/kubernetes/kubeconfig.js";
import { isDnsName } from "../../base/kubernetes/names.js";
import { type Finding, ProblemList } from "../../base/problems/problem.js";
import { renderProblem, throwOnErrors } from "../../base/problems/report.js";
import { shellWord } from "../../base/problems/shell.js";
import { type ClaimAnswer, type ClaimRef, type LookUpClaim, syncOptionsAnnotation } from "./claim.js";
import type { EmbeddedMinioSettings } from "./settings.js";

/** The cluster that is looked into. */
export interface MinioCluster {
  /** The file by which the stack reaches it, if it names one. */
  readonly kubeconfig: KubeconfigFile | undefined;
  readonly access: () => Promise<ClusterAccess>;
}

type PresentClaim = Extract<ClaimAnswer, { kind: "present" }>;

/**
 * Where the values would remove the embedded MinIO, looks whether the cluster has data in it, before anything is
 * registered. What can't be looked at is a warning: nothing else of the stack may depend on it.
 * @throws ProblemsError where the data would be lost
 */
export async function checkEmbeddedMinio(
  { effect, claim, stated, hasOwnClaim }: EmbeddedMinioSettings,
  { kubeconfig, access }: MinioCluster,
  lookUp: LookUpClaim,
): Promise<void> {
  if (effect === "keeps" || !hasOwnClaim) return;
  const problems = new ProblemList();
  const answer: ClaimAnswer = claim
    ? await lookUp(await access(), claim)
    : { kind: "unseen", reason: "your values don't say in plain text what its claim is called" };
  if (answer.kind === "unseen") problems.warning(notLookedAt(answer.reason, claim));
  else if (answer.kind === "present" && claim && !(stated === "remove" && isGuarded(answer))) {
    problems.error(stated === "remove" ? unguarded(claim, answer, kubeconfig) : dataThere(claim));
  }
  throwOnErrors(problems.errors);
  for (const warning of problems.warnings) await log.warn(renderProblem(warning));
}

/** ArgoCD leaves the claim alone, or the volume outlives it. */
function isGuarded({ syncOptions, volume }: PresentClaim): boolean {
  return syncOptions.includes("Delete=false") || volume?.reclaimPolicy === "Retain";
}

const whatGoes =
  "ArgoCD deletes MinIO and what belongs to it, claim and volume too, when the sync begins, before Kubeflow Pipelines has switched";

function found({ namespace, name }: ClaimRef): string {
  return `the cluster has the embedded MinIO's claim ${namespace}/${name}, and the values block would remove it with all data in it`;
}

const dataThere = (claim: ClaimRef): Finding => ({
  code: "embedded-minio-data",
  message: found(claim),
  rule: `deploykf.embeddedMinio isn't stated; ${whatGoes}`,
  mend: "state deploykf.embeddedMinio: keep, and copy what is needed; remove is for later, when the copy has been checked",
});

function unguarded(claim: ClaimRef, answer: PresentClaim, kubeconfig: KubeconfigFile | undefined): Finding {
  const { volume } = answer;
  const policy = volume && (volume.reclaimPolicy ?? "unknown: it may not be read");
  const state = policy === undefined ? "it is bound to no volume" : `its volume's reclaim policy is ${policy}`;
  return {
    code: "embedded-minio-data",
    message: found(claim),
    rule: `${whatGoes}; neither is guarded: the claim has no Delete=false, and ${state}`,
    mend: "deploykf.embeddedMinio: keep; or, when what is needed has been copied, guard both by kubectl in that cluster (one is enough), and run this again:",
    commands: guardCommands(claim, answer, kubeconfig),
  };
}

/** Options that somebody else has set stay. */
function guardCommands(
  { namespace, name }: ClaimRef,
  { syncOptions, volume }: PresentClaim,
  kubeconfig: KubeconfigFile | undefined,
): readonly string[] {
  const kubectl = ["kubectl", ...clusterOptions(kubeconfig)].join(" ");
  const others = syncOptions.filter((option) => /^[\w=.-]+$/.test(option) && !/^(?:Delete|Prune)=/.test(option));
  const options = [...others, "Delete=false", "Prune=false"].join(",");
  const retain = JSON.stringify({ spec: { persistentVolumeReclaimPolicy: "Retain" } });
  return [
    `${kubectl} -n ${namespace} annotate pvc ${name} --overwrite ${syncOptionsAnnotation}=${options}`,
    ...(isDnsName(volume?.name) ? [`${kubectl} patch pv ${volume?.name} -p '${retain}'`] : []),
  ];
}

function clusterOptions({ path, context }: Partial<KubeconfigFile> = {}): readonly string[] {
  return [
    ...(path === undefined ? [] : [`--kubeconfig ${shellWord(kubeconfigPath(path))}`]),
    ...(context === undefined ? [] : [`--context ${shellWord(context)}`]),
  ];
}

const notLookedAt = (reason: string, claim: ClaimRef | undefined): Finding => ({
  code: "embedded-minio-unseen",
  message: `whether the cluster has data in the embedded MinIO was not looked at: ${reason}`,
  rule: `the values block removes it; where there is one, ${whatGoes}`,
  mend: `look by hand: kubectl -n ${claim?.namespace ?? "deploykf-minio"} get pvc; with data in it, deploykf.embeddedMinio: keep`,
});
