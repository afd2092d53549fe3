import type { z } from "zod";
import { type StackKey, type StackValue, stackKeys } from "../../settings/schema.js";
import { keyPartMissing } from "../../subjects/identity/key-rules.js";
import { type Finding, type ProblemList, withoutText, withoutValue } from "../problems/problem.js";
import { valueAt } from "../yaml/merge.js";
import type { Path } from "../yaml/source.js";
import { pathText, type RawConfig, shownPath } from "./raw.js";
import { isReadable, reportAmbiguous } from "./readable.js";
import { isSecure } from "./secure.js";
import { isMisspelt, namelessKey, type UnknownKey, unknownKeysIn } from "./unknown-keys.js";
import { allowed, expectation, wrongValue } from "./value-findings.js";

/** Checks one top-level key against its schema; undefined where that found problems. */
export function readKey<K extends StackKey>(raw: RawConfig, key: K, problems: ProblemList): StackValue<K> | undefined {
  const fullKey = `${raw.project}:${key}`;
  const value = raw.values.get(fullKey);
  const schema: z.ZodType = stackKeys[key];
  if (key !== "keys" && !isReadable(raw, fullKey, problems)) return undefined;
  const result = schema.safeParse(value);
  if (result.success) {
    if (key !== "keys") reportAmbiguous(raw, fullKey, problems);
    return result.data as StackValue<K>;
  }
  if (value === undefined && isMisspelt(raw, fullKey)) return undefined;
  const { issues } = result.error;
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? unknownKeysIn({ raw, key, value, path: pathOf(issue), names: issue.keys })
      : [],
  );
  const meant = new Set(unknown.map(({ path, meant }) => pathText("", [...path.slice(0, -1), meant ?? ""])));
  const wrong = issues.filter((issue) => {
    const isMeant = valueAt(value, pathOf(issue)) === undefined && meant.has(pathText("", pathOf(issue)));
    return issue.code !== "unrecognized_keys" && !isMeant;
  });
  if (key === "keys") reportSecrets({ raw, fullKey, value, problems }, unknown, wrong);
  else reportPlain({ raw, fullKey, value, problems }, unknown, wrong);
  return undefined;
}

interface Reported {
  readonly raw: RawConfig;
  readonly fullKey: string;
  readonly value: unknown;
  readonly problems: ProblemList;
}

function reportPlain(
  { raw, fullKey, value, problems }: Reported,
  unknown: readonly UnknownKey[],
  issues: readonly z.core.$ZodIssue[],
): void {
  for (const { path, finding } of unknown) problems.error(finding, raw.locateKey([fullKey, ...path]));
  for (const issue of issues) {
    const path = [fullKey, ...pathOf(issue)];
    const given = valueAt(value, pathOf(issue));
    const name = shownPath(raw, path);
    const finding = given === undefined ? missing(name, issue, raw) : wrongValue({ raw, path, name, given }, issue);
    problems.error(finding, raw.locate(path));
  }
}

/** The same without showing a value, or a name that may be one. */
function reportSecrets(
  { raw, fullKey, value, problems }: Reported,
  unknown: readonly UnknownKey[],
  issues: readonly z.core.$ZodIssue[],
): void {
  const nameOf = (path: Path) => shownPath(raw, [fullKey, ...path]);
  for (const { path, finding, meant } of unknown) {
    const place = raw.locateKey([fullKey, ...path]);
    const parent = path.slice(0, -1);
    if (meant !== undefined) problems.error(finding, withoutValue(place));
    else if (!isSecure(valueAt(value, parent))) {
      const nameless = { ...namelessKey(nameOf(parent)), mend: `correct it, or remove it: ${keysShape}` };
      problems.error(nameless, withoutText(place));
    } else problems.error(wrongSecret(nameOf(parent), "a map, each value in it encrypted"), withoutValue(place));
  }
  for (const issue of issues) {
    const path = pathOf(issue);
    if (isSecure(valueAt(value, path.slice(0, -1)))) continue;
    const isMissing = valueAt(value, path) === undefined;
    const place = withoutValue(raw.locateKey([fullKey, ...(isMissing ? path.slice(0, -1) : path)]));
    const finding = isMissing ? keyPartMissing(nameOf(path), raw.stack) : wrongSecret(nameOf(path), expectation(issue));
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
  const [parent, name] = splitKey(key);
  return {
    code: "config-missing",
    message: `${key} is missing in ${raw.stackFile}`,
    rule: `it has no default; expected: ${expected}`,
    mend: parent
      ? `add ${`${name}: ${value}`.trim()} below ${raw.project}:${parent} (docs/config.md)`
      : `add ${raw.project}:${key}: below config: (docs/config.md)`,
  };
}

function splitKey(key: string): [parent: string, name: string] {
  const at = key.lastIndexOf(".");
  return at < 0 ? ["", key] : [key.slice(0, at), key.slice(at + 1)];
}

/** What is wrong with a value that may be a secret, without showing it. */
function wrongSecret(key: string, expected: string): Finding {
  return {
    code: "config-type",
    message: `${key} has the wrong shape`,
    rule: `expected ${expected}`,
    mend: keysShape,
  };
}

const keysShape = "keys: { backend: { accessKey, secretKey }, profiles: { NAME: { accessKey, secretKey } } }";
