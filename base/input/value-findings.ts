import { closest } from "fastest-levenshtein";
import type { z } from "zod";
import { quoted } from "../problems/harmless.js";
import type { Finding } from "../problems/problem.js";
import { shortened } from "../problems/text.js";
import type { Path } from "../yaml/source.js";
import type { RawConfig } from "./raw.js";
import { isNear } from "./unknown-keys.js";

/** What is wrong with a value that doesn't fit its schema, in words. */

/** A value, its place, and what it may be called. */
interface Given {
  readonly raw: RawConfig;
  readonly path: Path;
  readonly name: string;
  readonly given: unknown;
  /** What its text would have to pass. */
  readonly rule: ((key: string, value: string) => Finding | undefined) | undefined;
}

export function wrongValue({ raw, path, name, given, rule }: Given, issue: z.core.$ZodIssue): Finding {
  const expected = expectation(issue);
  const values = allowed(issue);
  const isPlain = raw.schema.kindOf(path) !== undefined && !raw.given?.isHidden(path);
  if (values && typeof given === "string" && isPlain) {
    return {
      code: "config-value",
      message: `${name} is ${quoted(given)}`,
      rule: `one of: ${values.join(", ")}`,
      mend: values.length > 1 ? suggestion(given, values) : `use ${values.join()}`,
    };
  }
  const quote = typeof given === "number" && expected === "a string" && isPlain;
  const text = quote ? asWritten(given, raw.source(path)?.text ?? "") : "";
  return {
    code: issue.code === "invalid_type" ? "config-type" : "config-value",
    message: `${name} is ${quote ? `the number ${text}` : shown(given, isPlain)}`,
    rule: `expected ${expected}`,
    mend: quote
      ? (rule?.(name, text)?.mend ?? `put it in quotes: "${text}"`)
      : (mendOf(raw, expected) ?? `give ${expected}`),
  };
}

/** A number in the user's own digits: zeros at its ends are lost in its value. */
function asWritten(given: number, text: string): string {
  return text !== "" && Number(text) === given ? shortened(text) : String(given);
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

function mendOf({ words: { writing } }: RawConfig, expected: string): string | undefined {
  return new Map(Object.entries(writing)).get(expected);
}

function suggestion(given: string, values: readonly string[]): string {
  const near = closest(given, [...values]);
  return isNear(given, near) ? `did you mean ${near}?` : "choose one of them";
}

/** The values that are allowed, where they are listed. */
export function allowed(issue: z.core.$ZodIssue): string[] | undefined {
  if (issue.code === "invalid_value") return issue.values.map(String);
  // Of a discriminator; undefined among the options is its default.
  const options = issue.code === "invalid_union" && "options" in issue ? issue.options : undefined;
  return options?.filter((option) => option !== undefined).map(String);
}

export function expectation(issue: z.core.$ZodIssue): string {
  const values = allowed(issue);
  if (values) return `one of ${values.join(", ")}`;
  if (issue.code === "invalid_type") return typeNames[issue.expected] ?? issue.expected;
  return issue.code === "too_small" && issue.origin === "array" ? `at least ${issue.minimum} entry` : issue.message;
}

/** A value in words, for what isn't of the right type; one of a key that isn't known to be plain isn't shown. */
export function shown(value: unknown, isPlain: boolean): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  if (value === "") return "empty";
  if (typeof value === "boolean") return `the boolean ${value}`;
  if (typeof value === "string") return isPlain ? quoted(value) : "a text";
  return isPlain ? `the ${typeof value} ${String(value)}` : `a ${typeof value}`;
}
