import { log } from "@pulumi/pulumi";
import { isDnsName } from "../../base/kubernetes/names.js";
import { type Finding, ProblemList, ProblemsError } from "../../base/problems/problem.js";
import { renderProblem, throwOnErrors } from "../../base/problems/report.js";
import { shellWord } from "../../base/problems/shell.js";
import type { Settings } from "../../settings/settings.js";
import type { ClusterAccess } from "../cluster/answer.js";
import { kubeconfigPath } from "../cluster/ask-kubeconfig.js";
import type { ClusterSettings } from "../cluster/settings.js";
import { type ClaimAnswer, type LookUpClaim, syncOptionsAnnotation } from "./claim.js";
import type { ClaimRef } from "./settings.js";

type PresentClaim = Extract<ClaimAnswer, { kind: "present" }>;

/**
 * Where the values would remove the embedded MinIO, looks whether the cluster has data in it, before anything is
 * registered. What can't be looked at is a warning: nothing else of the stack may depend on it.
 * @throws ProblemsError where the data would be lost
 */
export async function checkEmbeddedMinio(
  settings: Settings,
  contents: () => Promise<string | undefined>,
  lookUp: LookUpClaim,
): Promise<void> {
  const { effect, claim, stated, hasOwnClaim } = settings.deploykf.embeddedMinio;
  if (effect === "keeps" || !hasOwnClaim) return;
  const problems = new ProblemList();
  const answer = await answerOf(settings, contents, lookUp);
  if (answer.kind === "unseen") problems.warning(notLookedAt(answer.reason, claim));
  else if (answer.kind === "present" && claim && !(stated === "remove" && isGuarded(answer))) {
    problems.error(stated === "remove" ? unguarded(claim, answer, settings.cluster) : dataThere(claim));
  }
  throwOnErrors(problems.errors);
  for (const warning of problems.warnings) await log.warn(renderProblem(warning));
}

async function answerOf(
  { cluster, deploykf }: Settings,
  contents: () => Promise<string | undefined>,
  lookUp: LookUpClaim,
): Promise<ClaimAnswer> {
  const { claim } = deploykf.embeddedMinio;
  if (!claim) return { kind: "unseen", reason: "your values don't say in plain text what its claim is called" };
  return lookUp(await accessTo(cluster, contents), claim);
}

async function accessTo(cluster: ClusterSettings, contents: () => Promise<string | undefined>): Promise<ClusterAccess> {
  switch (cluster.source) {
    case "kubeconfig":
      return { file: cluster.kubeconfig };
    case "oidc":
      return cluster.kubeconfig ? { file: cluster.kubeconfig } : { reason: "cluster.kubeconfig isn't stated" };
    case "new":
      return { reason: "this stack makes the cluster, and comes before it" };
    case "eks":
    case "stack": {
      const given = await quietly(contents);
      const giver = cluster.source === "eks" ? `the EKS cluster ${cluster.name}` : `the stack ${cluster.stack}`;
      return given === undefined ? { reason: `${giver} gives no kubeconfig` } : { contents: given };
    }
  }
}

/** Only this question needs it, so that nobody gives one is no error. */
async function quietly(contents: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await contents();
  } catch (error) {
    if (error instanceof ProblemsError) return undefined;
    throw error;
  }
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

function dataThere(claim: ClaimRef): Finding {
  return {
    code: "embedded-minio-data",
    message: found(claim),
    rule: `deploykf.embeddedMinio isn't stated; ${whatGoes}`,
    mend: "state deploykf.embeddedMinio: keep, and copy what is needed; remove is for later, when the copy has been checked",
  };
}

function unguarded(claim: ClaimRef, answer: PresentClaim, cluster: ClusterSettings): Finding {
  const { volume } = answer;
  const policy = volume && (volume.reclaimPolicy ?? "unknown: it may not be read");
  const state = policy === undefined ? "it is bound to no volume" : `its volume's reclaim policy is ${policy}`;
  return {
    code: "embedded-minio-data",
    message: found(claim),
    rule: `${whatGoes}; neither is guarded: the claim has no Delete=false, and ${state}`,
    mend: "deploykf.embeddedMinio: keep; or, when what is needed has been copied, guard both by kubectl in that cluster (one is enough), and run this again:",
    commands: guardCommands(claim, answer, cluster),
  };
}

/** Options that somebody else has set stay. */
function guardCommands({ namespace, name }: ClaimRef, { syncOptions, volume }: PresentClaim, cluster: ClusterSettings) {
  const kubectl = ["kubectl", ...clusterOptions(cluster)].join(" ");
  const others = syncOptions.filter((option) => /^[\w=.-]+$/.test(option) && !/^(?:Delete|Prune)=/.test(option));
  const options = [...others, "Delete=false", "Prune=false"].join(",");
  const retain = JSON.stringify({ spec: { persistentVolumeReclaimPolicy: "Retain" } });
  return [
    `${kubectl} -n ${namespace} annotate pvc ${name} --overwrite ${syncOptionsAnnotation}=${options}`,
    ...(isDnsName(volume?.name) ? [`${kubectl} patch pv ${volume?.name} -p '${retain}'`] : []),
  ];
}

function clusterOptions(cluster: ClusterSettings): readonly string[] {
  const { path, context } = ("kubeconfig" in cluster ? cluster.kubeconfig : undefined) ?? {};
  return [
    ...(path === undefined ? [] : [`--kubeconfig ${shellWord(kubeconfigPath(path))}`]),
    ...(context === undefined ? [] : [`--context ${shellWord(context)}`]),
  ];
}

function notLookedAt(reason: string, claim: ClaimRef | undefined): Finding {
  return {
    code: "embedded-minio-unseen",
    message: `whether the cluster has data in the embedded MinIO was not looked at: ${reason}`,
    rule: `the values block removes it; where there is one, ${whatGoes}`,
    mend: `look by hand: kubectl -n ${claim?.namespace ?? "deploykf-minio"} get pvc; with data in it, deploykf.embeddedMinio: keep`,
  };
}
