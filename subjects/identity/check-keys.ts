import { partOf } from "../../base/input/field.js";
import type { Node } from "../../base/input/node.js";
import { parseKey } from "../../base/input/parse.js";
import type { RawConfig } from "../../base/input/raw.js";
import { isSecure } from "../../base/input/secure.js";
import { isMisspelt } from "../../base/input/unknown-keys.js";
import type { ProblemList } from "../../base/problems/problem.js";
import { isMap, valueAt, type YamlMap } from "../../base/yaml/merge.js";
import { unknownProfile } from "../deploykf/rules.js";
import { backendKeys, type IdentityNodes } from "./check-secrets.js";
import * as rules from "./key-rules.js";
import { type KeysConfig, keys as keysSchema } from "./schema.js";
import type { AuthSettings, Profile } from "./settings.js";
import { type KeyHolder, keysPathOf } from "./who.js";

/** Checks options of keys that nobody has, or that this stack doesn't make. */
export function checkKeyOptions(
  settings: AuthSettings & { readonly makesUsers: boolean },
  holders: readonly KeyHolder[],
  { auth, secrets }: IdentityNodes,
): void {
  const [keySource, slots, backendKey] = [auth.at("keySource"), auth.at("slots"), auth.at("backendKey")];
  if (holders.length === 0) {
    for (const node of [keySource, slots, secrets]) if (node.stated) node.error(rules.keyOptionsUnderIrsa(node.key));
  } else if (!holders.some(({ source }) => source === "iam-users") && slots.stated) {
    slots.error(rules.slotsWithoutUsers());
  }
  if (settings.backendKey !== "inline") return;
  if (settings.keySource === "existing") backendKey.error(rules.inlineWithoutKey(settings.makesUsers));
  else backendKey.warn(rules.inlineIsPlain());
  for (const part of ["name", "accessKeyKey", "secretKeyKey"] as const) {
    const node = secrets.at(backendKeys[part]);
    if (node.stated) node.error(rules.inlineWithSecret(node.key));
  }
}

interface ProvidedKeys {
  readonly raw: RawConfig;
  /** Where `keys` stands: they are secrets, and parsed here. */
  readonly place: Node<KeysConfig | undefined>;
  readonly holders: readonly KeyHolder[];
  readonly profiles: readonly Profile[];
  readonly problems: ProblemList;
}

/** A provided key as far as it is decrypted, and where it stands. */
export interface HeldKey {
  readonly place: Node<unknown>;
  readonly accessKey?: unknown;
  readonly secretKey?: unknown;
}

/**
 * Checks `keys`: that everybody finds its own there, that it can be one, and that nothing else is there.
 * @returns what a store may check further; undefined where nothing is to be seen
 */
export function checkProvidedKeys({ raw, place, holders, profiles, problems }: ProvidedKeys) {
  const key = `${raw.project}:keys`;
  const given = raw.values.get(key);
  const provided = holders.filter(({ source }) => source === "provided");
  if (provided.length === 0) {
    const mend = holders.length > 0 ? "auth.keySource: provided" : "auth.mode: keys and auth.keySource: provided";
    if (given !== undefined) place.errorAtKey(rules.keysUnused("keys", `remove keys, or set ${mend}`));
    return undefined;
  }
  // Encrypted as a whole: what is in it is seen at up, not before.
  if (isSecure(given) || (given === undefined && isMisspelt(raw, key))) return undefined;
  const keys = parseKey("keys", keysSchema, raw, problems);
  if (!keys) return undefined;
  const read = new Set(provided.map(({ principal }) => keysPathOf(principal).join(".")));
  reportUnread(keys, read, profiles, place);
  const held = provided.map(({ principal }): HeldKey => {
    const path = keysPathOf(principal);
    const part = path.reduce<Node<unknown>>(partOf, place);
    const pair = valueAt(keys, path);
    if (!isMap(pair)) {
      place.errorAtKey(rules.keyMissing(principal, part.key, raw.words));
      return { place: part };
    }
    checkPair(part, pair, valueAt(raw.written(key), path));
    return { place: part, accessKey: pair.accessKey, secretKey: pair.secretKey };
  });
  return { keys, held };
}

/** Keys of nobody: of a profile that isn't there, or of a principal that has its key from elsewhere. */
function reportUnread(
  keys: KeysConfig,
  read: ReadonlySet<string>,
  profiles: readonly Profile[],
  place: Node<unknown>,
): void {
  const names = profiles.map(({ name }) => name);
  const given = [
    ...(["backend", "shared"] as const).filter((one) => keys[one]).map((one) => [one]),
    ...Object.keys(keys.profiles).map((name) => ["profiles", name]),
  ];
  for (const path of given.filter((one) => !read.has(one.join(".")))) {
    const part = path.reduce<Node<unknown>>(partOf, place);
    const [, name] = path;
    part.errorAtKey(
      name !== undefined && !names.includes(name)
        ? unknownProfile(part.key, name, names)
        : rules.keysUnused(part.key, place.words.remove(part.key)),
    );
  }
}

function checkPair(place: Node<unknown>, pair: YamlMap, written: unknown): void {
  for (const part of rules.keyParts) {
    const [text, inFile] = [pair[part], valueAt(written, [part])];
    const node = partOf(place, part);
    if (typeof inFile === "string" && inFile !== "") node.errorAtKey(rules.plainTextKey(node.key, place.words));
    else if (typeof text === "string") node.errorAtKey(rules.checkKeyPart(place.key, part, text, place.words));
  }
  const { accessKey, secretKey } = pair;
  const isBroken = rules.keyParts.some((part) => !partOf(place, part).isFine);
  if (isBroken || typeof accessKey !== "string" || typeof secretKey !== "string") return;
  place.errorAtKey(rules.checkKeyPair(place.key, accessKey, secretKey, place.words));
}
