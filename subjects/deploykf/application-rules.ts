import { closest } from "fastest-levenshtein";
import { isNear } from "../../base/input/unknown-keys.js";
import { isHarmless, quoted } from "../../base/problems/harmless.js";
import type { Finding } from "../../base/problems/problem.js";
import { isMap, valueAt, type YamlMap } from "../../base/yaml/merge.js";
import type { Path, YamlSource } from "../../base/yaml/source.js";

/** What can be wrong with the file that `deploykf.application` names, in words. */

/** An Application as reports name it. */
export interface NamedApplication {
  readonly file: string;
  /** How its inline values are called. */
  readonly inline: string;
  /** What has to be done before our block is among its values files. */
  readonly toDo: string | undefined;
}

const rule =
  "an Application of deployKF's plugin is read: kind Application of argoproj.io, with spec.source.plugin.name: deploykf";
const elsewise = "set deploykf.version and deploykf.valuesFiles in place of deploykf.application";

export const unread = {
  code: "application-file",
  rule: "an Application is in a plain file, in UTF-8, with up to 20 MB",
  mend: `correct the path; without an Application, ${elsewise}`,
} as const;

const { code } = unread;

/** A file with several documents is one with several objects. */
export function notOneApplication(finding: Finding): Finding {
  if (finding.code !== "yaml-multi-document") return finding;
  return {
    ...finding,
    rule: "one Application is read, from a file that has nothing else",
    mend: "put deployKF's Application into a file of its own",
  };
}

interface Wrong {
  readonly finding: Finding;
  readonly path: Path;
}

/** Why a file is no Application that deployKF's plugin reads. */
export function notDeploykfs({ file, value }: YamlSource): Wrong | undefined {
  const wrong = (message: string, mend: string, path: Path): Wrong => ({
    finding: { code, message: `${file} ${message}`, rule, mend },
    path,
  });
  if (!isMap(value) || value.kind !== "Application" || !/^argoproj\.io\//.test(String(value.apiVersion))) {
    const [path, mend]: [Path, string] =
      isMap(value) && "kind" in value
        ? [["kind"], "name the file of the Application itself, as kubectl apply takes it"]
        : [[], `name the file of the Application; where this one has values, ${elsewise}`];
    return wrong(`${objectText(value)}, not an ArgoCD Application`, mend, path);
  }
  const source = valueAt(value, ["spec", "source"]);
  if (valueAt(value, ["spec", "sources"]) !== undefined) {
    const mend = `write the one of deployKF's plugin as spec.source, or ${elsewise}`;
    return wrong("has spec.sources, several sources", mend, ["spec", "sources"]);
  }
  const plugin = valueAt(source, ["plugin"]);
  const name = valueAt(plugin, ["name"]);
  if (name !== "deploykf") {
    const said = isMap(plugin)
      ? `the plugin ${typeof name === "string" ? quoted(name) : "by no name"}`
      : sourceText(source);
    const path = ["spec", "source", ...(isMap(plugin) ? ["plugin", "name"] : [])];
    return wrong(
      `is an Application, but not deployKF's: its source is ${said}`,
      `name deployKF's; if its manifests are in git, ${elsewise}`,
      path,
    );
  }
  const folder = valueAt(source, ["path"]);
  if (folder !== undefined && !(typeof folder === "string" && isHarmless(folder, "path"))) {
    return wrong("has a spec.source.path that is no path", "write the folder, or .", ["spec", "source", "path"]);
  }
  const parameters = valueAt(plugin, ["parameters"]);
  if (parameters !== undefined && !Array.isArray(parameters)) {
    const mend = "write one parameter an entry, each with name and string or array";
    return wrong("has parameters of the plugin that are no list", mend, ["spec", "source", "plugin", "parameters"]);
  }
  return undefined;
}

/** What a file is, by its start. */
export function objectText(value: unknown): string {
  if (!isMap(value)) return Array.isArray(value) ? "is a list" : value === null ? "is empty" : "is one plain value";
  const { kind, apiVersion } = value;
  if (kind === "Application")
    return `is an Application of ${typeof apiVersion === "string" ? quoted(apiVersion) : "no apiVersion"}`;
  return typeof kind === "string" ? `is a Kubernetes object of kind ${quoted(kind)}` : "is a map without kind";
}

function sourceText(source: unknown): string {
  const has = (key: string) => valueAt(source, [key]) !== undefined;
  if (has("helm") || has("chart")) return "a Helm chart";
  if (has("kustomize")) return "for Kustomize";
  return isMap(source) ? "a folder of manifests" : "none";
}

/** A name that is near one that the plugin knows; others may be those of a plugin that somebody extended. */
export function unknownParameter(file: string, name: unknown, known: readonly string[]): Finding | undefined {
  if (typeof name !== "string") {
    return { code, message: `${file} has a parameter without a name`, rule, mend: `name it: ${known.join(", ")}` };
  }
  const meant = closest(name, [...known]);
  if (name === meant || !isNear(name, meant)) return undefined;
  return {
    code,
    message: `${file} has the parameter ${quoted(name)}, which deployKF's plugin doesn't have`,
    rule: "the plugin ignores unknown parameters in silence",
    mend: `did you mean ${meant}?`,
  };
}

export const parameterTwice = (file: string, name: string): Finding => ({
  code,
  message: `${file} has the parameter ${name} twice`,
  rule: "only one of the two reaches the plugin",
  mend: "merge the two, or remove one",
});

export function wrongParameter(
  file: string,
  name: string,
  type: "string" | "array",
  entry: YamlMap,
): Finding | undefined {
  const given = entry[type];
  const isFine =
    type === "string"
      ? typeof given === "string"
      : Array.isArray(given) && given.every((one) => typeof one === "string" && one !== "" && isHarmless(one, "path"));
  if (isFine) return undefined;
  const other = ["string", "array", "map"].find((key) => key !== type && key in entry);
  return {
    code,
    message: `the parameter ${name} in ${file} has ${given === undefined ? (other === undefined ? "no value" : `${other}:`) : `${type}: with something else than ${type === "string" ? "a text" : "paths"}`}`,
    rule: `deployKF's plugin takes it as ${type}:`,
    mend:
      type === "string"
        ? "write string: and the text, in quotes if it is a number"
        : "write array: and below it one path a line, each after -",
  };
}

export const notOneRelease = (file: string, count: number): Finding => ({
  code,
  message: `${file} has ${count === 0 ? "neither source_version nor source_path" : "both source_version and source_path"} among the plugin's parameters`,
  rule: "the plugin needs exactly one of the two, and takes an empty one for none",
  mend:
    count === 0 ? 'add - name: source_version and string: with your release, such as "0.1.5"' : "remove one of them",
});

export const versionNotStated = (file: string): Finding => ({
  code: "application-release",
  message: `${file} has source_path, which doesn't say the release of deployKF`,
  rule: "what the values block says depends on the release",
  mend: "set deploykf.version beside deploykf.application: the release whose sources these are, or are based on",
});

export const besideApplication = (key: string, file: string): Finding => ({
  code: "application-release",
  message: `${key} and deploykf.application are both set`,
  rule: `release, values files and inline values are read from the Application, ${file}`,
  mend: `remove ${key}, or remove deploykf.application`,
});

export const orderDiffers = (file: string, order: readonly number[]): Finding => ({
  code: "application-order",
  message: `${file} has ${order.length} values_files, which deployKF is given in the order ${order.map((index) => index + 1).join(", ")}`,
  rule: "the plugin's shell sorts PARAM_VALUES_FILES_10 before _2, so from the eleventh on a later file doesn't win over an earlier one; it is planned as deployKF gets it",
  mend: "merge files until there are at most ten, or move what has to win to the inline values",
});

/** `entry` is the block's path as `values_files` takes it; `place` is where it is given last, counted from 1. */
export const blockNotListed = (file: string, entry: string, place: number | undefined): Finding => ({
  code: "application-unlisted",
  message: `values_files in ${file} doesn't list ${entry}, so deployKF isn't given the values block`,
  rule: "the plugin gives the files of values_files to the generator, then the inline values; it is planned as if it were listed",
  mend: `add the line - ${entry} ${placeText(place)} of values_files, once the file is in the repository`,
});

/** Where our block's line goes; beyond ten files the last of the list isn't given last. */
export function placeText(place: number | undefined): string {
  return place === undefined ? "at the end" : `as entry ${place}`;
}
