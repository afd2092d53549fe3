import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isMap, type YamlMap } from "../deploykf/merge.js";
import type { Finding, ProblemList } from "../problems/problem.js";
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
  const source = project && readYaml(root, stackFile, problems, () => missingStack(stack, stackFile));
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
  warnOfEnvironment(source, problems);
  const values = new Map([...projectDefaults(project, name), ...Object.entries(configOf(source))]);
  return rawConfig({ project: name, stack, root, stackFile, values, source });
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
  const written = source ? configOf(source) : {};
  const values = new Map<string, unknown>();
  const elsewhere = new Set<string>();
  for (const [key, text] of Object.entries(args.values)) {
    const same = Object.hasOwn(written, key) && saysTheSame(written[key], text);
    values.set(key, same ? written[key] : parsed(text));
    if (!same) elsewhere.add(key);
  }
  return rawConfig({ ...args, stackFile, values, source }, elsewhere);
}

/** Keys of `elsewhere` have values that aren't in the file, such as those of an environment: they have no place. */
function rawConfig(
  args: Omit<RawConfig, "locate" | "locateKey"> & { source: YamlSource | undefined },
  elsewhere: ReadonlySet<string> = new Set(),
): RawConfig {
  const { source, ...config } = args;
  const sourceOf = ([key]: Path) => (elsewhere.has(String(key)) ? undefined : source);
  return {
    ...config,
    locate: (path) => sourceOf(path)?.locate(["config", ...path]),
    locateKey: (path) => sourceOf(path)?.locateKey(["config", ...path]),
  };
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
  if (typeof written === "object" && written !== null) return isDeepStrictEqual(written, parsed(text));
  return String(written) === text;
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
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

function missingStack(stack: string, file: string): Finding {
  return {
    code: "stack-not-found",
    message: `there is no stack ${stack}: ${file} doesn't exist`,
    rule: "each stack has a config file beside Pulumi.yaml",
    mend: `${stack === "dev" ? "restore it from git" : `copy Pulumi.dev.yaml to ${file} and fill it in`}, or name another stack with --stack`,
  };
}
