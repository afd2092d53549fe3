import type { Node } from "../base/input/node.js";
import type { ProblemList } from "../base/problems/problem.js";
import { storeOf } from "../stores/index.js";
import { knownValueKeys, valuePaths } from "../subjects/deploykf/paths.js";
import {
  type ArtifactRoots,
  firstOverlap,
  overlapping,
  pipelinesPrefix,
  prefixesOf,
} from "../subjects/deploykf/prefixes.js";
import { checkProfileNamePrefix } from "../subjects/deploykf/rules.js";
import { hasValuesFiles } from "../subjects/deploykf/schema.js";
import { resolveBackend, resolveEmbeddedMinio, resolveRoots } from "../subjects/deploykf/settings.js";
import type { UserValues } from "../subjects/deploykf/user-values.js";
import { prefixBreaksPipelines } from "../subjects/deploykf/values-rules.js";
import { resolveProfiles } from "../subjects/identity/profiles.js";
import type { Profile } from "../subjects/identity/settings.js";
import type { InfrastructureSettings } from "./infrastructure.js";
import type { Config } from "./schema.js";
import type { DeploykfSettings } from "./settings.js";

/** What is resolved of deployKF's side beside the stack config: the user's values files. */
interface DeploykfInput {
  readonly project: string;
  readonly values: UserValues;
  readonly infrastructure: InfrastructureSettings | undefined;
  readonly problems: ProblemList;
}

/** What the user's deployKF values say, or undefined where that found problems. */
export function resolveDeploykf(
  config: Node<Config>,
  input: DeploykfInput,
): Omit<DeploykfSettings, "version"> | undefined {
  const { project, values, infrastructure, problems } = input;
  values.reportTypos(Object.values(valuePaths), knownValueKeys);
  const prefix = values.string(valuePaths.profileNamePrefix) ?? "";
  const badPrefix = checkProfileNamePrefix(prefix);
  if (badPrefix) values.error(valuePaths.profileNamePrefix, badPrefix);
  else if (prefix !== "") values.warn(valuePaths.profileNamePrefix, prefixBreaksPipelines(prefix));

  const backend = resolveBackend(values);
  const bucket = infrastructure && {
    ...infrastructure.bucket,
    store: storeOf(infrastructure.platform),
    artifactDaysNode: config.at("bucket").at("retention").at("artifactDays"),
  };
  const roots = resolveRoots(values, bucket);
  const defaultPlugins = values.list(valuePaths.defaultPlugins) ?? [];
  const profilesInput = { profiles: config.at("profiles"), deploykf: config.at("deploykf"), values, infrastructure };
  const profiles = badPrefix
    ? undefined
    : resolveProfiles(profilesInput, prefix, defaultPlugins, backend?.argoNamespace);
  values.reportEmptySections(Object.values(valuePaths));
  const embeddedMinio = resolveEmbeddedMinio(config.at("deploykf"), project, values);
  if (!backend || !roots || !profiles) return undefined;
  if (problems.errors.length === 0 && !arePrefixesApart(config, input, roots, profiles)) return undefined;
  return {
    profiles,
    defaultPlugins,
    backendServiceAccounts: backend.serviceAccounts,
    roots,
    ownPipelineRoot: values.states(valuePaths.pipelineRoot),
    embeddedMinio,
    files: values.ordered,
  };
}

/** Whether no profile's objects lie in another's, or among the pipeline definitions; the plan checks the final policies. */
function arePrefixesApart(
  config: Node<Config>,
  { values, infrastructure, problems }: DeploykfInput,
  roots: ArtifactRoots,
  profiles: readonly Profile[],
): boolean {
  if (!infrastructure || infrastructure.s3proxy) return true;
  if (infrastructure.auth.profileRole === "shared" || infrastructure.auth.profileKeys === "shared") return true;
  const managed = profiles.filter(({ management }) => management !== "unmanaged");
  const owned = managed.flatMap((profile) =>
    prefixesOf(roots, profile).map((prefix) => ({ prefix, owner: `profile ${profile.name}` })),
  );
  const overlap = firstOverlap([{ prefix: pipelinesPrefix, owner: "the pipeline definitions" }, ...owned]);
  if (!overlap) return true;
  const inside = overlap.findLast(({ owner }) => owner !== "the pipeline definitions");
  const index = profiles.findIndex(({ name }) => inside?.owner === `profile ${name}`);
  const inFiles = config.value.deploykf === undefined || hasValuesFiles(config.value.deploykf);
  const place = inFiles
    ? values.locate([...valuePaths.profiles, index, "name"])
    : config.at("profiles").at("names").items()[index]?.place;
  problems.error(overlapping(...overlap), place);
  return false;
}
