import { checkPipelineRootAddressing } from "../../base/endpoint/pipeline-root.js";
import type { Node } from "../../base/input/node.js";
import { isDnsName } from "../../base/kubernetes/names.js";
import type { Finding } from "../../base/problems/problem.js";
import { valueAt } from "../../base/yaml/merge.js";
import type { Path } from "../../base/yaml/source.js";
import type { ClaimRef } from "./claim.js";
import { apiServerAccount, frontendAccount, kubeflowNamespace, valuePaths } from "./paths.js";
import { type ArtifactRoots, coversPipelines, rootOfKeyFormat, rootOfPipelineRoot } from "./prefixes.js";
import { badKeyFormat, checkNamespace, checkServiceAccountName } from "./rules.js";
import type { DeploykfConfig } from "./schema.js";
import type { UserValues } from "./user-values.js";
import * as rules from "./values-rules.js";

/** What becomes of the MinIO that deployKF runs itself. */
export interface EmbeddedMinioSettings {
  /** As the stack config says it; undefined: nobody did, and it is removed as in the guide. */
  readonly stated: DeploykfConfig["embeddedMinio"];
  /** Whether applying the values removes it, or leaves it on. */
  readonly effect: "removes" | "keeps";
  /** Whether its data is in a claim of deployKF's, which goes with it; `persistence.existingClaim` is the user's, and stays. */
  readonly hasOwnClaim: boolean;
  /** deployKF's claim; undefined where only its generator knows. */
  readonly claim: ClaimRef | undefined;
}

/** Its claim's name, where no existing one takes its place. Source: deployKF, `deploykf-minio`, PersistentVolumeClaim-data. */
const ownClaim = "deploykf-minio-data";

/** What becomes of the embedded MinIO; warns where nobody said it. */
export function resolveEmbeddedMinio(
  deploykf: Node<DeploykfConfig | undefined>,
  values: UserValues,
): EmbeddedMinioSettings {
  const stated = deploykf.value?.embeddedMinio;
  if (stated === undefined) deploykf.warnAtKey(rules.removalNotStated(deploykf.key, deploykf.words));
  // A file behind our block that says otherwise is an error.
  return { stated, effect: stated === "keep" ? "keeps" : "removes", ...claimOf(values) };
}

function claimOf({ merged }: UserValues): Pick<EmbeddedMinioSettings, "hasOwnClaim" | "claim"> {
  const namespace = valueAt(merged, valuePaths.minioNamespace);
  const existing = valueAt(merged, valuePaths.minioClaim);
  if (isDnsName(existing)) return { hasOwnClaim: false, claim: undefined };
  // What a template says is known to deployKF's generator alone.
  const isKnown = isDnsName(namespace) && !existing;
  return { hasOwnClaim: true, claim: isKnown ? { namespace, name: ownClaim } : undefined };
}

/** Argo's namespace, and the backend's service accounts as `namespace/name`: API server, frontend, Argo controller and server. */
export function resolveBackend(values: UserValues) {
  const argoNamespace = values.string(valuePaths.argoNamespace);
  const check = (path: Path, finding: Finding | undefined) => {
    values.error(path, finding);
    return !finding;
  };
  if (argoNamespace !== undefined) {
    check(valuePaths.argoNamespace, checkNamespace("kubeflow_argo_workflows.namespace", argoNamespace));
  }
  const argoAccounts = [valuePaths.argoControllerAccount, valuePaths.argoServerAccount].map((path) => {
    const namePath = [...path, "name"];
    const name = values.string(namePath);
    if (values.boolean([...path, "create"]) === false) {
      values.warn([...path, "create"], rules.accountNotCreated(name ?? ""));
    }
    return name !== undefined && check(namePath, checkServiceAccountName(namePath.join("."), name)) ? name : undefined;
  });
  if (argoNamespace === undefined || argoAccounts.includes(undefined)) return undefined;
  const serviceAccounts = [
    `${kubeflowNamespace}/${apiServerAccount}`,
    `${kubeflowNamespace}/${frontendAccount}`,
    ...argoAccounts.map((name) => `${argoNamespace}/${name}`),
  ];
  return { argoNamespace, serviceAccounts: [...new Set(serviceAccounts)] };
}

/** The bucket that artifacts go to, in its store. */
export interface ArtifactBucket {
  readonly name: string;
  /** Where that is stated. */
  readonly nameNode: Pick<Node<unknown>, "late">;
  readonly create: boolean;
  readonly retention: Readonly<Record<"artifactDays" | "noncurrentDays", number | undefined>>;
  readonly store: Parameters<typeof checkPipelineRootAddressing>[0];
  /** Where the stack config says how long artifacts are kept. */
  readonly artifactDaysNode: Node<unknown>;
}

/** Where artifacts begin, or undefined where that found problems; `bucket` is undefined where it has some of its own. */
export function resolveRoots(values: UserValues, bucket: ArtifactBucket | undefined): ArtifactRoots | undefined {
  const keyFormat = values.string(valuePaths.keyFormat);
  const pipelineRoot = values.string(valuePaths.pipelineRoot);
  if (keyFormat === undefined || pipelineRoot === undefined) return undefined;
  const rootOf = (path: Path, value: string, found: ReturnType<typeof rootOfKeyFormat>) => {
    return "root" in found ? found.root : values.error(path, badKeyFormat(path.slice(-2).join("."), value, found));
  };
  const v1 = rootOf(valuePaths.keyFormat, keyFormat, rootOfKeyFormat(keyFormat));
  const bucketName = bucket?.nameNode.late ? undefined : (bucket?.name ?? "{bucket_name}");
  const v2 = rootOf(valuePaths.pipelineRoot, pipelineRoot, rootOfPipelineRoot(pipelineRoot, bucketName));
  if (v1 === undefined || v2 === undefined) return undefined;
  if (bucket && values.states(valuePaths.pipelineRoot)) {
    values.error(valuePaths.pipelineRoot, checkPipelineRootAddressing(bucket.store, pipelineRoot));
  }
  if (bucket?.create) reportRetention(values, bucket, { v1, v2 });
  const redirected = keyFormat.startsWith("artifacts/{{ workflow.namespace }}") && v2 === "v2/artifacts/";
  if (!redirected && values.boolean(valuePaths.namespaceRedirect) !== false) {
    const path = v2 === "v2/artifacts/" ? valuePaths.keyFormat : valuePaths.pipelineRoot;
    values.warn(path, rules.redirectSwitchesOff());
  }
  return { v1, v2 };
}

function reportRetention(values: UserValues, bucket: ArtifactBucket, { v1, v2 }: ArtifactRoots): void {
  const { artifactDays, noncurrentDays } = bucket.retention;
  const covering = coversPipelines(v1)
    ? { root: v1, path: valuePaths.keyFormat }
    : { root: v2, path: valuePaths.pipelineRoot };
  const covers = coversPipelines(covering.root);
  if (covers && artifactDays !== undefined) {
    values.error(covering.path, rules.retentionCoversPipelines(covering.root));
  } else if (covers && noncurrentDays !== undefined) {
    values.warn(covering.path, rules.noncurrentLeftOut(covering.root));
  }
  if (artifactDays === undefined || staleness(values) <= artifactDays) return;
  const finding = rules.cacheFindsExpired(artifactDays);
  if (!values.states(valuePaths.cacheStaleness)) bucket.artifactDaysNode.warn(finding);
  else values.warn(valuePaths.cacheStaleness, finding);
}

/** Days after which a cached step is run again; infinite where nothing is set, or where it isn't written in days. */
function staleness(values: UserValues): number {
  const days = /^P(\d+)D$/.exec(String(valueAt(values.merged, valuePaths.cacheStaleness) ?? ""))?.[1];
  return days === undefined ? Number.POSITIVE_INFINITY : Number(days);
}
