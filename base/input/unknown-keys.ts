import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import { regionKey } from "../aws/regions.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { listed } from "../problems/text.js";
import { valueAt } from "../yaml/merge.js";
import type { Path } from "../yaml/source.js";
import { type JsonSchema, jsonSchemaOf } from "./config-schema.js";
import { pathText, type RawConfig, shownPath } from "./raw.js";
import type { Words } from "./words.js";

/** A longer name is nobody's typing error, and comparing it takes its length squared. */
const mostCharacters = 200;

/** Reports keys of the project's namespace that nothing reads, and namespaces that look like it. */
export function reportUnknownKeys(raw: RawConfig, problems: ProblemList): void {
  for (const fullKey of raw.values.keys()) {
    const meant = intended(raw, fullKey);
    if (meant === undefined) continue;
    const finding =
      raw.shows([fullKey]) || isTypo(fullKey, meant)
        ? topFinding(raw, fullKey, meant)
        : namelessKey(raw.words.whole, raw.words);
    problems.error(finding, raw.locateKey([fullKey]));
  }
}

function topFinding({ project, schema, words }: RawConfig, fullKey: string, meant: string): Finding {
  const key = pathText(project, [fullKey]);
  if (meant === regionKey) return providersKey(key, words);
  return fullKey === `${project}:${key}`
    ? unknownKey(key, pathText(project, [meant]), Object.keys(schema.keys), words)
    : wrongNamespace(fullKey, project, meant);
}

/** Whether a key that is missing stands there misspelt, which is reported as an unknown key. */
export function isMisspelt(raw: RawConfig, missing: string): boolean {
  // As an argument it is one of the component's own.
  const fullKey = raw.given && missing === regionKey ? `${raw.project}:region` : missing;
  return [...raw.values.keys()].some((key) => intended(raw, key) === fullKey && isTypo(key, fullKey));
}

/** The nearest known key, of a key that isn't known. */
function intended({ project, schema, given }: RawConfig, fullKey: string): string | undefined {
  const topKeys = Object.keys(schema.keys);
  const [namespace = "", name = ""] = fullKey.split(":", 2);
  if (namespace === project) {
    if (topKeys.includes(name)) return undefined;
    if (given) return `${project}:${closest(name, topKeys)}`;
    return `aws:${name}` === regionKey ? regionKey : `${project}:${closest(name, topKeys)}`;
  }
  return !given && topKeys.includes(name) && closest(namespace, [project, "aws"]) !== "aws"
    ? `${project}:${name}`
    : undefined;
}

/** Near enough to be worth a question. */
export function isNear(name: string, known: string): boolean {
  return distance(name.toLowerCase(), known.toLowerCase()) <= Math.max(name.length, known.length) / 2;
}

/** Near enough that one was surely typed for the other. */
function isTypo(name: string, known: string): boolean {
  const [, key] = name.split(":");
  const [, knownKey = known] = known.split(":");
  return key === knownKey || distance(name, known) <= Math.max(2, knownKey.length / 3);
}

/** A key inside a top-level one that the schema doesn't have. */
export interface UnknownKey {
  readonly path: Path;
  readonly finding: Finding;
  /** The key beside it that was surely meant. */
  readonly meant: string | undefined;
}

/** `path` is that of the map, below the top-level key. */
export function unknownKeysIn(args: {
  readonly raw: RawConfig;
  readonly key: string;
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly path: Path;
  readonly names: readonly string[];
}): readonly UnknownKey[] {
  const { raw, key, schema, value, path, names } = args;
  const { known: siblings, others } = schemaAt(schema, value, path);
  return names.map((name) => {
    const owners = others.filter(({ properties = {} }) => Object.hasOwn(properties, name));
    if (owners.length > 0) {
      const finding = keyOfOthers(pathText("", [key, ...path, name]), owners.map(variantOf));
      return { path: [...path, name], finding, meant: undefined };
    }
    const near = name.length <= mostCharacters && siblings.length > 0 ? closest(name, siblings) : undefined;
    const meant = near && isTypo(name, near) ? near : undefined;
    const fullPath = [`${raw.project}:${key}`, ...path];
    const shown = meant !== undefined || raw.shows([...fullPath, name]);
    const finding = shown
      ? unknownKey(`${shownPath(raw, fullPath)}.${name}`, near, siblings, raw.words)
      : namelessKey(shownPath(raw, fullPath), raw.words);
    return { path: [...path, name], finding, meant };
  });
}

/** A key that could be a secret itself: a value that lost its own. */
export const namelessKey = (parent: string, words: Words): Finding => ({
  code: "config-unknown-key",
  message: `something in ${parent} isn't ${words.key}`,
  rule: "it isn't shown, because it may be a secret",
  mend: "correct it, or remove it",
});

const unknownKey = (key: string, near: string | undefined, known: readonly string[], words: Words): Finding => ({
  code: "config-unknown-key",
  message: `${key} isn't ${words.key}`,
  rule: `known here: ${listed(known, 14)}`,
  mend:
    near && isNear(key.split(".").at(-1) ?? key, near)
      ? `did you mean ${near}? Otherwise remove the key`
      : "remove the key",
});

/** Which variants of a map have the key. */
function keyOfOthers(key: string, owners: readonly Variant[]): Finding {
  const [first] = owners;
  const values = owners.map(({ value }) => value);
  const last = values.pop() ?? "";
  const names = values.length > 0 ? `${values.join(", ")} or ${last}` : last;
  return {
    code: "config-unknown-key",
    message: `${key} is only for ${first?.key}: ${names}`,
    rule: "it would have no effect here",
    mend: values.length > 0 ? "remove it" : `remove it, or set ${first?.key}: ${names}`,
  };
}

const wrongNamespace = (fullKey: string, project: string, meant: string): Finding => ({
  code: "config-unknown-key",
  message: `${fullKey} is in another namespace than the project`,
  rule: `keys of this program begin with the project's name in Pulumi.yaml, ${project}:`,
  mend: `write ${meant}`,
});

const providersKey = (key: string, words: Words): Finding => ({
  code: "config-unknown-key",
  message: `${key} isn't ${words.key}`,
  rule: `the AWS provider has it, as ${regionKey}`,
  mend: `write ${regionKey}`,
});

/** Keys that tell the variants of a map apart. */
const discriminators = ["source", "mode", "auth"] as const;

/** The schema of the map at a path: the variant that its value chooses, and the others. */
function schemaAt(whole: z.ZodType, value: unknown, path: Path) {
  let schema: JsonSchema | undefined = jsonSchemaOf(whole);
  for (const [index, step] of path.entries()) {
    const map: JsonSchema | undefined = chosenVariant(schema, valueAt(value, path.slice(0, index))) ?? schema;
    schema = map?.properties?.[step] ?? (map?.additionalProperties || undefined);
  }
  const variants = schema?.oneOf ?? [];
  const chosen = chosenVariant(schema, valueAt(value, path));
  return { known: Object.keys((chosen ?? schema)?.properties ?? {}), others: variants.filter((one) => one !== chosen) };
}

function chosenVariant(schema: JsonSchema | undefined, value: unknown): JsonSchema | undefined {
  return schema?.oneOf?.find((variant) => isChosen(variant, value));
}

function isChosen({ properties = {} }: JsonSchema, value: unknown): boolean {
  return discriminators.some((key) => {
    const expected = properties[key];
    return expected?.const !== undefined && (valueAt(value, [key]) ?? expected.default) === expected.const;
  });
}

interface Variant {
  readonly key: string;
  readonly value: string;
}

/** A variant as the user writes it: `mode: keys`. */
function variantOf({ properties = {} }: JsonSchema): Variant {
  const key = discriminators.find((one) => properties[one]?.const !== undefined) ?? "";
  return { key, value: String(properties[key]?.const) };
}
