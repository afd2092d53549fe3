import { isMap, type YamlMap } from "../deploykf/merge.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import type { Path, YamlSource } from "../yaml/source.js";

/** The stack's file as YAML: its settings, and what stands in it where it has no effect. */

/** A key as it stands in the stack's file. */
export interface Written {
  readonly path: Path;
  readonly value: unknown;
}

/** The file's keys by full key; one without a namespace is in the project's, as the engine takes it. */
export function writtenKeys(keys: YamlMap, project: string, parent: Path): ReadonlyMap<string, Written> {
  return new Map(
    Object.entries(keys).map(([key, value]) => [
      key.includes(":") ? key : `${project}:${key}`,
      { path: [...parent, key], value },
    ]),
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

/** Keys beside `config:` that are none of Pulumi's: they stand there by a wrong indentation, and Pulumi doesn't read them. */
export function strayKeys({ value }: YamlSource): YamlMap {
  const pulumis = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];
  return Object.fromEntries(Object.entries(isMap(value) ? value : {}).filter(([key]) => !pulumis.includes(key)));
}

/** Where config: itself is missing, that is one mistake, however many keys there are. */
export function reportStrayKeys(source: YamlSource, keys: readonly string[], problems: ProblemList): void {
  const noConfig = isMap(source.value) && !("config" in source.value);
  for (const key of noConfig ? keys.slice(0, 1) : keys) {
    const finding: Finding = {
      code: "config-outside",
      message: noConfig
        ? `${source.file} has settings, but no config: above them`
        : `${key} in ${source.file} stands beside config:, not below it`,
      rule: "Pulumi reads settings below config: alone",
      mend: noConfig ? "write config: above it, and indent what follows by two blanks" : "indent it by two blanks",
    };
    problems.error(finding, source.locateKey([key]));
  }
}

export function warnOfEnvironment(source: YamlSource, problems: ProblemList): void {
  if (!source.has(["environment"])) return;
  const finding: Finding = {
    code: "environment-unseen",
    message: `${source.file} imports a Pulumi ESC environment, which the offline plan can't read`,
    rule: "values that come from it are missing here, and may differ from those shown",
    mend: "state in the file what the plan needs, or trust pulumi preview alone",
  };
  problems.warning(finding, source.locateKey(["environment"]));
}
