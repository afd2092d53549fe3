import { pathText } from "../../base/input/raw.js";
import type { Finding } from "../../base/problems/problem.js";
import { reservedNamespaces, valuePaths } from "../deploykf/paths.js";
import * as rules from "../deploykf/rules.js";
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
    const management = overrideOf(config, name)?.auth ?? input.infrastructure?.auth.mode ?? "irsa";
    if (management === "irsa" && hasOwnKeys(entry)) problems.warning(rules.profileKeepsKeys(name), place());
    return { name, namespace, entry, management, ownKey: ownKeyOf(input, name) };
  });
  reportOverrides(input, names);
  if (input.infrastructure?.auth.mode === "keys") {
    reportSecrets(input, named);
    warnOfRoles(input, named, defaultPlugins);
  } else reportRoles(input, named, defaultPlugins);
  if (input.config.valuesFiles.length === 0 && listIsWritten(input, profiles)) {
    problems.warning(listIsReplaced(), input.raw.locateKey([`${input.raw.project}:profiles`, "names"]));
  }
  return profiles;
}

function readNames(input: ProfilesInput): readonly Named[] | undefined {
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

function readEntries({ values, problems, profiles: config }: ProfilesInput): readonly Named[] | undefined {
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

function reportOverrides(input: ProfilesInput, names: ReadonlySet<string>): void {
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

function ownKeyOf({ infrastructure, profiles }: ProfilesInput, name: string): Profile["ownKey"] {
  const override = overrideOf(profiles, name);
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
