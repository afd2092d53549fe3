import { parseKey } from "../../base/input/parse.js";
import { pathText, type RawConfig } from "../../base/input/raw.js";
import { isSecure } from "../../base/input/secure.js";
import { isMisspelt } from "../../base/input/unknown-keys.js";
import { type ProblemList, withoutValue } from "../../base/problems/problem.js";
import type { StackValue } from "../../settings/schema.js";
import { unknownProfile } from "../deploykf/rules.js";
import { checkAccountKey, checkProxyKeys } from "../s3proxy/keys.js";
import type { S3ProxySettings } from "../s3proxy/settings.js";
import * as rules from "./key-rules.js";
import { keys as keysSchema } from "./schema.js";
import type { KeySource, Profile } from "./settings.js";

interface ProvidedKeys {
  readonly raw: RawConfig;
  /** Everybody who has a key, and where it stands in `keys` if it is provided. */
  readonly holders: readonly {
    readonly principal: string;
    readonly source: KeySource;
    readonly keysPath: readonly string[];
  }[];
  readonly profiles: readonly Profile[];
  /** S3Proxy, where this stack runs it: it takes exactly the provided keys. */
  readonly s3proxy: S3ProxySettings | undefined;
  readonly problems: ProblemList;
}

/** Checks `keys`: that everybody finds its own there, that it can be one, and that nothing else is there. */
export function checkProvidedKeys(args: ProvidedKeys): void {
  const { raw, holders, s3proxy, problems } = args;
  const key = `${raw.project}:keys`;
  const given = raw.values.get(key);
  const provided = holders.filter(({ source }) => source === "provided");
  if (provided.length === 0) {
    const mend = holders.length > 0 ? "auth.keySource: provided" : "auth.mode: keys and auth.keySource: provided";
    const finding = rules.keysUnused("keys", `remove keys, or set ${mend}`);
    if (given !== undefined) problems.error(finding, withoutValue(raw.locateKey([key])));
    return;
  }
  // Encrypted as a whole: what is in it is seen at up, not before.
  if (isSecure(given) || (given === undefined && isMisspelt(raw, key))) return;
  const keys = parseKey("keys", keysSchema, raw, problems);
  if (!keys) return;
  const read = new Set(provided.map(({ keysPath }) => keysPath.join(".")));
  reportUnread(args, keys, read);
  for (const { principal, keysPath } of provided) {
    const path = [key, ...keysPath];
    const pair = partOf(keys, keysPath);
    if (isRecord(pair)) checkPair(raw, path, pair, problems);
    else {
      const finding = rules.keyMissing(principal, pathText(raw.project, path), raw.stack);
      problems.error(finding, withoutValue(raw.locateKey([key])));
    }
  }
  checkAccountKey(raw, s3proxy, keys.storageAccountKey, problems);
  if (!s3proxy) return;
  const held = provided.map(({ principal, keysPath }) => {
    const pair = partOf(keys, keysPath);
    const { accessKey, secretKey } = isRecord(pair) ? pair : {};
    return { principal, path: [key, ...keysPath], accessKey, secretKey };
  });
  checkProxyKeys(raw, held, problems);
}

/** Keys of nobody: of a profile that isn't there, or of a principal that has its key from elsewhere. */
function reportUnread(
  { raw, profiles, problems }: ProvidedKeys,
  keys: StackValue<"keys">,
  read: ReadonlySet<string>,
): void {
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
