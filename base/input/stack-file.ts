import type { Finding, ProblemList } from "../problems/problem.js";
import { isMap, type YamlMap } from "../yaml/merge.js";
import type { Path, YamlSource } from "../yaml/source.js";

/** The stack's file as YAML: its settings, and what stands in it where it has no effect. */

/** A key as it stands in the stack's file. */
export interface Written {
  readonly path: Path;
  readonly value: unknown;
}

/** Reports a key that stands with and without its namespace, or under config: and beside it. */
export function reportTwins(source: YamlSource, keys: YamlMap, project: string, problems: ProblemList): void {
  const seen = new Map<string, string>();
  for (const key of Object.keys(keys)) {
    const fullKey = fullKeyOf(key, project);
    const other = seen.get(fullKey);
    seen.set(fullKey, key);
    if (other === undefined) continue;
    const finding: Finding = {
      code: "config-twice",
      message: source.shows(["config", key])
        ? `${source.file} has ${other} and ${key}, which are one key`
        : `${source.file} has a key twice, with and without its namespace`,
      rule: "a key without a namespace is in the project's; which of the two counts is up to their order",
      mend: `remove one of them, best the one without ${project}:`,
    };
    problems.error(finding, source.locateKey(["config", key]));
  }
}

export function fullKeyOf(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** The file's keys by full key; one without a namespace is in the project's, as the engine takes it. */
export function writtenKeys(keys: YamlMap, project: string, parent: Path): ReadonlyMap<string, Written> {
  return new Map(
    Object.entries(keys).map(([key, value]) => [fullKeyOf(key, project), { path: [...parent, key], value }]),
  );
}

/** A stack's file is a map, and so is its config; both may be empty. */
export function wrongShape({ file, value }: YamlSource): { finding: Finding; path: Path } | undefined {
  const config = isMap(value) ? value.config : value;
  if (isMap(config) || config === null || config === undefined) return undefined;
  const finding: Finding = {
    code: "config-type",
    message: `${isMap(value) ? `config in ${file}` : file} is ${Array.isArray(config) ? "a list" : "one plain value"}`,
    rule: "expected a map",
    mend: "write config: and below it one key: value line for each setting",
  };
  return { finding, path: isMap(value) ? ["config"] : [0] };
}

export function configOf(source: YamlSource): YamlMap {
  return isMap(source.value) && isMap(source.value.config) ? source.value.config : {};
}

/** What a file says beside its config: of the program, of the state, of how secrets are encrypted. */
export function besideConfig({ value }: YamlSource): YamlMap {
  const { config: _, ...rest } = isMap(value) ? value : {};
  return rest;
}

/** What Pulumi reads in a stack's file. */
export const fileKeys = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];

/** Keys beside `config:` that are none of Pulumi's: they stand there by a wrong indentation, and Pulumi doesn't read them. */
export function strayKeys({ value }: YamlSource): YamlMap {
  return Object.fromEntries(Object.entries(isMap(value) ? value : {}).filter(([key]) => !fileKeys.includes(key)));
}

/** Where config: itself is missing, that is one mistake, however many keys there are. */
export function reportStrayKeys(source: YamlSource, keys: readonly string[], problems: ProblemList): void {
  const noConfig = isMap(source.value) && !("config" in source.value);
  for (const key of noConfig ? keys.slice(0, 1) : keys) {
    const finding: Finding = {
      code: "config-outside",
      message: noConfig
        ? `${source.file} has settings, but no config: above them`
        : `${source.shows([key]) ? key : "a key"} in ${source.file} stands beside config:, not below it`,
      rule: "Pulumi reads settings below config: alone",
      mend: noConfig ? "write config: above it, and indent what follows by two blanks" : "indent it by two blanks",
    };
    problems.error(finding, source.locateKey([key]));
  }
}
