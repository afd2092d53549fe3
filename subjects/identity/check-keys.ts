import type { Checker } from "../../base/input/checker.js";
import { parseKey } from "../../base/input/parse.js";
import { pathText, type RawConfig } from "../../base/input/raw.js";
import { isSecure } from "../../base/input/secure.js";
import { isMisspelt } from "../../base/input/unknown-keys.js";
import { type ProblemList, withoutValue } from "../../base/problems/problem.js";
import { unknownProfile } from "../deploykf/rules.js";
import { backendKeys } from "./check-secrets.js";
import * as rules from "./key-rules.js";
import { type KeysConfig, keys as keysSchema } from "./schema.js";
import type { AuthSettings, Profile } from "./settings.js";
import { type KeyHolder, keysPathOf } from "./who.js";

/** Checks options of keys that nobody has, or that this stack doesn't make. */
export function checkKeyOptions(auth: AuthSettings, holders: readonly KeyHolder[], check: Checker): void {
  if (holders.length === 0) {
    for (const path of [["auth", "keySource"], ["auth", "slots"], ["secrets"]].filter((one) => check.states(one))) {
      check.report(path, rules.keyOptionsUnderIrsa(path.join(".")));
    }
  }
  if (holders.length > 0 && !holders.some(({ source }) => source === "iam-users") && check.states(["auth", "slots"])) {
    check.report(["auth", "slots"], rules.slotsWithoutUsers());
  }
  if (auth.backendKey !== "inline") return;
  if (auth.keySource === "existing") check.report(["auth", "backendKey"], rules.inlineWithoutKey());
  else check.warn(["auth", "backendKey"], rules.inlineIsPlain());
  for (const part of ["name", "accessKeyKey", "secretKeyKey"] as const) {
    const path = ["secrets", backendKeys[part]];
    if (check.states(path)) check.report(path, rules.inlineWithSecret(path.join(".")));
  }
}

interface ProvidedKeys {
  readonly raw: RawConfig;
  readonly holders: readonly KeyHolder[];
  readonly profiles: readonly Profile[];
  readonly problems: ProblemList;
}

/** A provided key as far as it is decrypted, and where it stands. */
export interface HeldKey {
  readonly principal: string;
  /** Begins with the full key. */
  readonly path: readonly string[];
  readonly accessKey: unknown;
  readonly secretKey: unknown;
}

/**
 * Checks `keys`: that everybody finds its own there, that it can be one, and that nothing else is there.
 * @returns what a store may check further; undefined where nothing is to be seen
 */
export function checkProvidedKeys(
  args: ProvidedKeys,
): { readonly keys: KeysConfig; readonly held: readonly HeldKey[] } | undefined {
  const { raw, holders, problems } = args;
  const key = `${raw.project}:keys`;
  const given = raw.values.get(key);
  const provided = holders.filter(({ source }) => source === "provided");
  if (provided.length === 0) {
    const mend = holders.length > 0 ? "auth.keySource: provided" : "auth.mode: keys and auth.keySource: provided";
    const finding = rules.keysUnused("keys", `remove keys, or set ${mend}`);
    if (given !== undefined) problems.error(finding, withoutValue(raw.locateKey([key])));
    return undefined;
  }
  // Encrypted as a whole: what is in it is seen at up, not before.
  if (isSecure(given) || (given === undefined && isMisspelt(raw, key))) return undefined;
  const keys = parseKey("keys", keysSchema, raw, problems);
  if (!keys) return undefined;
  const places = provided.map(({ principal }) => ({ principal, at: keysPathOf(principal) }));
  reportUnread(args, keys, new Set(places.map(({ at }) => at.join("."))));
  const held = places.map(({ principal, at }): HeldKey => {
    const path = [key, ...at];
    const pair = partOf(keys, at);
    if (isRecord(pair)) {
      checkPair(raw, path, pair, problems);
      return { principal, path, accessKey: pair.accessKey, secretKey: pair.secretKey };
    }
    const finding = rules.keyMissing(principal, pathText(raw.project, path), raw.stack);
    problems.error(finding, withoutValue(raw.locateKey([key])));
    return { principal, path, accessKey: undefined, secretKey: undefined };
  });
  return { keys, held };
}

/** Keys of nobody: of a profile that isn't there, or of a principal that has its key from elsewhere. */
function reportUnread({ raw, profiles, problems }: ProvidedKeys, keys: KeysConfig, read: ReadonlySet<string>): void {
  const names = profiles.map(({ name }) => name);
  const given = [
    ...(["backend", "shared"] as const).filter((one) => keys[one]).map((one) => [one]),
    ...Object.keys(keys.profiles).map((name) => ["profiles", name]),
  ];
  for (const path of given.filter((one) => !read.has(one.join(".")))) {
    const text = pathText("", ["keys", ...path]);
    const [, name] = path;
    const finding =
      name !== undefined && !names.includes(name)
        ? unknownProfile(text, name, names)
        : rules.keysUnused(text, `remove it: pulumi config rm --stack ${raw.stack} --path '${text}'`);
    problems.error(finding, withoutValue(raw.locateKey([`${raw.project}:keys`, ...path])));
  }
}

function checkPair(
  raw: RawConfig,
  path: readonly string[],
  pair: Record<string, unknown>,
  problems: ProblemList,
): void {
  const [key = "", ...rest] = path;
  const written = partOf(raw.written(key), rest);
  const name = pathText(raw.project, path);
  let broken = false;
  for (const part of rules.keyParts) {
    const text = pair[part];
    const isPlain = isRecord(written) && typeof written[part] === "string" && written[part] !== "";
    const finding = isPlain
      ? rules.plainTextKey(`${name}.${part}`, raw.stack)
      : typeof text === "string" && rules.checkKeyPart(name, part, text, raw.stack);
    if (!finding) continue;
    broken = true;
    problems.error(finding, withoutValue(raw.locateKey([...path, part])));
  }
  const { accessKey, secretKey } = pair;
  if (broken || typeof accessKey !== "string" || typeof secretKey !== "string") return;
  const finding = rules.checkKeyPair(name, accessKey, secretKey, raw.stack);
  if (finding) problems.error(finding, withoutValue(raw.locateKey(path)));
}

function partOf(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, step) => (isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined), value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
