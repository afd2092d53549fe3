import type { ProjectFiles } from "../../base/files/project-files.js";
import type { Node } from "../../base/input/node.js";
import { unreadFinding } from "../../base/input/unread.js";
import type { ProblemList } from "../../base/problems/problem.js";
import { valuesSchema } from "../../base/yaml/dialect.js";
import type { Disclosure } from "../../base/yaml/disclosed.js";
import { isMap, valueAt } from "../../base/yaml/merge.js";
import { type Path, YamlSource } from "../../base/yaml/source.js";
import * as rules from "./application-rules.js";

/** A text in an Application's file. */
export interface ApplicationText {
  readonly text: string;
  readonly path: Path;
}

/** What deployKF's ArgoCD plugin gives to the generator, as an Application has it. */
export interface Application {
  readonly source: YamlSource;
  /** `spec.source.path`, where the plugin runs: paths begin there. */
  readonly folder: string;
  /** Undefined where it has `source_path`. */
  readonly version: ApplicationText | undefined;
  /** In the order of the list. */
  readonly valuesFiles: readonly ApplicationText[];
  /** Where `values_files` stands, or what is nearest. */
  readonly listPath: Path;
  /** Where the inline values stand; undefined where there are none. */
  readonly inline: Path | undefined;
}

const pluginPath: Path = ["spec", "source", "plugin"];

/** The plugin's parameters, and how each is given. */
const parameterTypes = {
  source_version: "string",
  source_path: "string",
  values_files: "array",
  values: "string",
  output_kustomize_path: "string",
  output_helm_path: "string",
  output_helm_values_files: "array",
} as const;

type Parameter = keyof typeof parameterTypes;

/** Reads `deploykf.application`; undefined where that found problems. */
export function readApplication(
  node: Node<string>,
  files: ProjectFiles,
  problems: ProblemList,
): Application | undefined {
  const file = node.value;
  const read = files.read(file);
  if ("unread" in read) {
    const finding = unreadFinding(`${node.key} is ${file}, which ${read.unread.why}`, read.unread, {
      ...rules.unread,
      rule: read.unread.reason === "missing" ? node.words.relativeTo : rules.unread.rule,
    });
    return node.error(finding);
  }
  let value: unknown;
  const parsed = YamlSource.parse(
    file,
    read.text,
    valuesSchema,
    disclosureOf(() => value),
  );
  if ("finding" in parsed) return problems.error(rules.notOneApplication(parsed.finding), parsed.location);
  const { source } = parsed;
  value = source.value;
  const wrong = rules.notDeploykfs(source);
  if (wrong) return problems.error(wrong.finding, source.locate(wrong.path));
  return readParameters(source, problems);
}

function readParameters(source: YamlSource, problems: ProblemList): Application | undefined {
  const before = problems.errors.length;
  const places = parameterPlaces(source, problems);
  if (problems.errors.length > before) return undefined;
  const textAt = (path: Path): ApplicationText | undefined => {
    const text = valueAt(source.value, path);
    // The plugin takes an empty parameter for none.
    return typeof text === "string" && text !== "" ? { text, path } : undefined;
  };
  const textOf = (name: Parameter) => textAt(places.get(name) ?? [name]);
  const version = textOf("source_version");
  const sources = [version, textOf("source_path")].flatMap((one) => one ?? []);
  const parameters = [...pluginPath, "parameters"];
  if (sources.length !== 1) {
    const path = sources[1]?.path ?? parameters;
    return problems.error(rules.notOneRelease(source.file, sources.length), source.locate(path));
  }
  const listPath = places.get("values_files");
  const named = listPath ? valueAt(source.value, listPath) : [];
  return {
    source,
    folder: String(valueAt(source.value, ["spec", "source", "path"]) ?? "."),
    version,
    valuesFiles: (Array.isArray(named) ? named : []).flatMap((_, index) => textAt([...(listPath ?? []), index]) ?? []),
    listPath: listPath ?? parameters,
    inline: textOf("values")?.path,
  };
}

/** Where the value of each parameter stands. */
function parameterPlaces(source: YamlSource, problems: ProblemList): ReadonlyMap<Parameter, Path> {
  const { file, value } = source;
  const places = new Map<Parameter, Path>();
  const list = valueAt(value, [...pluginPath, "parameters"]);
  for (const [index, entry] of (Array.isArray(list) ? list : []).entries()) {
    const path = [...pluginPath, "parameters", index];
    const name = isMap(entry) ? entry.name : undefined;
    const unknown = rules.unknownParameter(file, name, Object.keys(parameterTypes));
    if (unknown) problems.error(unknown, source.locate([...path, "name"]));
    if (!isMap(entry) || !isParameter(name)) continue;
    const type = parameterTypes[name];
    if (places.has(name)) problems.error(rules.parameterTwice(file, name), source.locate([...path, "name"]));
    const wrong = rules.wrongParameter(file, name, type, entry);
    if (wrong) problems.error(wrong, source.locate([...path, type]));
    places.set(name, [...path, type]);
  }
  return places;
}

function isParameter(name: unknown): name is Parameter {
  return typeof name === "string" && Object.hasOwn(parameterTypes, name);
}

const keys: ReadonlySet<string> = new Set([
  ...["apiVersion", "kind", "metadata", "name", "namespace", "spec", "project", "source", "sources", "destination"],
  ...["repoURL", "targetRevision", "path", "plugin", "parameters", "string", "array", "map", "env", "helm", "chart"],
]);

const plainPaths: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata.name", "spec.source.plugin.name"]);

/** Of its parameters all but the values are known to be no secrets. */
function disclosureOf(value: () => unknown): Disclosure {
  return {
    kindOf: (path) => {
      const last = path.at(-1);
      const parameter = path.slice(0, pluginPath.length + 2);
      const isParameter = path.length > parameter.length && path[3] === "parameters";
      if (plainPaths.has(path.join(".")) || (isParameter && last === "name")) return "plain";
      if (path.join(".") === "spec.source.path" || (isParameter && typeof last === "number")) return "path";
      const name = isParameter && last === "string" ? valueAt(value(), [...parameter, "name"]) : undefined;
      return name === "source_version" || name === "source_path" ? "path" : undefined;
    },
    keys,
    isKey: () => true,
  };
}
