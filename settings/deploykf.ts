import type { Node } from "../base/input/node.js";
import { storeOf } from "../stores/index.js";
import { knownValueKeys, valuePaths } from "../subjects/deploykf/paths.js";
import { checkProfileNamePrefix } from "../subjects/deploykf/rules.js";
import { resolveBackend, resolveEmbeddedMinio, resolveRoots } from "../subjects/deploykf/settings.js";
import { prefixBreaksPipelines } from "../subjects/deploykf/values-rules.js";
import { resolveProfiles } from "../subjects/identity/profiles.js";
import type { DeploykfInput } from "./deploykf-input.js";
import { arePrefixesApart } from "./overlapping-prefixes.js";
import type { Config } from "./schema.js";
import type { DeploykfSettings } from "./settings.js";

/** What the user's deployKF values say, or undefined where that found problems. */
export function resolveDeploykf(
  input: DeploykfInput,
  stack: Node<Config>,
): Omit<DeploykfSettings, "version"> | undefined {
  const { raw, config, values, infrastructure, problems } = input;
  values.reportTypos(Object.values(valuePaths), knownValueKeys);
  const prefix = values.string(valuePaths.profileNamePrefix) ?? "";
  const badPrefix = checkProfileNamePrefix(prefix);
  if (badPrefix) problems.error(badPrefix, values.locate(valuePaths.profileNamePrefix));
  else if (prefix !== "") problems.warning(prefixBreaksPipelines(prefix), values.locate(valuePaths.profileNamePrefix));

  const backend = resolveBackend(input);
  const bucket = infrastructure && {
    ...infrastructure.bucket,
    store: storeOf(infrastructure.platform),
    artifactDaysNode: stack.at("bucket").at("retention").at("artifactDays"),
  };
  const roots = resolveRoots(input, bucket);
  const defaultPlugins = values.list(valuePaths.defaultPlugins) ?? [];
  const profiles = badPrefix ? undefined : resolveProfiles(input, prefix, defaultPlugins, backend?.argoNamespace);
  values.reportEmptySections(Object.values(valuePaths));
  const embeddedMinio = resolveEmbeddedMinio(config.embeddedMinio, raw, input);
  if (!backend || !roots || !profiles) return undefined;
  if (problems.errors.length === 0 && !arePrefixesApart(input, roots, profiles)) return undefined;
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
