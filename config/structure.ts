import { closest } from "fastest-levenshtein";
import { z } from "zod";
import { valueAt } from "../deploykf/merge.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { listed } from "../problems/text.js";
import type { Path } from "../yaml/source.js";
import { pathText, type RawConfig } from "./raw.js";
import { clusterSources, type StackKey, type StackValue, stackKeys } from "./schema.js";

/** Checks one top-level key against its schema; undefined where that found problems. */
export function readKey<K extends StackKey>(raw: RawConfig, key: K, problems: ProblemList): StackValue<K> | undefined {
  const fullKey = `${raw.project}:${key}`;
  const value = raw.values.get(fullKey);
  const schema: z.ZodType = stackKeys[key];
  const result = schema.safeParse(value);
  if (result.success) return result.data as StackValue<K>;
  for (const issue of result.error.issues) report(raw, key, value, issue, problems);
  return undefined;
}

/** Reports keys of the project's namespace that nothing reads, and namespaces that look like it. */
export function reportUnknownKeys(raw: RawConfig, problems: ProblemList): void {
  const known = Object.keys(stackKeys);
  for (const fullKey of raw.values.keys()) {
    const [namespace = "", name = ""] = fullKey.split(":", 2);
    if (namespace === raw.project && !known.includes(name)) {
      problems.error(unknownKey(pathText(raw.project, [fullKey]), name, known), raw.locateKey([fullKey]));
    } else if (
      namespace !== raw.project &&
      known.includes(name) &&
      closest(namespace, [raw.project, "aws"]) !== "aws"
    ) {
      problems.error(wrongNamespace(fullKey, raw.project, name), raw.locateKey([fullKey]));
    }
  }
}

function report(
  raw: RawConfig,
  topKey: StackKey,
  value: unknown,
  issue: z.core.$ZodIssue,
  problems: ProblemList,
): void {
  const path: Path = [
    `${raw.project}:${topKey}`,
    ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step)),
  ];
  const key = pathText(raw.project, path);
  const given = valueAt(value, issue.path.map(String));
  if (issue.code === "unrecognized_keys") {
    for (const unknown of issue.keys) {
      const { keys, onlyUnder } = knownAt(topKey, value, issue.path, unknown);
      const finding = onlyUnder
        ? keyOfOther(`${key}.${unknown}`, onlyUnder)
        : unknownKey(`${key}.${unknown}`, unknown, keys);
      problems.error(finding, raw.locateKey([...path, unknown]));
    }
    return;
  }
  if (given === undefined) {
    problems.error(missing(key, expectation(issue), raw), raw.locate(path));
    return;
  }
  problems.error(wrongValue(key, given, issue, raw), raw.locate(path));
}

function unknownKey(key: string, name: string, known: readonly string[]): Finding {
  const near = known.length > 0 ? closest(name, [...known]) : undefined;
  return {
    code: "config-unknown-key",
    message: `${key} isn't a key of the stack config`,
    rule: `known here: ${listed(known, 12)}`,
    mend: near ? `did you mean ${near}? Otherwise remove the key` : "remove the key",
  };
}

function keyOfOther(key: string, variant: string): Finding {
  return {
    code: "config-unknown-key",
    message: `${key} is only for ${variant}`,
    rule: "it would have no effect here",
    mend: `remove it, or set ${variant}`,
  };
}

function wrongNamespace(fullKey: string, project: string, name: string): Finding {
  return {
    code: "config-unknown-key",
    message: `${fullKey} is in another namespace than the project`,
    rule: `keys of this program begin with the project's name in Pulumi.yaml, ${project}:`,
    mend: `write ${project}:${name}`,
  };
}

function missing(key: string, expected: string, raw: RawConfig): Finding {
  return {
    code: "config-missing",
    message: `${key} is missing in ${raw.stackFile}`,
    rule: `it has no default; expected: ${expected}`,
    mend:
      expected === "a map"
        ? `add ${raw.project}:${key} to the file (docs/config.md#${key})`
        : `pulumi config set --stack ${raw.stack} --path '${key}' VALUE`,
  };
}

function wrongValue(key: string, given: unknown, issue: z.core.$ZodIssue, raw: RawConfig): Finding {
  const expected = expectation(issue);
  if (isSecure(given)) {
    return {
      code: "config-type",
      message: `${key} is encrypted`,
      rule: "names and numbers are read in plain text, so that a plan can be made without a passphrase",
      mend: `pulumi config set --stack ${raw.stack} --plaintext --path '${key}' VALUE`,
    };
  }
  if (issue.code === "invalid_value" && typeof given === "string") {
    const allowed = issue.values.map(String);
    const near = allowed.length > 1 ? `did you mean ${closest(given, allowed)}?` : `use ${allowed.join(", ")}`;
    return {
      code: "config-value",
      message: `${key} is ${JSON.stringify(given)}`,
      rule: `one of: ${allowed.join(", ")}`,
      mend: near,
    };
  }
  const quote = typeof given === "number" && expected === "a string";
  return {
    code: issue.code === "invalid_type" ? "config-type" : "config-value",
    message: `${key} is ${shown(given)}`,
    rule: `expected ${expected}`,
    mend: quote ? `put it in quotes: "${given}"` : `give ${expected}`,
  };
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  object: "a map",
  record: "a map",
  array: "a list",
};

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return typeNames[issue.expected] ?? issue.expected;
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "array" ? `at least ${issue.minimum} entry` : `at least ${issue.minimum}`;
    case "invalid_union":
      return issue.path.at(-1) === "source" ? `one of ${clusterSources.join(", ")}` : issue.message;
    default:
      return issue.message;
  }
}

function shown(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  if (value === "") return "empty";
  return typeof value === "string" ? JSON.stringify(value) : `the ${typeof value} ${String(value)}`;
}

function isSecure(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "secure";
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly default?: unknown;
}

/** Keys that tell the variants of a map apart. */
const discriminators = ["source", "mode", "auth"] as const;

/** What the schema knows where a key was not recognized: this variant's keys, and which variant has the key. */
function knownAt(key: StackKey, value: unknown, path: readonly PropertyKey[], unknown: string) {
  let schema: JsonSchema | undefined = z.toJSONSchema(stackKeys[key], { io: "input" }) as JsonSchema;
  let at = value;
  for (const step of path) {
    schema = schema?.properties?.[String(step)] ?? (schema?.additionalProperties || undefined);
    at = valueAt(at, [String(step)]);
  }
  const variants = schema?.oneOf ?? [];
  const chosen = variants.find((variant) => isChosen(variant, at));
  const other = variants.find(({ properties }) => properties && unknown in properties);
  const keys = Object.keys((chosen ?? schema)?.properties ?? {});
  return { keys, onlyUnder: other && nameOf(other) };
}

function isChosen({ properties = {} }: JsonSchema, value: unknown): boolean {
  return discriminators.some((key) => {
    const expected = properties[key];
    return expected?.const !== undefined && (valueAt(value, [key]) ?? expected.default) === expected.const;
  });
}

/** A variant as the user writes it: `mode: keys`. */
function nameOf({ properties = {} }: JsonSchema): string | undefined {
  const key = discriminators.find((one) => properties[one]?.const !== undefined);
  return key && `${key}: ${String(properties[key]?.const)}`;
}
