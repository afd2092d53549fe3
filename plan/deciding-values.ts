import { createHash } from "node:crypto";
import { hideSecrets } from "../base/input/hidden.js";
import { jsonData } from "../base/yaml/dialect.js";
import { canonicalJson } from "../base/yaml/json.js";
import { isMap, valueAt, type YamlMap } from "../base/yaml/merge.js";
import { type DeploykfVersion, deploykfDefaults } from "../subjects/deploykf/defaults.js";
import {
  decidingPaths,
  inlineKeyPaths,
  ownManifestKeys,
  templatedPaths,
  valuePaths,
} from "../subjects/deploykf/paths.js";
import { hasTemplate } from "../subjects/deploykf/templates.js";
import type { ComparedValues } from "./record.js";

export function comparedValues(merged: unknown, block: YamlMap, version: DeploykfVersion): ComparedValues {
  const data = jsonData(merged);
  const values = [...inlineKeyPaths, ...defaultRoot(merged, version)].reduce<unknown>(
    (rest, path) => cut(rest, path),
    subtracted(data, block),
  );
  const digestedPaths = ownManifestPaths(values);
  const digested = digestedPaths.flatMap((path) => {
    const value = valueAt(values, path);
    return isNothing(value) ? [] : [[path.join("."), digestOf(value)]];
  });
  // What a template reads may stand anywhere.
  const templates = templatedPaths.some((path) => hasTemplate(valueAt(data, path)))
    ? [["what templates may read", digestOf(values)]]
    : [];
  const deciding = decidingPaths.flatMap((path) => {
    const value = pruned(hideSecrets(valueAt(values, path)));
    return isNothing(value) ? [] : [[path.join("."), value]];
  });
  const others = [...digestedPaths, ...decidingPaths].reduce<unknown>((rest, path) => cut(rest, path), values);
  const sections = sectionsOf(pruned(others)).map(([name, value]) => [name, digestOf(value)]);
  return {
    deciding: Object.fromEntries([...templates, ...digested, ...deciding]),
    sections: Object.fromEntries(sections),
  };
}

function ownManifestPaths(values: unknown): readonly (readonly string[])[] {
  const mapsIn = (value: unknown) => Object.entries(isMap(value) ? value : {});
  return mapsIn(values).flatMap(([first, section]) =>
    mapsIn(section).flatMap(([second, part]) => {
      if (ownManifestKeys.has(second)) return [[first, second]];
      return mapsIn(part).flatMap(([third]) => (ownManifestKeys.has(third) ? [[first, second, third]] : []));
    }),
  );
}

/** The release decides the default, and is compared itself. */
function defaultRoot(merged: unknown, version: DeploykfVersion): readonly (readonly string[])[] {
  const path = valuePaths.pipelineRoot;
  return valueAt(merged, path) === valueAt(deploykfDefaults(version), path) ? [path] : [];
}

/** Values without the leaves that the block has; its lists replace what they stand on, so they go whole. */
function subtracted(values: unknown, block: unknown): unknown {
  if (!isMap(values) || !isMap(block)) return values;
  const rest = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    if (!Object.hasOwn(block, key)) return [[key, value]];
    return isMap(block[key]) ? [[key, subtracted(value, block[key])]] : [];
  });
  return Object.fromEntries(rest);
}

function cut(values: unknown, [step = "", ...rest]: readonly string[]): unknown {
  if (!isMap(values) || !Object.hasOwn(values, step)) return values;
  const { [step]: part, ...others } = values;
  return rest.length === 0 ? others : { ...others, [step]: cut(part, rest) };
}

/** What is empty says nothing to deployKF, and a map from which our block's leaves were taken is. */
function pruned(values: unknown): unknown {
  if (!isMap(values)) return values;
  const parts = Object.entries(values).map(([key, part]): [string, unknown] => [key, pruned(part)]);
  return Object.fromEntries(parts.filter(([, part]) => !isNothing(part)));
}

function isNothing(value: unknown): boolean {
  if (Array.isArray(value) || isMap(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === "";
}

/** Two steps deep, and one more in the sections that hold what decides. */
function sectionsOf(values: unknown): readonly (readonly [string, unknown])[] {
  const deeper = new Set([...decidingPaths, ...templatedPaths].map((path) => path.slice(0, 2).join(".")));
  const below = (value: unknown, path: readonly string[]): readonly (readonly [string, unknown])[] => {
    const isEnd = path.length === 3 || (path.length === 2 && !deeper.has(path.join(".")));
    if (isEnd || !isMap(value)) return [[path.join("."), value]];
    return Object.entries(value).flatMap(([key, part]) => below(part, [...path, key]));
  };
  return isMap(values) ? below(values, []) : [];
}

/** Where a secret is in it, it is the same in this process alone. */
function digestOf(value: unknown): string {
  return createHash("sha256")
    .update(canonicalJson(hideSecrets(value)))
    .digest("hex")
    .slice(0, 32);
}
