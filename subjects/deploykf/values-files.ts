import { normalize } from "node:path";
import { pathText, type RawConfig } from "../../base/input/raw.js";
import { unreadFinding } from "../../base/input/unread.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import { valuesSchema } from "../../base/yaml/dialect.js";
import { isMap, mergeValues, type YamlMap } from "../../base/yaml/merge.js";
import { type Path, YamlSource } from "../../base/yaml/source.js";
import { isGeneratedBlock } from "./block-header.js";
import { valuesDisclosure } from "./disclosed-values.js";
import type { DeploykfConfig } from "./schema.js";
import { UserValues } from "./user-values.js";

/** Reads `deploykf.valuesFiles` but for the file that we write; problems name the file and the place. */
export function readValuesFiles(
  raw: RawConfig,
  config: DeploykfConfig,
  defaults: YamlMap,
  problems: ProblemList,
): UserValues | undefined {
  const own = normalize(config.generatedFile);
  const place = config.valuesFiles.findIndex((file) => normalize(file) === own);
  const read: { source: YamlSource | undefined; later: boolean }[] = [];
  for (const [index, file] of config.valuesFiles.entries()) {
    if (normalize(file) === own) {
      refuseForeignBlock(raw, file, index, problems);
      continue;
    }
    const source = readOne(raw, file, ["deploykf", "valuesFiles", index], problems);
    read.push({ source, later: place >= 0 && index > place });
  }
  const sources = read.flatMap(({ source }) => (source ? [source] : []));
  if (sources.length < read.length) return undefined;
  const before = read.flatMap(({ source, later }) => (source && !later ? [source] : []));
  const later = read.flatMap(({ source, later: isLater }) => (source && isLater ? [source] : []));
  const base = mergeFiles(defaults, before);
  const files = { stated: sources.length > 0, before: base, later };
  return new UserValues(mergeFiles(base, later), sources, files, problems);
}

/** Files over values, as the generator merges them; an empty file changes nothing. */
export function mergeFiles(base: unknown, files: readonly { readonly value: unknown }[]): unknown {
  return files.reduce<unknown>((merged, { value }) => mergeValues(merged, value ?? {}), base);
}

function readOne(raw: RawConfig, file: string, path: Path, problems: ProblemList): YamlSource | undefined {
  const configPath = [`${raw.project}:${path[0]}`, ...path.slice(1)];
  const read = raw.files.read(file);
  if ("unread" in read) {
    const finding = unreadFinding(
      `${pathText(raw.project, configPath)} is ${file}, which ${read.unread.why}`,
      read.unread,
      {
        code: "values-file-missing",
        rule:
          read.unread.reason === "missing"
            ? "paths are relative to Pulumi.yaml"
            : "values files are plain, in UTF-8, and have up to 20 MB",
        mend: "correct the path, or take the file off the list",
      },
    );
    problems.error(finding, raw.locate(configPath));
    return undefined;
  }
  const { text } = read;
  if (isGeneratedBlock(text)) {
    problems.error(blockAsInput(file), raw.locate(configPath));
    return undefined;
  }
  const result = YamlSource.parse(file, text, valuesSchema, valuesDisclosure);
  if ("finding" in result) {
    problems.error(result.finding, result.location);
    return undefined;
  }
  const { value } = result.source;
  if (value !== null && !isMap(value)) {
    const finding: Finding = {
      code: "values-type",
      message: `${file} is ${Array.isArray(value) ? "a list" : "one plain value"}`,
      rule: "a deployKF values file is a map of sections such as deploykf_core",
      mend: "write its sections, or take it off deploykf.valuesFiles",
    };
    problems.error(finding, result.source.locate([0]) ?? raw.locate(configPath));
    return undefined;
  }
  return result.source;
}

/** The file that we write must not be one of the user's own: it isn't read, and would be replaced. */
function refuseForeignBlock(raw: RawConfig, file: string, index: number, problems: ProblemList): void {
  const place = raw.locate([`${raw.project}:deploykf`, "valuesFiles", index]);
  const read = raw.files.read(file);
  if ("unread" in read) {
    if (read.unread.reason === "missing") return;
    const finding = unreadFinding(`deploykf.generatedFile is ${file}, which ${read.unread.why}`, read.unread, {
      code: "generated-file",
      rule: "that file is written by this program: a plain one, or none yet",
      mend: "give generatedFile another name, or correct what is there",
    });
    problems.error(finding, place);
    return;
  }
  if (read.text.trim() === "" || isGeneratedBlock(read.text)) return;
  const finding: Finding = {
    code: "generated-file",
    message: `deploykf.generatedFile is ${file}, which isn't a generated values block`,
    rule: "that file is written by this program and never read; yours would be ignored, and replaced",
    mend: "give generatedFile another name, or move what is yours to another file",
  };
  problems.error(finding, place);
}

function blockAsInput(file: string): Finding {
  return {
    code: "generated-file",
    message: `${file} is a generated values block, listed as one of your own files`,
    rule: "read as input it would keep profiles and roles from an earlier run",
    mend: `set deploykf.generatedFile: ${file}, or take it off deploykf.valuesFiles`,
  };
}
