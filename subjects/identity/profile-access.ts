import { type AwsAccount, roleArn } from "../../base/aws/arn.js";
import { nameOf } from "../../base/aws/names.js";
import type { Node } from "../../base/input/node.js";
import type { Location, ProblemList } from "../../base/problems/problem.js";
import { valueAt, type YamlMap } from "../../base/yaml/merge.js";
import { isIrsaPlugin, roleOfIrsaPlugin } from "../deploykf/irsa-plugin.js";
import { valuePaths } from "../deploykf/paths.js";
import * as rules from "../deploykf/rules.js";
import type { UserValues } from "../deploykf/user-values.js";
import type { ProfilesConfig } from "./schema.js";
import type { AuthSettings } from "./settings.js";

/** Roles and Secrets that the user's values give profiles already. */

/** What profiles are resolved from: the stack config, and the user's values files. */
export interface ProfilesInput {
  readonly profiles: Node<ProfilesConfig | undefined>;
  readonly valuesFiles: Node<readonly string[] | undefined>;
  readonly values: UserValues;
  /** Undefined where it has problems of its own. */
  readonly infrastructure: (AwsAccount & { readonly auth: AuthSettings; readonly namePrefix: string }) | undefined;
  readonly problems: ProblemList;
}

/** A profile by its name, before it is resolved. */
export interface Named {
  readonly name: string;
  readonly entry: YamlMap;
  /** Looked up only for a problem: finding a place walks the file. */
  readonly place: () => Location | undefined;
}

/** A role that the user gave is never replaced without being asked for. */
export function reportRoles(input: ProfilesInput, named: readonly Named[], defaultPlugins: readonly unknown[]): void {
  const { profiles: config, values, problems } = input;
  const undecided = named.filter(({ name }) => !overrideOf(config, name).value);
  for (const { name, entry } of undecided) {
    const plugins = Array.isArray(entry.plugins) ? entry.plugins : [];
    const plugin = plugins.find(isIrsaPlugin);
    if (!plugin || isOurs(input, name, plugin)) continue;
    const index = values.list(valuePaths.profiles)?.indexOf(entry) ?? 0;
    const path = [...valuePaths.profiles, index, "plugins", plugins.indexOf(plugin), "spec", "awsIamRole"];
    problems.error(rules.profileHasRole([name], roleOfIrsaPlugin(plugin), false), values.locate(path));
  }
  const byDefault = defaultPlugins.find(isIrsaPlugin);
  const inheriting = undecided.filter(({ entry }) => !("plugins" in entry)).map(({ name }) => name);
  if (byDefault && inheriting.length > 0 && !isOurs(input, undefined, byDefault)) {
    const path = [...valuePaths.defaultPlugins, defaultPlugins.indexOf(byDefault), "spec", "awsIamRole"];
    problems.error(rules.profileHasRole(inheriting, roleOfIrsaPlugin(byDefault), true), values.locate(path));
  }
}

/** A Secret that the user named is never replaced without being asked for. */
export function reportSecrets({ profiles, problems }: ProfilesInput, named: readonly Named[]): void {
  for (const { name, entry, place } of named) {
    const node = overrideOf(profiles, name).at("auth");
    const { value: auth } = node;
    if (auth === "irsa") node.error(rules.irsaUnderKeys(name));
    if (auth === undefined && hasOwnKeys(entry)) problems.error(rules.profileHasKeys(name), place());
    if (auth === "unmanaged" && !hasOwnKeys(entry)) problems.error(rules.unmanagedWithoutKeys(name), place());
  }
}

/** A role beside a key is nothing that this stack made, and the key's policy doesn't bound it. */
export function warnOfRoles(
  { values, problems }: ProfilesInput,
  named: readonly Named[],
  defaultPlugins: readonly unknown[],
): void {
  const inherits = ({ entry }: Named) => !("plugins" in entry) && defaultPlugins.some(isIrsaPlugin);
  const has = ({ entry }: Named) => Array.isArray(entry.plugins) && entry.plugins.some(isIrsaPlugin);
  const names = named.filter((one) => inherits(one) || has(one)).map(({ name }) => name);
  if (names.length > 0) problems.warning(rules.rolesBesideKeys(names), values.locate(valuePaths.profiles));
}

/** `profile` is undefined for the default plugins, which only the shared role can stand in. */
function isOurs({ infrastructure }: ProfilesInput, profile: string | undefined, plugin: unknown): boolean {
  if (!infrastructure) return true;
  const shared = infrastructure.auth.profileRole === "shared";
  if (profile === undefined && !shared) return false;
  const name = nameOf(infrastructure.namePrefix, shared ? "profiles" : `profile-${profile}`);
  return roleOfIrsaPlugin(plugin) === roleArn(infrastructure, infrastructure.auth.path, name);
}

export function overrideOf(profiles: ProfilesInput["profiles"], name: string) {
  return profiles.at("overrides").at(name);
}

export function hasOwnKeys(entry: YamlMap): boolean {
  const secret = valueAt(entry, ["tools", "kubeflowPipelines", "objectStoreAuth", "existingSecret"]);
  return typeof secret === "string" && secret !== "";
}
