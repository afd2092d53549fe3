import { checkPipelineRootAddressing } from "../base/endpoint/pipeline-root.js";
import type { Finding } from "../base/problems/problem.js";
import { valueAt } from "../base/yaml/merge.js";
import type { Path } from "../base/yaml/source.js";
import { storeOf } from "../stores/index.js";
import { resolveEmbeddedMinio } from "../subjects/deploykf/embedded-minio.js";
import {
  apiServerAccount,
  frontendAccount,
  knownValueKeys,
  kubeflowNamespace,
  valuePaths,
} from "../subjects/deploykf/paths.js";
import {
  coversPipelines,
  rootOfKeyFormat,
  rootOfPipelineRoot,
  type UnfitFormat,
} from "../subjects/deploykf/prefixes.js";
import {
  badKeyFormat,
  checkNamespace,
  checkProfileNamePrefix,
  checkServiceAccountName,
} from "../subjects/deploykf/rules.js";
import { resolveProfiles } from "../subjects/identity/profiles.js";
import type { DeploykfInput } from "./deploykf-input.js";
import { arePrefixesApart } from "./overlapping-prefixes.js";
import type { DeploykfSettings } from "./settings.js";

/** What the user's deployKF values say, or undefined where that found problems. */
export function resolveDeploykf(input: DeploykfInput): Omit<DeploykfSettings, "version"> | undefined {
  const { values, problems } = input;
  values.reportTypos(Object.values(valuePaths), knownValueKeys);
  const prefix = values.string(valuePaths.profileNamePrefix) ?? "";
  const badPrefix = checkProfileNamePrefix(prefix);
  if (badPrefix) problems.error(badPrefix, values.locate(valuePaths.profileNamePrefix));
  else if (prefix !== "") problems.warning(prefixBreaksPipelines(prefix), values.locate(valuePaths.profileNamePrefix));

  const backend = resolveBackend(input);
  const roots = resolveRoots(input);
  const defaultPlugins = values.list(valuePaths.defaultPlugins) ?? [];
  const profiles = badPrefix ? undefined : resolveProfiles(input, prefix, defaultPlugins, backend?.argoNamespace);
  values.reportEmptySections(Object.values(valuePaths));
  const embeddedMinio = resolveEmbeddedMinio(input);
  if (!backend || !roots || !profiles) return undefined;
  if (problems.errors.length === 0 && !arePrefixesApart(input, roots, profiles)) return undefined;
  const ownPipelineRoot = values.states(valuePaths.pipelineRoot);
  const { serviceAccounts: backendServiceAccounts } = backend;
  return {
    profiles,
    defaultPlugins,
    backendServiceAccounts,
    roots,
    ownPipelineRoot,
    embeddedMinio,
    files: values.ordered,
  };
}

function resolveBackend({ values, problems }: DeploykfInput) {
  const argoNamespace = values.string(valuePaths.argoNamespace);
  const check = (path: Path, finding: Finding | undefined) => {
    if (finding) problems.error(finding, values.locate(path));
    return !finding;
  };
  if (argoNamespace !== undefined) {
    check(valuePaths.argoNamespace, checkNamespace("kubeflow_argo_workflows.namespace", argoNamespace));
  }
  const argoAccounts = [valuePaths.argoControllerAccount, valuePaths.argoServerAccount].map((path) => {
    const namePath = [...path, "name"];
    const name = values.string(namePath);
    if (values.boolean([...path, "create"]) === false) {
      problems.warning(accountNotCreated(name ?? ""), values.locate([...path, "create"]));
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

function resolveRoots(input: DeploykfInput) {
  const { values, problems, infrastructure } = input;
  const keyFormat = values.string(valuePaths.keyFormat);
  const pipelineRoot = values.string(valuePaths.pipelineRoot);
  if (keyFormat === undefined || pipelineRoot === undefined) return undefined;
  const v1 = rootOfKeyFormat(keyFormat);
  const v2 = rootOfPipelineRoot(pipelineRoot, infrastructure?.bucket.name ?? "{bucket_name}");
  const report = (path: Path, value: string, unfit: UnfitFormat) =>
    problems.error(badKeyFormat(path.slice(-2).join("."), value, unfit), values.locate(path));
  if ("reason" in v1) report(valuePaths.keyFormat, keyFormat, v1);
  if ("reason" in v2) report(valuePaths.pipelineRoot, pipelineRoot, v2);
  if ("reason" in v1 || "reason" in v2) return undefined;
  if (infrastructure && values.states(valuePaths.pipelineRoot)) {
    const unfit = checkPipelineRootAddressing(storeOf(infrastructure.platform), pipelineRoot);
    if (unfit) problems.error(unfit, values.locate(valuePaths.pipelineRoot));
  }
  if (infrastructure?.bucket.create) reportRetention(input, v1.root, v2.root);
  const redirected = keyFormat.startsWith("artifacts/{{ workflow.namespace }}") && v2.root === "v2/artifacts/";
  if (!redirected && values.boolean(valuePaths.namespaceRedirect) !== false) {
    const path = v2.root === "v2/artifacts/" ? valuePaths.keyFormat : valuePaths.pipelineRoot;
    problems.warning(redirectSwitchesOff(), values.locate(path));
  }
  return { v1: v1.root, v2: v2.root };
}

function reportRetention({ raw, values, problems, infrastructure }: DeploykfInput, v1: string, v2: string): void {
  const { artifactDays, noncurrentDays } = infrastructure?.bucket.retention ?? {};
  const covering = coversPipelines(v1)
    ? { root: v1, path: valuePaths.keyFormat }
    : { root: v2, path: valuePaths.pipelineRoot };
  const covers = coversPipelines(covering.root);
  if (covers && artifactDays !== undefined) {
    problems.error(retentionCoversPipelines(covering.root), values.locate(covering.path));
  } else if (covers && noncurrentDays !== undefined) {
    problems.warning(noncurrentLeftOut(covering.root), values.locate(covering.path));
  }
  if (artifactDays === undefined || staleness(values) <= artifactDays) return;
  const place = values.states(valuePaths.cacheStaleness)
    ? values.locate(valuePaths.cacheStaleness)
    : raw.locate([`${raw.project}:bucket`, "retention", "artifactDays"]);
  problems.warning(cacheFindsExpired(artifactDays), place);
}

/** Days after which a cached step is run again; infinite where nothing is set, or where it isn't written in days. */
function staleness(values: DeploykfInput["values"]): number {
  const days = /^P(\d+)D$/.exec(String(valueAt(values.merged, valuePaths.cacheStaleness) ?? ""))?.[1];
  return days === undefined ? Number.POSITIVE_INFINITY : Number(days);
}

function prefixBreaksPipelines(prefix: string): Finding {
  return {
    code: "profile-name-prefix",
    message: `profileNamePrefix is "${prefix}": Kubeflow Pipelines won't work in the profiles`,
    rule: "deployKF puts KFP's objects of a profile into a namespace without the prefix",
    mend: "leave profileNamePrefix empty, and put the prefix into the profiles' names",
  };
}

function accountNotCreated(name: string): Finding {
  return {
    code: "service-account-not-created",
    message: `deployKF doesn't create the service account ${name}, so it doesn't annotate it either`,
    rule: "annotations of the values block reach only service accounts with create: true",
    mend: "annotate it yourself with eks.amazonaws.com/role-arn and the backend's role",
  };
}

function retentionCoversPipelines(root: string): Finding {
  return {
    code: "retention-covers-pipelines",
    message: `bucket.retention.artifactDays is set, and artifacts begin ${root === "" ? "at the root of the bucket" : `with ${root}`}`,
    rule: "a lifecycle rule for them would also delete pipeline definitions in pipelines/",
    mend: "set artifactDays: off, or begin the format with a folder such as artifacts/",
  };
}

function noncurrentLeftOut(root: string): Finding {
  return {
    code: "retention-covers-pipelines",
    message: `old versions below "${root}" are kept for ever, though bucket.retention.noncurrentDays is set`,
    rule: "a lifecycle rule for them would also delete old pipeline definitions in pipelines/",
    mend: "set noncurrentDays: off, or begin the format with a folder such as artifacts/",
  };
}

function cacheFindsExpired(days: number): Finding {
  return {
    code: "retention-cache",
    message: "artifacts expire, but KFP's cache doesn't know: a cached step may point to a deleted artifact",
    rule: "the cache is looked up in KFP's database, not in the bucket",
    mend: `set kubeflow_tools.pipelines.cache.maximumMaxCacheStaleness: P${days}D or less in your values`,
  };
}

function redirectSwitchesOff(): Finding {
  return {
    code: "cache-redirect-off",
    message: "with these prefixes deployKF switches cache.namespaceRedirect off without saying so",
    rule: "it needs artifacts/{{ workflow.namespace }} and /v2/artifacts/{profile_name} as they are by default",
    mend: "keep the default formats, or set kubeflow_tools.pipelines.cache.namespaceRedirect: false",
  };
}
