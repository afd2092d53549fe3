import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isMap } from "../deploykf/merge.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { listed } from "../problems/text.js";
import { configSchema } from "../yaml/dialect.js";
import { type Path, YamlSource } from "../yaml/source.js";
import type { RawConfig } from "./raw.js";
import {
  besideConfig,
  configOf,
  reportStrayKeys,
  strayKeys,
  type Written,
  warnOfEnvironment,
  writtenKeys,
  wrongShape,
} from "./stack-file.js";
import { stackFileOf, stackNames } from "./stack-files.js";

const projectFile = "Pulumi.yaml";

/**
 * The stack config as the files give it, without the engine: `Pulumi.<stack>.yaml` over the defaults in `Pulumi.yaml`.
 * Undefined where a file can't be read.
 */
export function readProject(
  root: string,
  stack: string,
  problems: ProblemList,
  stackFile = stackFileOf(stack),
): RawConfig | undefined {
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
  const beside = { project: besideConfig(project), stack: besideConfig(source) };
  return rawConfig({ project: name, stack, root, stackFile, values, beside, source, written });
}

/** The same of a run of the engine: `values` are its own, and the stack's file gives the places if it says the same. */
export function rawConfigOfEngine(args: {
  readonly project: string;
  readonly stack: string;
  readonly root: string;
  /** As the engine hands them over: maps and lists as JSON, everything else as text. */
  readonly values: Readonly<Record<string, string>>;
}): RawConfig {
  const stackFile = stackFileOf(args.stack);
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
  return rawConfig({ ...args, stackFile, values, beside: { project: {}, stack: {} }, source, written }, elsewhere);
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
    text = readFileSync(resolve(root, file), "utf8");
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

function missingProject(): Finding {
  return {
    code: "project-file",
    message: `${projectFile} is missing or has no name`,
    rule: "it names the project and declares the config's keys",
    mend: "run this in the project's folder, and restore the file from git",
  };
}

function missingStack(root: string, stack: string, file: string): Finding {
  const names = stackNames(root);
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
