import { type AwsAccount, roleArn } from "../../base/aws/arn.js";
import { nameOf } from "../../base/aws/names.js";
import type { Node } from "../../base/input/node.js";
import { valueAt, type YamlMap } from "../../base/yaml/merge.js";
import { isIrsaPlugin, roleOfIrsaPlugin } from "../deploykf/irsa-plugin.js";
import { valuePaths } from "../deploykf/paths.js";
import * as rules from "../deploykf/rules.js";
import type { DeploykfConfig } from "../deploykf/schema.js";
import type { UserValues } from "../deploykf/user-values.js";
import type { ProfilesConfig } from "./schema.js";
import type { AuthSettings } from "./settings.js";

/** Roles and Secrets that the user's values give profiles already. */

/** What profiles are resolved from: the stack config, and the user's values files. */
export interface ProfilesInput {
  readonly profiles: Node<ProfilesConfig | undefined>;
  readonly deploykf: Node<DeploykfConfig | undefined>;
  readonly values: UserValues;
  /** Undefined where it has problems of its own. */
  readonly infrastructure: (AwsAccount & { readonly auth: AuthSettings; readonly namePrefix: string }) | undefined;
}

/** A profile by its name, before it is resolved. */
export interface Named {
  readonly name: string;
  readonly entry: YamlMap;
  /** Where it stands. */
  readonly node: Pick<Node<string>, "error" | "warn">;
}

/** A role that the user gave is never replaced without being asked for. */
export function reportRoles(input: ProfilesInput, named: readonly Named[], defaultPlugins: readonly unknown[]): void {
  const { profiles: config, values } = input;
  const undecided = named.filter(({ name }) => !overrideOf(config, name).value);
  for (const { name, entry } of undecided) {
    const plugins = Array.isArray(entry.plugins) ? entry.plugins : [];
    const plugin = plugins.find(isIrsaPlugin);
    if (!plugin || isOurs(input, name, plugin)) continue;
    const index = values.list(valuePaths.profiles)?.indexOf(entry) ?? 0;
    const path = [...valuePaths.profiles, index, "plugins", plugins.indexOf(plugin), "spec", "awsIamRole"];
    values.error(path, rules.profileHasRole([name], roleOfIrsaPlugin(plugin), false));
  }
  const byDefault = defaultPlugins.find(isIrsaPlugin);
  const inheriting = undecided.filter(({ entry }) => !("plugins" in entry)).map(({ name }) => name);
  if (byDefault && inheriting.length > 0 && !isOurs(input, undefined, byDefault)) {
    const path = [...valuePaths.defaultPlugins, defaultPlugins.indexOf(byDefault), "spec", "awsIamRole"];
    values.error(path, rules.profileHasRole(inheriting, roleOfIrsaPlugin(byDefault), true));
  }
}

/** A Secret that the user named is never replaced without being asked for. */
export function reportSecrets({ profiles }: ProfilesInput, named: readonly Named[]): void {
  for (const { name, entry, node } of named) {
    const stated = overrideOf(profiles, name).at("auth");
    const { value: auth } = stated;
    if (auth === "irsa") stated.error(rules.irsaUnderKeys(name));
    if (auth === undefined && hasOwnKeys(entry)) node.error(rules.profileHasKeys(name));
    if (auth === "unmanaged" && !hasOwnKeys(entry)) node.error(rules.unmanagedWithoutKeys(name));
  }
}

/** A role beside a key is nothing that this stack made, and the key's policy doesn't bound it. */
export function warnOfRoles(
  { values }: ProfilesInput,
  named: readonly Named[],
  defaultPlugins: readonly unknown[],
): void {
  const inherits = ({ entry }: Named) => !("plugins" in entry) && defaultPlugins.some(isIrsaPlugin);
  const has = ({ entry }: Named) => Array.isArray(entry.plugins) && entry.plugins.some(isIrsaPlugin);
  const names = named.filter((one) => inherits(one) || has(one)).map(({ name }) => name);
  if (names.length > 0) values.warn(valuePaths.profiles, rules.rolesBesideKeys(names));
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
