import { resolve } from "node:path";
import type { ProjectFiles } from "../../base/files/project-files.js";
import type { Node } from "../../base/input/node.js";
import { unreadFinding } from "../../base/input/unread.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import { valuesSchema } from "../../base/yaml/dialect.js";
import { isMap, mergeValues, type YamlMap } from "../../base/yaml/merge.js";
import { type Parsed, YamlSource } from "../../base/yaml/source.js";
import type { NamedApplication } from "./application-rules.js";
import { isGeneratedBlock } from "./block-header.js";
import { valuesDisclosure } from "./disclosed-values.js";
import { misplacedValues } from "./misplaced-values.js";
import type { DeploykfConfig } from "./schema.js";
import { UserValues } from "./user-values.js";

/** A file by its path relative to the project: of a list in the stack config, or of an Application. */
export type ListedFile = Pick<Node<string>, "value" | "key" | "error"> & {
  readonly words: Pick<Node<string>["words"], "relativeTo">;
};

/** What the generator is given, in its order. */
export interface GivenValues {
  readonly files: readonly ListedFile[];
  /** Where they come from an Application: */
  readonly application?: {
    readonly shown: NamedApplication;
    /** Its inline values, which come last. */
    readonly inline: { readonly parsed: Parsed; readonly error: ListedFile["error"] } | undefined;
  };
}

/** What `deploykf.valuesFiles` and `values` list. */
export function listedValues(deploykf: Node<DeploykfConfig | undefined>): GivenValues {
  return { files: [...deploykf.at("valuesFiles").items(), ...deploykf.at("values").items()] };
}

/** Reads values files but for the one that we write; problems name the file and the place. */
export function readValuesFiles(
  { files: listed, application }: GivenValues,
  generatedFile: string,
  files: ProjectFiles,
  defaults: YamlMap,
  problems: ProblemList,
): UserValues | undefined {
  const own = pathOf(files, generatedFile);
  const [before, later]: [YamlSource[], YamlSource[]] = [[], []];
  let [isBehind, isWhole] = [false, true];
  const take = (source: YamlSource | undefined) => {
    if (source) (isBehind ? later : before).push(source);
    else isWhole = false;
  };
  for (const one of listed) {
    if (pathOf(files, one.value) === own) {
      refuseForeignBlock(one, files);
      isBehind = true;
    } else take(readOne(one, files, problems));
  }
  if (application?.inline) take(valuesOf(application.inline.parsed, application.inline, problems));
  if (!isWhole) return undefined;
  const sources = [...before, ...later];
  const base = mergeFiles(defaults, before);
  const stated = application !== undefined || sources.length > 0;
  const whole = { stated, before: base, later, all: sources };
  const ordered = { ...whole, ...(application && { application: application.shown }) };
  return new UserValues(mergeFiles(base, later), sources, ordered, problems);
}

/** A path in a project, whichever way it is written. */
export function pathOf({ folder }: Pick<ProjectFiles, "folder">, path: string): string {
  return resolve("/", folder, path);
}

/** Files over values, as the generator merges them; an empty file changes nothing. */
export function mergeFiles(base: unknown, files: readonly { readonly value: unknown }[]): unknown {
  return files.reduce<unknown>((merged, { value }) => mergeValues(merged, value ?? {}), base);
}

function readOne(node: ListedFile, files: ProjectFiles, problems: ProblemList): YamlSource | undefined {
  const file = node.value;
  const read = files.read(file);
  if ("unread" in read) {
    const finding = unreadFinding(`${node.key} is ${file}, which ${read.unread.why}`, read.unread, {
      code: "values-file-missing",
      rule:
        read.unread.reason === "missing"
          ? node.words.relativeTo
          : "values files are plain, in UTF-8, and have up to 20 MB",
      mend: "correct the path, or take the file off the list",
    });
    return node.error(finding);
  }
  const { text } = read;
  if (isGeneratedBlock(text)) return node.error(blockAsInput(file, listOf(node)));
  return valuesOf(YamlSource.parse(file, text, valuesSchema, valuesDisclosure), node, problems, listOf(node));
}

/** Values of a text that was read, if they are any. */
function valuesOf(
  parsed: Parsed,
  { error }: Pick<ListedFile, "error">,
  problems: ProblemList,
  list = "the Application",
): YamlSource | undefined {
  if ("finding" in parsed) return problems.error(parsed.finding, parsed.location);
  const { source } = parsed;
  const { file, value } = source;
  const misplaced = misplacedValues(source);
  if (misplaced) return problems.error(misplaced.finding, source.locateKey(misplaced.path) ?? source.locate([]));
  if (value !== null && !isMap(value)) {
    const finding: Finding = {
      code: "values-type",
      message: `${file} is ${Array.isArray(value) ? "a list" : "one plain value"}`,
      rule: "a deployKF values file is a map of sections such as deploykf_core",
      mend: `write its sections, or take it off ${list}`,
    };
    const first = source.locate([0]);
    return first ? problems.error(finding, first) : error(finding);
  }
  return source;
}

/** The file that we write must not be one of the user's own: it isn't read, and would be replaced. */
function refuseForeignBlock(node: ListedFile, files: ProjectFiles): undefined {
  const file = node.value;
  const read = files.read(file);
  if ("unread" in read) {
    if (read.unread.reason === "missing") return undefined;
    const finding = unreadFinding(`deploykf.generatedFile is ${file}, which ${read.unread.why}`, read.unread, {
      code: "generated-file",
      rule: "that file is written by this program: a plain one, or none yet",
      mend: "give generatedFile another name, or correct what is there",
    });
    return node.error(finding);
  }
  if (read.text.trim() === "" || isGeneratedBlock(read.text)) return undefined;
  return node.error({
    code: "generated-file",
    message: `deploykf.generatedFile is ${file}, which isn't a generated values block`,
    rule: "that file is written by this program and never read; yours would be ignored, and replaced",
    mend: "give generatedFile another name, or move what is yours to another file",
  });
}

/** The list of files that one is in. */
function listOf({ key }: Pick<ListedFile, "key">): string {
  return key.slice(0, key.lastIndexOf("["));
}

const blockAsInput = (file: string, list: string): Finding => ({
  code: "generated-file",
  message: `${file} is a generated values block, listed as one of your own files`,
  rule: "read as input it would keep profiles and roles from an earlier run",
  mend:
    list !== "deploykf.values" ? `set deploykf.generatedFile: ${file}, or take it off ${list}` : `take it off ${list}`,
});
