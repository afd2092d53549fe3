import { pathText } from "../../base/input/raw.js";
import type { Finding } from "../../base/problems/problem.js";
import { reservedNamespaces, valuePaths } from "../deploykf/paths.js";
import * as rules from "../deploykf/rules.js";
import { hasValuesFiles } from "../deploykf/schema.js";
import {
  hasOwnKeys,
  type Named,
  overrideOf,
  type ProfilesInput,
  reportRoles,
  reportSecrets,
  warnOfRoles,
} from "./profile-access.js";
import type { Profile } from "./settings.js";

/** The profiles in the user's order, or undefined where there are none. */
export function resolveProfiles(
  input: ProfilesInput,
  prefix: string,
  defaultPlugins: readonly unknown[],
  argoNamespace: string | undefined,
): readonly Profile[] | undefined {
  const { profiles: config } = input;
  const named = readNames(input);
  if (!named) return undefined;
  const names = new Set(named.map(({ name }) => name));
  const seen = new Set<string>();
  const profiles = named.map(({ name, entry, node }): Profile => {
    const namespace = prefix + name;
    const problem = seen.has(name) ? rules.duplicateProfile(name) : rules.checkProfileName(name, namespace);
    if (problem) node.error(problem);
    else if (prefix !== "" && names.has(namespace)) node.error(rules.clashingNamespace(name, namespace));
    else if (reservedNamespaces.has(namespace) || namespace === argoNamespace) {
      node.error(rules.reservedNamespace(name, namespace));
    }
    seen.add(name);
    const management = overrideOf(config, name).value?.auth ?? input.infrastructure?.auth.mode ?? "irsa";
    if (management === "irsa" && hasOwnKeys(entry)) node.warn(rules.profileKeepsKeys(name));
    return { name, namespace, entry, management, ownKey: ownKeyOf(input, name) };
  });
  reportOverrides(input, names);
  if (input.infrastructure?.auth.mode === "keys") {
    reportSecrets(input, named);
    warnOfRoles(input, named, defaultPlugins);
  } else reportRoles(input, named, defaultPlugins);
  if (!hasFiles(input) && listIsWritten(input, profiles)) config.at("names").warnAtKey(listIsReplaced());
  return profiles;
}

function hasFiles({ deploykf }: ProfilesInput): boolean {
  return deploykf.value !== undefined && hasValuesFiles(deploykf.value);
}

function readNames(input: ProfilesInput): readonly Named[] | undefined {
  const { deploykf, profiles, values } = input;
  const names = profiles.at("names");
  if (hasFiles(input)) {
    if (!values.states(valuePaths.profiles)) values.warn(undefined, rules.builtInProfiles(values.files));
    if (names.value) names.errorAtKey(namesBesideFiles(deploykf.value?.application !== undefined), { shown: true });
    return readEntries(input);
  }
  const items = names.items();
  if (items.length > 0) return items.map((node) => ({ name: node.value, entry: { name: node.value }, node }));
  const mend = "list your deployKF values files in deploykf.valuesFiles, or profile names in profiles.names";
  if (names.keyPlace) return names.errorAtKey(rules.noProfiles(mend), { shown: true });
  return deploykf.at("valuesFiles").error(rules.noProfiles(mend));
}

function readEntries({ values, profiles: config }: ProfilesInput): readonly Named[] | undefined {
  const list = values.list(valuePaths.profiles);
  if (!list) return undefined;
  if (list.length === 0) return values.error(valuePaths.profiles, rules.emptyProfiles());
  return list.flatMap((_, index): Named[] => {
    const path = [...valuePaths.profiles, index];
    const entry = values.map(path);
    if (!entry) return [];
    const namePath = [...path, "name"];
    const name = values.string(namePath);
    if (name === undefined) {
      if (!("name" in entry)) values.error(path, nameMissing(pathText("", path)));
      return [];
    }
    if (entry.plugins !== null && overrideOf(config, name).value?.auth !== "unmanaged")
      values.list([...path, "plugins"]);
    return [{ name, entry, node: values.node(namePath) }];
  });
}

function reportOverrides(input: ProfilesInput, names: ReadonlySet<string>): undefined {
  const { values } = input;
  const overrides = input.profiles.at("overrides");
  const strange = Object.keys(overrides.value ?? {}).filter((name) => !names.has(name));
  if (strange.length > 0 && hasFiles(input) && !values.states(valuePaths.profiles)) {
    // The list is misplaced or misspelt: that is the mistake, not each name that isn't in it.
    if (values.hasTypos) return;
    return overrides.errorAtKey(rules.builtInProfiles(values.files), { shown: true });
  }
  for (const name of strange) {
    const override = overrides.at(name);
    override.errorAtKey(rules.unknownProfile(override.key, name, [...names]), { shown: true });
  }
}

function ownKeyOf({ infrastructure, profiles }: ProfilesInput, name: string): Profile["ownKey"] {
  const override = overrideOf(profiles, name).value;
  if (!infrastructure || override?.auth !== "keys") return undefined;
  const { secret = {}, keySource } = override;
  return { source: keySource ?? infrastructure.auth.keySource, secret };
}

/** Whether the values block will have to set the whole list of profiles. */
function listIsWritten({ infrastructure }: ProfilesInput, profiles: readonly Profile[]): boolean {
  if (infrastructure?.auth.mode === "keys") return profiles.some(({ ownKey }) => ownKey);
  if (infrastructure?.auth.profileRole !== "shared") return true;
  return profiles.some(({ ownKey, management, entry }) => ownKey || management === "unmanaged" || "plugins" in entry);
}

const namesBesideFiles = (byApplication: boolean): Finding => ({
  code: "profiles-twice",
  message: `profiles.names and deploykf.${byApplication ? "application" : "valuesFiles"} are both set`,
  rule: "the values files are the one source of the profiles",
  mend: `remove profiles.names${byApplication ? "" : ", or empty deploykf.valuesFiles"}`,
});

const nameMissing = (key: string): Finding => ({
  code: "values-type",
  message: `${key} has no name`,
  rule: "every entry of profiles needs one",
  mend: "add name: to the entry",
});

const listIsReplaced = (): Finding => ({
  code: "profiles-list-replaced",
  message: "the values block sets the whole list of profiles, with nothing but names and roles in its entries",
  rule: "deployKF replaces lists whole: members, owners and quotas that your files give would be lost",
  mend: "list your values files in deploykf.valuesFiles; entries are then carried over whole",
});
