import type { z } from "zod";
import { type Finding, type ProblemList, withoutText, withoutValue } from "../problems/problem.js";
import { valueAt } from "../yaml/merge.js";
import type { Path } from "../yaml/source.js";
import { checkFields, partOf, ruleAt } from "./field.js";
import { Node } from "./node.js";
import { pathText, type RawConfig, shownPath } from "./raw.js";
import { isReadable, reportAmbiguous } from "./readable.js";
import { isSecure } from "./secure.js";
import { isMisspelt, namelessKey, type UnknownKey, unknownKeysIn } from "./unknown-keys.js";
import { allowed, expectation, wrongValue } from "./value-findings.js";

/** The parsed value of each top-level key; undefined where that found problems. */
export type Parsed<S extends Readonly<Record<string, z.ZodType>>> = {
  readonly [K in keyof S]: z.output<S[K]> | undefined;
};

/**
 * Parses the config's top-level keys, each by itself, and asks the rules in their schemas. Its secrets aren't looked at: they
 * are parsed where somebody needs them.
 */
export function parseConfig<S extends Readonly<Record<string, z.ZodType>>>(
  schemas: S,
  raw: RawConfig,
  problems: ProblemList,
): Node<Parsed<S>> {
  const plain = Object.entries(schemas).filter(([key]) => key !== raw.schema.secrets.key);
  const values = Object.fromEntries(plain.map(([key, schema]) => [key, parseKey(key, schema, raw, problems)]));
  const config = new Node(values as Parsed<S>, [], raw, problems);
  for (const [key, schema] of plain) checkFields(schema, partOf(config, key));
  return config;
}

/** Reports what isn't plain data; whether there is anything to parse. */
export function reportUnfit({ given }: RawConfig, problems: ProblemList): boolean {
  for (const { finding } of given?.unfit ?? []) problems.error(finding);
  return !given?.unfit.some(({ path }) => path.length === 0);
}

/** Whether a value, or one that it is a part of, was left out because it isn't plain data. */
export function isUnfit({ given }: RawConfig, path: Path): boolean {
  return given?.unfit.some((one) => one.path.every((step, index) => step === path[index])) ?? false;
}

/** Checks one top-level key against its schema; undefined where that found problems. */
export function parseKey<S extends z.ZodType>(
  key: string,
  schema: S,
  raw: RawConfig,
  problems: ProblemList,
): z.output<S> | undefined {
  const fullKey = `${raw.project}:${key}`;
  const isSecret = key === raw.schema.secrets.key;
  const value = raw.values.get(fullKey);
  if (!isSecret && !isReadable(raw, fullKey, problems)) return undefined;
  const result = schema.safeParse(value);
  if (result.success) {
    // Without what isn't plain data it would be another one.
    if (raw.given?.unfit.some(({ path: [key] }) => key === fullKey)) return undefined;
    if (!isSecret) reportAmbiguous(raw, fullKey, problems);
    return result.data;
  }
  if (value === undefined && (isMisspelt(raw, fullKey) || isUnfit(raw, [fullKey]))) return undefined;
  const { issues } = result.error;
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? unknownKeysIn({ raw, key, schema, value, path: pathOf(issue), names: issue.keys })
      : [],
  );
  const meant = new Set(unknown.map(({ path, meant }) => pathText("", [...path.slice(0, -1), meant ?? ""])));
  const wrong = issues.filter((issue) => {
    const isMeant = valueAt(value, pathOf(issue)) === undefined && meant.has(pathText("", pathOf(issue)));
    return issue.code !== "unrecognized_keys" && !isMeant && !isUnfit(raw, [fullKey, ...pathOf(issue)]);
  });
  const report = isSecret ? reportSecrets : reportPlain;
  report({ raw, fullKey, value, problems, schema, unknown, issues: wrong });
  return undefined;
}

interface Reported {
  readonly schema: z.core.$ZodType;
  readonly raw: RawConfig;
  readonly fullKey: string;
  readonly value: unknown;
  readonly problems: ProblemList;
  readonly unknown: readonly UnknownKey[];
  readonly issues: readonly z.core.$ZodIssue[];
}

function reportPlain({ raw, fullKey, value, problems, schema, unknown, issues }: Reported): void {
  for (const { path, finding } of unknown) problems.error(finding, raw.locateKey([fullKey, ...path]));
  for (const issue of issues) {
    const path = [fullKey, ...pathOf(issue)];
    const given = valueAt(value, pathOf(issue));
    const name = shownPath(raw, path);
    const finding =
      given === undefined
        ? missing(name, issue, raw)
        : wrongValue({ raw, path, name, given, rule: ruleAt(schema, pathOf(issue)) }, issue);
    problems.error(finding, raw.locate(path));
  }
}

/** The same without showing a value, or a name that may be one. */
function reportSecrets({ raw, fullKey, value, problems, unknown, issues }: Reported): void {
  const nameOf = (path: Path) => shownPath(raw, [fullKey, ...path]);
  for (const { path, finding, meant } of unknown) {
    const place = raw.locateKey([fullKey, ...path]);
    const parent = path.slice(0, -1);
    if (meant !== undefined) problems.error(finding, withoutValue(place));
    else if (!isSecure(valueAt(value, parent))) {
      const mend = `correct it, or remove it: ${raw.schema.secrets.shape}`;
      problems.error({ ...namelessKey(nameOf(parent), raw.words), mend }, withoutText(place));
    } else problems.error(wrongSecret(raw, nameOf(parent), "a map, each value in it encrypted"), withoutValue(place));
  }
  for (const issue of issues) {
    const path = pathOf(issue);
    if (isSecure(valueAt(value, path.slice(0, -1)))) continue;
    const isMissing = valueAt(value, path) === undefined;
    const place = withoutValue(raw.locateKey([fullKey, ...(isMissing ? path.slice(0, -1) : path)]));
    const finding = isMissing
      ? raw.schema.secrets.missing(nameOf(path), raw.words)
      : wrongSecret(raw, nameOf(path), issue.code === "invalid_union" ? raw.words.secretText : expectation(issue));
    problems.error(finding, place);
  }
}

function pathOf(issue: z.core.$ZodIssue): Path {
  return issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
}

function missing(key: string, issue: z.core.$ZodIssue, raw: RawConfig): Finding {
  const expected = expectation(issue);
  const [only, ...others] = allowed(issue) ?? [];
  const value = others.length > 0 ? "" : (only ?? "");
  const { message, mend } = raw.words.missing(key, value);
  return { code: "config-missing", message, rule: `it has no default; expected: ${expected}`, mend };
}

/** What is wrong with a value that may be a secret, without showing it. */
const wrongSecret = (raw: RawConfig, key: string, expected: string): Finding => ({
  code: "config-type",
  message: `${key} has the wrong shape`,
  rule: `expected ${expected}`,
  mend: raw.schema.secrets.shape,
});
