import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isMap, type YamlMap } from "../deploykf/merge.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { listed } from "../problems/text.js";
import { configSchema } from "../yaml/dialect.js";
import { type Path, YamlSource } from "../yaml/source.js";
import type { RawConfig } from "./raw.js";

const projectFile = "Pulumi.yaml";

/**
 * The stack config as the files give it, without the engine: `Pulumi.<stack>.yaml` over the defaults in `Pulumi.yaml`.
 * Undefined where a file can't be read.
 */
export function readProject(root: string, stack: string, problems: ProblemList): RawConfig | undefined {
  const stackFile = `Pulumi.${stack}.yaml`;
  const project = readYaml(root, projectFile, problems, missingProject);
  const source = project && readYaml(root, stackFile, problems, () => missingStack(root, stack, stackFile));
  if (!source) return undefined;
  const name = isMap(project.value) ? project.value.name : undefined;
  if (typeof name !== "string") {
    problems.error(missingProject(), project.locateKey(["name"]));
    return undefined;
  }
  const shape = wrongShape(source);
  if (shape) {
    problems.error(shape.finding, source.locate(shape.path));
    return undefined;
  }
  const strays = strayKeys(source);
  reportStrayKeys(source, Object.keys(strays), problems);
  warnOfEnvironment(source, problems);
  const written = new Map([...writtenKeys(strays, name, []), ...writtenKeys(configOf(source), name, ["config"])]);
  const values = new Map(projectDefaults(project, name).filter(([, value]) => !isEmpty(value)));
  for (const [key, { value }] of written) values.set(key, value);
  return rawConfig({ project: name, stack, root, stackFile, values, source, written });
}

/** The same of a run of the engine: `values` are its own, and the stack's file gives the places if it says the same. */
export function rawConfigOfEngine(args: {
  readonly project: string;
  readonly stack: string;
  readonly root: string;
  /** As the engine hands them over: maps and lists as JSON, everything else as text. */
  readonly values: Readonly<Record<string, string>>;
}): RawConfig {
  const stackFile = `Pulumi.${args.stack}.yaml`;
  const source = readQuietly(args.root, stackFile);
  const written = writtenKeys(source ? configOf(source) : {}, args.project, ["config"]);
  const values = new Map<string, unknown>();
  const elsewhere = new Set<string>();
  for (const [key, text] of Object.entries(args.values)) {
    const own = written.get(key);
    const same = own !== undefined && saysTheSame(own.value, text);
    const value = same && !hasSecret(own.value) ? own.value : parsed(text);
    if (!own && isEmpty(value)) continue;
    values.set(key, value);
    if (!same) elsewhere.add(key);
  }
  return rawConfig({ ...args, stackFile, values, source, written }, elsewhere);
}

/** A key as it stands in the stack's file. */
interface Written {
  readonly path: Path;
  readonly value: unknown;
}

/** The file's keys by full key; one without a namespace is in the project's, as the engine takes it. */
function writtenKeys(keys: YamlMap, project: string, parent: Path): ReadonlyMap<string, Written> {
  return new Map(
    Object.entries(keys).map(([key, value]) => [
      key.includes(":") ? key : `${project}:${key}`,
      { path: [...parent, key], value },
    ]),
  );
}

/** Keys of `elsewhere` have values that aren't in the file, such as those of an environment: they have no place. */
function rawConfig(
  args: Omit<RawConfig, "written" | "locate" | "locateKey"> & {
    readonly source: YamlSource | undefined;
    readonly written: ReadonlyMap<string, Written>;
  },
  elsewhere: ReadonlySet<string> = new Set(),
): RawConfig {
  const { source, written, ...config } = args;
  const sourceOf = ([key]: Path) => (elsewhere.has(String(key)) ? undefined : source);
  const filePath = ([key = "", ...rest]: Path): Path => [
    ...(written.get(String(key))?.path ?? ["config", key]),
    ...rest,
  ];
  return {
    ...config,
    written: (key) => written.get(key)?.value,
    locate: (path) => sourceOf(path)?.locate(filePath(path)),
    locateKey: (path) => sourceOf(path)?.locateKey(filePath(path)),
  };
}

/** What Pulumi.yaml gives a key that a stack doesn't set: nothing. The engine requires keys without a default. */
function isEmpty(value: unknown): boolean {
  return value === "" || (isMap(value) && Object.keys(value).length === 0);
}

function readYaml(root: string, file: string, problems: ProblemList, missing: () => Finding): YamlSource | undefined {
  let text: string;
  try {
    text = readFileSync(join(root, file), "utf8");
  } catch {
    problems.error(missing());
    return undefined;
  }
  const result = YamlSource.parse(file, text, configSchema);
  if ("source" in result) return result.source;
  problems.error(result.finding, result.location);
  return undefined;
}

function readQuietly(root: string, file: string): YamlSource | undefined {
  try {
    const result = YamlSource.parse(file, readFileSync(join(root, file), "utf8"), configSchema);
    return "source" in result ? result.source : undefined;
  } catch {
    return undefined;
  }
}

/** A stack's file is a map, and so is its config; both may be empty. */
function wrongShape({ file, value }: YamlSource): { finding: Finding; path: Path } | undefined {
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

function configOf(source: YamlSource): YamlMap {
  return isMap(source.value) && isMap(source.value.config) ? source.value.config : {};
}

/** What `Pulumi.yaml` gives every stack: `key: value`, `key: {value: ...}`, or `key: {type: ..., default: ...}`. */
function projectDefaults(project: YamlSource, name: string): [string, unknown][] {
  return Object.entries(configOf(project)).flatMap(([key, declared]): [string, unknown][] => {
    const fullKey = key.includes(":") ? key : `${name}:${key}`;
    if (!isMap(declared)) return [[fullKey, declared]];
    if ("value" in declared) return [[fullKey, declared.value]];
    return "default" in declared ? [[fullKey, declared.default]] : [];
  });
}

function saysTheSame(written: unknown, text: string): boolean {
  if (typeof written !== "object" || written === null) return String(written) === text;
  return hasSecret(written) ? sameButSecrets(written, parsed(text)) : isDeepStrictEqual(written, parsed(text));
}

/** The engine has decrypted what stands in the file as `{secure: ...}`. */
function sameButSecrets(written: unknown, given: unknown): boolean {
  if (isSecure(written)) return true;
  if (!isMap(written) || !isMap(given)) return isDeepStrictEqual(written, given);
  const keys = Object.keys(written);
  const sameKeys = isDeepStrictEqual(keys.sort(), Object.keys(given).sort());
  return sameKeys && keys.every((key) => sameButSecrets(written[key], given[key]));
}

function hasSecret(value: unknown): boolean {
  return isSecure(value) || (isMap(value) && Object.values(value).some(hasSecret));
}

function isSecure(value: unknown): boolean {
  return isMap(value) && Object.keys(value).join() === "secure";
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Keys beside `config:` that are none of Pulumi's: they stand there by a wrong indentation, and Pulumi doesn't read them. */
function strayKeys({ value }: YamlSource): YamlMap {
  const pulumis = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];
  return Object.fromEntries(Object.entries(isMap(value) ? value : {}).filter(([key]) => !pulumis.includes(key)));
}

/** Where config: itself is missing, that is one mistake, however many keys there are. */
function reportStrayKeys(source: YamlSource, keys: readonly string[], problems: ProblemList): void {
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

function warnOfEnvironment(source: YamlSource, problems: ProblemList): void {
  if (!source.has(["environment"])) return;
  const finding: Finding = {
    code: "environment-unseen",
    message: `${source.file} imports a Pulumi ESC environment, which the offline plan can't read`,
    rule: "values that come from it are missing here, and may differ from those shown",
    mend: "state in the file what the plan needs, or trust pulumi preview alone",
  };
  problems.warning(finding, source.locateKey(["environment"]));
}

function missingProject(): Finding {
  return {
    code: "project-file",
    message: `${projectFile} is missing or has no name`,
    rule: "it names the project and declares the config's keys",
    mend: "run this in the project's folder, and restore the file from git",
  };
}

function missingStack(root: string, stack: string, file: string): Finding {
  const names = readdirSync(root).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
  return {
    code: "stack-not-found",
    message: `there is no stack ${stack}: ${file} doesn't exist`,
    rule: names.length > 0 ? `stacks here: ${listed(names)}` : "each stack has a config file beside Pulumi.yaml",
    mend: `name a stack with --stack, or ${howToMake(stack, file, names)}`,
  };
}

/** The example stack is copied, or where it was removed another one that is there. */
function howToMake(stack: string, file: string, names: readonly string[]): string {
  if (stack === "dev") return "restore it from git";
  const example = names.includes("dev") ? "dev" : names[0];
  return example === undefined
    ? `restore Pulumi.dev.yaml from git and copy it to ${file}`
    : `copy Pulumi.${example}.yaml to ${file} and fill it in`;
}
