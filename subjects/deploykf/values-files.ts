import { normalize } from "node:path";
import type { ProjectFiles } from "../../base/files/project-files.js";
import type { Node } from "../../base/input/node.js";
import { unreadFinding } from "../../base/input/unread.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import { valuesSchema } from "../../base/yaml/dialect.js";
import { isMap, mergeValues, type YamlMap } from "../../base/yaml/merge.js";
import { YamlSource } from "../../base/yaml/source.js";
import { isGeneratedBlock } from "./block-header.js";
import { valuesDisclosure } from "./disclosed-values.js";
import type { DeploykfConfig } from "./schema.js";
import { UserValues } from "./user-values.js";

/** Reads `deploykf.valuesFiles` but for the file that we write; problems name the file and the place. */
export function readValuesFiles(
  deploykf: Node<DeploykfConfig | undefined>,
  files: ProjectFiles,
  defaults: YamlMap,
  problems: ProblemList,
): UserValues | undefined {
  const own = normalize(deploykf.value?.generatedFile ?? "");
  const [before, later]: [YamlSource[], YamlSource[]] = [[], []];
  let [isBehind, isWhole] = [false, true];
  for (const node of [...deploykf.at("valuesFiles").items(), ...deploykf.at("values").items()]) {
    if (normalize(node.value) === own) {
      refuseForeignBlock(node, files);
      isBehind = true;
      continue;
    }
    const source = readOne(node, files, problems);
    if (source) (isBehind ? later : before).push(source);
    else isWhole = false;
  }
  if (!isWhole) return undefined;
  const sources = [...before, ...later];
  const base = mergeFiles(defaults, before);
  const ordered = { stated: sources.length > 0, before: base, later, all: sources };
  return new UserValues(mergeFiles(base, later), sources, ordered, problems);
}

/** Files over values, as the generator merges them; an empty file changes nothing. */
export function mergeFiles(base: unknown, files: readonly { readonly value: unknown }[]): unknown {
  return files.reduce<unknown>((merged, { value }) => mergeValues(merged, value ?? {}), base);
}

function readOne(node: Node<string>, files: ProjectFiles, problems: ProblemList): YamlSource | undefined {
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
  const result = YamlSource.parse(file, text, valuesSchema, valuesDisclosure);
  if ("finding" in result) return problems.error(result.finding, result.location);
  const { value } = result.source;
  if (value !== null && !isMap(value)) {
    const finding: Finding = {
      code: "values-type",
      message: `${file} is ${Array.isArray(value) ? "a list" : "one plain value"}`,
      rule: "a deployKF values file is a map of sections such as deploykf_core",
      mend: `write its sections, or take it off ${listOf(node)}`,
    };
    const first = result.source.locate([0]);
    return first ? problems.error(finding, first) : node.error(finding);
  }
  return result.source;
}

/** The file that we write must not be one of the user's own: it isn't read, and would be replaced. */
function refuseForeignBlock(node: Node<string>, files: ProjectFiles): undefined {
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
function listOf({ key }: Node<string>): string {
  return key.slice(0, key.lastIndexOf("["));
}

const blockAsInput = (file: string, list: string): Finding => ({
  code: "generated-file",
  message: `${file} is a generated values block, listed as one of your own files`,
  rule: "read as input it would keep profiles and roles from an earlier run",
  mend:
    list === "deploykf.valuesFiles"
      ? `set deploykf.generatedFile: ${file}, or take it off ${list}`
      : `take it off ${list}`,
});
