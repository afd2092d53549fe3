import { partOf } from "../../base/input/field.js";
import type { Node } from "../../base/input/node.js";
import type { RawConfig } from "../../base/input/raw.js";
import { valueAt } from "../../base/yaml/merge.js";
import type { HeldKey } from "../identity/check-keys.js";
import { plainTextKey } from "../identity/key-rules.js";
import type { KeysConfig } from "../identity/schema.js";
import { mostKeyCharacters } from "./facts.js";
import * as rules from "./rules.js";
import type { S3ProxySettings } from "./settings.js";

/** Checks the storage account's key: that it is there if S3Proxy reads it, and that it can be one. */
export function checkAccountKey(
  raw: RawConfig,
  s3proxy: S3ProxySettings | undefined,
  given: unknown,
  keys: Node<KeysConfig | undefined>,
): void {
  const place = keys.at("storageAccountKey");
  const isRead = s3proxy !== undefined && s3proxy.clientId === undefined;
  if (given === undefined) {
    if (isRead) keys.errorAtKey(rules.accountKeyMissing(place.key, raw.words));
    return;
  }
  const written = valueAt(raw.written(`${raw.project}:keys`), ["storageAccountKey"]);
  if (typeof written === "string" && written !== "") place.errorAtKey(plainTextKey(place.key, raw.words));
  else if (!isRead) place.errorAtKey(rules.accountKeyUnused(place.key, raw.words));
  else if (typeof given === "string") place.errorAtKey(rules.checkAccountKey(place.key, given, raw.words));
}

/** Checks what S3Proxy can't take as a key; says nothing of keys that are still encrypted. */
export function checkProxyKeys(keys: readonly HeldKey[]): void {
  const owners = new Map<string, string>();
  for (const { place, accessKey, secretKey } of keys) {
    const [id, secret] = [partOf(place, "accessKey"), partOf(place, "secretKey")];
    if (typeof accessKey === "string" && !fits(accessKey, idShape)) {
      const rule = `it has at most ${mostKeyCharacters} letters, digits, . _ and -: others have a meaning in signatures`;
      id.errorAtKey(rules.keyOutsideProxy(id.key, "an access key id", rule, place.words));
    }
    if (typeof secretKey === "string" && !fits(secretKey, secretShape)) {
      const rule = `it has at most ${mostKeyCharacters} characters of ASCII, without blanks`;
      secret.errorAtKey(rules.keyOutsideProxy(secret.key, "a secret key", rule, place.words));
    }
    if (typeof accessKey !== "string") continue;
    const other = owners.get(accessKey);
    if (other !== undefined) id.errorAtKey(rules.sharedAccessKey(id.key, other));
    else owners.set(accessKey, id.key);
  }
}

/** A slash or comma would end it in an Authorization header. */
const idShape = /^[A-Za-z0-9._-]+$/;
const secretShape = /^[!-~]+$/;

function fits(text: string, shape: RegExp): boolean {
  return text.length <= mostKeyCharacters && shape.test(text);
}
