import { roleArn } from "../aws/arn.js";
import { nameOf } from "../aws/names.js";
import { isIrsaPlugin, roleOfIrsaPlugin } from "../deploykf/irsa-plugin.js";
import { valueAt, type YamlMap } from "../deploykf/merge.js";
import { reservedNamespaces, valuePaths } from "../deploykf/paths.js";
import type { Finding, Location } from "../problems/problem.js";
import { pathText } from "./raw.js";
import type { DeploykfInput } from "./resolve-deploykf.js";
import * as rules from "./rules/deploykf.js";
import { nameVariable, profileSecretName } from "./rules/keys.js";
import type { Profile } from "./settings.js";

interface Named {
  readonly name: string;
  readonly entry: YamlMap;
  /** Looked up only for a problem: finding a place walks the file. */
  readonly place: () => Location | undefined;
}

/** The profiles in the user's order, or undefined where there are none. */
export function resolveProfiles(
  input: DeploykfInput,
  prefix: string,
  defaultPlugins: readonly unknown[],
  argoNamespace: string | undefined,
): readonly Profile[] | undefined {
  const { problems, profiles: config } = input;
  const named = readNames(input);
  if (!named) return undefined;
  const names = new Set(named.map(({ name }) => name));
  const seen = new Set<string>();
  const profiles = named.map(({ name, entry, place }): Profile => {
    const namespace = prefix + name;
    const problem = seen.has(name) ? rules.duplicateProfile(name) : rules.checkProfileName(name, namespace);
    if (problem) problems.error(problem, place());
    else if (prefix !== "" && names.has(namespace)) problems.error(rules.clashingNamespace(name, namespace), place());
    else if (reservedNamespaces.has(namespace) || namespace === argoNamespace) {
      problems.error(rules.reservedNamespace(name, namespace), place());
    }
    seen.add(name);
    const management = overrideOf(config, name)?.auth ?? input.aws?.auth.mode ?? "irsa";
    if (management === "irsa" && hasOwnKeys(entry)) problems.warning(rules.profileKeepsKeys(name), place());
    return { name, namespace, entry, management, ownKey: ownKeyOf(input, name) };
  });
  reportOverrides(input, names);
  if (input.aws?.auth.mode === "keys") {
    reportSecrets(input, named);
    warnOfRoles(input, named, defaultPlugins);
  } else reportRoles(input, named, defaultPlugins);
  if (input.config.valuesFiles.length === 0 && listIsWritten(input, profiles)) {
    problems.warning(listIsReplaced(), input.raw.locateKey([`${input.raw.project}:profiles`, "names"]));
  }
  return profiles;
}

function readNames(input: DeploykfInput): readonly Named[] | undefined {
  const { raw, config, profiles, values, problems } = input;
  const namesPath = [`${raw.project}:profiles`, "names"];
  if (config.valuesFiles.length > 0) {
    if (!values.states(valuePaths.profiles)) problems.warning(rules.builtInProfiles(values.files));
    if (profiles.names) problems.error(namesBesideFiles(), raw.locateKey(namesPath));
    return readEntries(input);
  }
  if (!profiles.names || profiles.names.length === 0) {
    const place = raw.locateKey(namesPath) ?? raw.locate([`${raw.project}:deploykf`, "valuesFiles"]);
    problems.error(
      rules.noProfiles("list your deployKF values files in deploykf.valuesFiles, or profile names in profiles.names"),
      place,
    );
    return undefined;
  }
  return profiles.names.map((name, index) => ({
    name,
    entry: { name },
    place: () => raw.locate([...namesPath, index]),
  }));
}

function readEntries({ values, problems, profiles: config }: DeploykfInput): readonly Named[] | undefined {
  const list = values.list(valuePaths.profiles);
  if (!list) return undefined;
  if (list.length === 0) {
    problems.error(rules.emptyProfiles(), values.locate(valuePaths.profiles));
    return undefined;
  }
  return list.flatMap((_, index): Named[] => {
    const path = [...valuePaths.profiles, index];
    const entry = values.map(path);
    if (!entry) return [];
    const namePath = [...path, "name"];
    const name = values.string(namePath);
    if (name === undefined) {
      if (!("name" in entry)) problems.error(nameMissing(pathText("", path)), values.locate(path));
      return [];
    }
    if (entry.plugins !== null && overrideOf(config, name)?.auth !== "unmanaged") values.list([...path, "plugins"]);
    return [{ name, entry, place: () => values.locate(namePath) }];
  });
}

function reportOverrides(input: DeploykfInput, names: ReadonlySet<string>): void {
  const { raw, config, profiles, values, problems } = input;
  const overrides = [`${raw.project}:profiles`, "overrides"];
  if (config.valuesFiles.length > 0 && !values.states(valuePaths.profiles)) {
    // The list is misplaced or misspelt: that is the mistake, not each name that isn't in it.
    if (raw.locateKey(overrides) && !values.hasTypos) {
      problems.error(rules.builtInProfiles(values.files), raw.locateKey(overrides));
    }
    return;
  }
  for (const name of Object.keys(profiles.overrides)) {
    if (names.has(name)) continue;
    const place = raw.locateKey([`${raw.project}:profiles`, "overrides", name]);
    problems.error(rules.unknownProfile(`profiles.overrides.${name}`, name, [...names]), place);
  }
}

/** A role that the user gave is never replaced without being asked for. */
function reportRoles(input: DeploykfInput, named: readonly Named[], defaultPlugins: readonly unknown[]): void {
  const { profiles: config, values, problems } = input;
  const undecided = named.filter(({ name }) => !overrideOf(config, name));
  for (const { name, entry } of undecided) {
    const plugins = Array.isArray(entry.plugins) ? entry.plugins : [];
    const plugin = plugins.find(isIrsaPlugin);
    if (!plugin || isOurs(input, name, plugin)) continue;
    const index = values.list(valuePaths.profiles)?.indexOf(entry) ?? 0;
    const place = values.locate([
      ...valuePaths.profiles,
      index,
      "plugins",
      plugins.indexOf(plugin),
      "spec",
      "awsIamRole",
    ]);
    problems.error(rules.profileHasRole([name], roleOfIrsaPlugin(plugin), false), place);
  }
  const byDefault = defaultPlugins.find(isIrsaPlugin);
  const inheriting = undecided.filter(({ entry }) => !("plugins" in entry)).map(({ name }) => name);
  if (byDefault && inheriting.length > 0 && !isOurs(input, undefined, byDefault)) {
    const path = [...valuePaths.defaultPlugins, defaultPlugins.indexOf(byDefault), "spec", "awsIamRole"];
    problems.error(rules.profileHasRole(inheriting, roleOfIrsaPlugin(byDefault), true), values.locate(path));
  }
}

/** A Secret that the user named is never replaced without being asked for. */
function reportSecrets({ raw, profiles: config, problems }: DeploykfInput, named: readonly Named[]): void {
  for (const { name, entry, place } of named) {
    const auth = overrideOf(config, name)?.auth;
    if (auth === "irsa") {
      problems.error(rules.irsaUnderKeys(name), raw.locate([`${raw.project}:profiles`, "overrides", name, "auth"]));
    }
    if (auth === undefined && hasOwnKeys(entry)) problems.error(rules.profileHasKeys(name), place());
    if (auth === "unmanaged" && !hasOwnKeys(entry)) problems.error(rules.unmanagedWithoutKeys(name), place());
  }
}

/** A role beside a key is nothing that this stack made, and the key's policy doesn't bound it. */
function warnOfRoles(
  { values, problems }: DeploykfInput,
  named: readonly Named[],
  defaultPlugins: readonly unknown[],
): void {
  const inherits = ({ entry }: Named) => !("plugins" in entry) && defaultPlugins.some(isIrsaPlugin);
  const has = ({ entry }: Named) => Array.isArray(entry.plugins) && entry.plugins.some(isIrsaPlugin);
  const names = named.filter((one) => inherits(one) || has(one)).map(({ name }) => name);
  if (names.length > 0) problems.warning(rules.rolesBesideKeys(names), values.locate(valuePaths.profiles));
}

function ownKeyOf({ aws, profiles }: DeploykfInput, name: string): Profile["ownKey"] {
  const override = overrideOf(profiles, name);
  if (!aws || override?.auth !== "keys") return undefined;
  const { profiles: fallback } = aws.secrets;
  const template = fallback.name.includes(nameVariable) ? fallback.name : profileSecretName;
  const { secret = {}, keySource } = override;
  return {
    source: keySource ?? aws.auth.keySource,
    secret: {
      namespace: secret.namespace ?? fallback.namespace,
      name: secret.name ?? template.replaceAll(nameVariable, name),
      accessKeyKey: secret.accessKeyKey ?? fallback.accessKeyKey,
      secretKeyKey: secret.secretKeyKey ?? fallback.secretKeyKey,
    },
  };
}

/** Whether the values block will have to set the whole list of profiles. */
export function listIsWritten({ aws }: DeploykfInput, profiles: readonly Profile[]): boolean {
  if (aws?.auth.mode === "keys") return profiles.some(({ ownKey }) => ownKey);
  if (aws?.auth.profileRole !== "shared") return true;
  return profiles.some(({ ownKey, management, entry }) => ownKey || management === "unmanaged" || "plugins" in entry);
}

/** `profile` is undefined for the default plugins, which only the shared role can stand in. */
function isOurs({ aws }: DeploykfInput, profile: string | undefined, plugin: unknown): boolean {
  if (!aws) return true;
  const shared = aws.auth.profileRole === "shared";
  if (profile === undefined && !shared) return false;
  const name = nameOf(aws.namePrefix, shared ? "profiles" : `profile-${profile}`);
  return roleOfIrsaPlugin(plugin) === roleArn(aws, aws.auth.path, name);
}

/** By own key: a profile may be called constructor. */
function overrideOf({ overrides }: DeploykfInput["profiles"], name: string) {
  return Object.hasOwn(overrides, name) ? overrides[name] : undefined;
}

function hasOwnKeys(entry: YamlMap): boolean {
  const secret = valueAt(entry, ["tools", "kubeflowPipelines", "objectStoreAuth", "existingSecret"]);
  return typeof secret === "string" && secret !== "";
}

function namesBesideFiles(): Finding {
  return {
    code: "profiles-twice",
    message: "profiles.names and deploykf.valuesFiles are both set",
    rule: "the values files are the one source of the profiles",
    mend: "remove profiles.names, or empty deploykf.valuesFiles",
  };
}

function nameMissing(key: string): Finding {
  return {
    code: "values-type",
    message: `${key} has no name`,
    rule: "every entry of profiles needs one",
    mend: "add name: to the entry",
  };
}

function listIsReplaced(): Finding {
  return {
    code: "profiles-list-replaced",
    message: "the values block sets the whole list of profiles, with nothing but names and roles in its entries",
    rule: "deployKF replaces lists whole: members, owners and quotas that your files give would be lost",
    mend: "list your values files in deploykf.valuesFiles; entries are then carried over whole",
  };
}
