import { pathText } from "../../base/input/raw.js";
import { quoted } from "../../base/problems/harmless.js";
import type { Finding } from "../../base/problems/problem.js";
import { isMap, valueAt } from "../../base/yaml/merge.js";
import type { Path, YamlSource } from "../../base/yaml/source.js";

/** A file that is given as a values file and isn't one: deployKF would ignore all of it in silence. */

const sections: ReadonlySet<string> = new Set([
  ...["argocd", "kubernetes", "deploykf_dependencies", "deploykf_core", "deploykf_opt"],
  ...["kubeflow_dependencies", "kubeflow_tools"],
]);

/** Those whose names are deployKF's alone. */
const ownSections = [...sections].filter((name) => name.includes("_"));
const sectionLine =
  /(?:^|[\n{,])[ \t]{0,99}["']?(?:(?:deploykf|kubeflow)_dependencies|deploykf_core|deploykf_opt|kubeflow_tools)["']?[ \t]{0,9}:/;

/** An Application's inline values lie this deep. */
const deepest = 8;

export interface Misplaced {
  readonly finding: Finding;
  readonly path: Path;
}

/** What a file is in place of a values file; nothing of one that is. */
export function misplacedValues(source: YamlSource): Misplaced | undefined {
  const { file, value } = source;
  if (!isMap(value)) return undefined;
  const found = Object.keys(value).filter((key) => !sections.has(key));
  const where = found.map((key) => wrapped(value[key], [key], value)).find((path) => path !== undefined);
  const name = where && shownPath(source, where);
  const isObject = typeof value.kind === "string" && "apiVersion" in value;
  if (isObject) return { finding: objectGiven(file, value, name), path: ["kind"] };
  if (!where || name === undefined) return undefined;
  const isText = typeof valueAt(value, where) === "string";
  const finding: Finding = {
    code: "values-misplaced",
    message: `${file} has deployKF's sections ${isText ? "in a text at" : "below"} ${name}, not at its top`,
    rule,
    mend: isText
      ? `write what the text of ${name} says as a file of its own, and list that one`
      : `take ${name} away, so that deploykf_core and the like stand at the left edge`,
  };
  return { finding, path: where };
}

const rule =
  "deployKF reads sections such as deploykf_core at the top of a values file, and ignores everything else in silence";

function objectGiven(file: string, value: Readonly<Record<string, unknown>>, where: string | undefined): Finding {
  const kind = String(value.kind);
  const isApplication = kind === "Application";
  const isDeploykfs = isApplication && valueAt(value, ["spec", "source", "plugin", "name"]) === "deploykf";
  const alone = `list a file that has ${where === undefined ? "the values" : `what stands in ${where}`} alone, with deploykf_core and the like at its left edge`;
  return {
    code: "values-misplaced",
    message: `${file} is ${isApplication ? "an ArgoCD Application" : `a Kubernetes object of kind ${quoted(kind)}`}, not a deployKF values file`,
    rule,
    mend: isDeploykfs
      ? `name it in deploykf.application: ${file}, in place of deploykf.version and deploykf.valuesFiles`
      : alone,
  };
}

/** The first place below a key that has one of deployKF's sections, which isn't at the file's top as well. */
function wrapped(value: unknown, path: Path, top: Readonly<Record<string, unknown>>): Path | undefined {
  const isWhole = !ownSections.some((name) => Object.hasOwn(top, name));
  if (typeof value === "string") return isWhole && sectionLine.test(value) ? path : undefined;
  if (path.length >= deepest || typeof value !== "object" || value === null) return undefined;
  if (isMap(value) && ownSections.some((name) => Object.hasOwn(value, name) && !Object.hasOwn(top, name))) return path;
  for (const [key, part] of Object.entries(value)) {
    const found = wrapped(part, [...path, Array.isArray(value) ? Number(key) : key], top);
    if (found) return found;
  }
  return undefined;
}

function shownPath(source: YamlSource, path: Path): string {
  const shown = path.map((step, index) =>
    typeof step === "number" || source.shows(path.slice(0, index + 1)) ? step : "*",
  );
  return pathText("", shown);
}
