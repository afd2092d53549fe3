import { quoted } from "../../base/problems/harmless.js";
import { type Finding, type Location, withoutValue } from "../../base/problems/problem.js";
import { shortened } from "../../base/problems/text.js";
import { PlainScalar } from "../../base/yaml/dialect.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { isMap, mergeValues, valueAt, type YamlMap } from "../../base/yaml/merge.js";
import { inlineKeyPaths } from "./paths.js";
import type { ValuesFiles } from "./user-values.js";
import { mergeFiles } from "./values-files.js";

/** The values as deployKF will have them: the user's files, with our block at its place among them. */
export function mergedValues({ files }: { readonly files: ValuesFiles }, block: YamlMap): unknown {
  return mergeFiles(mergeValues(files.before, block), files.later);
}

interface Undone {
  readonly finding: Finding;
  readonly location: Location | undefined;
}

/**
 * Every leaf of our block that comes out of the merge as another one, by the file that makes it so. A stand-in is for a
 * text that isn't known yet, and may be any.
 */
export function undoneLeaves(
  { files, standIns }: { readonly files: ValuesFiles; readonly standIns: readonly string[] },
  block: YamlMap,
  generatedFile: string,
): readonly Undone[] {
  const merged = mergedValues({ files }, block);
  return leavesOf(block, []).flatMap(({ path, value }): Undone[] => {
    const now = valueAt(merged, path);
    if (sameToDeploykf(value, now, standIns)) return [];
    const by = files.later.findLast((file) => touchedBy(file.value, path));
    const touched = by && touchedBy(by.value, path);
    if (!touched) return [];
    const finding: Finding = {
      code: "values-undone",
      message: `${by.file} ${undoing(touched, path, value, now)}, behind our block`,
      ...winning(by.file, files.application, generatedFile),
    };
    const location = by.locate(touched);
    return [{ finding, location: isKey(path) ? withoutValue(location) : location }];
  });
}

function winning(
  file: string,
  application: ValuesFiles["application"],
  generatedFile: string,
): Pick<Finding, "rule" | "mend"> {
  if (application?.inline === file) {
    return { rule: "an Application's inline values win over all its values_files", mend: "remove it there" };
  }
  return {
    rule: `files behind ${generatedFile} in ${application ? "values_files" : "deploykf.valuesFiles"} win over it`,
    mend: `remove it there, or move ${file} before ${generatedFile}`,
  };
}

function undoing(touched: readonly string[], path: readonly string[], ours: unknown, theirs: unknown): string {
  const name = touched.join(".");
  if (touched.length < path.length) return `replaces all of ${name}`;
  if (Array.isArray(ours)) return `replaces the list ${name}`;
  if (isKey(path)) return `sets ${name}`;
  return `sets ${name} to ${shown(theirs)} in place of ${shown(ours)}`;
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Lists are replaced whole, so each is one. */
function leavesOf(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (!isMap(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]));
}

/** What a file says of a path: there, or of a section on the way to it that it replaces. */
function touchedBy(value: unknown, path: readonly string[]): readonly string[] | undefined {
  const depth = path.findIndex((_, index) => {
    const part = valueAt(value, path.slice(0, index + 1));
    return part !== undefined && (index === path.length - 1 || !isMap(part));
  });
  return depth < 0 ? undefined : path.slice(0, depth + 1);
}

/** deployKF renders a number and the same digits in quotes alike; a boolean is no text to it. */
export function sameToDeploykf(ours: unknown, theirs: unknown, standIns: readonly string[]): boolean {
  const [own, other] = [canonicalJson(rendered(ours)), canonicalJson(rendered(theirs))];
  if (own === other) return true;
  const known = standIns.reduce((parts, one) => parts.flatMap((part) => part.split(one)), [own]);
  return known.length > 1 && hasInOrder(other, known);
}

/** Whether a text is these parts, with anything between them. */
function hasInOrder(text: string, [first = "", ...rest]: readonly string[]): boolean {
  const last = rest.at(-1) ?? "";
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

function rendered(value: unknown): unknown {
  if (value instanceof PlainScalar) return value.source;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(rendered);
  if (!isMap(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rendered(part)]));
}

export function isKey(path: readonly string[]): boolean {
  return inlineKeyPaths.some((one) => one.join() === path.join());
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "object" && !(value instanceof PlainScalar)) return Array.isArray(value) ? "a list" : "a map";
  return typeof value === "string" ? quoted(value) : shortened(JSON.stringify(value));
}
