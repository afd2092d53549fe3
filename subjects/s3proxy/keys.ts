import { pathText, type RawConfig } from "../../base/input/raw.js";
import { type ProblemList, withoutValue } from "../../base/problems/problem.js";
import type { HeldKey } from "../identity/check-keys.js";
import { plainTextKey } from "../identity/key-rules.js";
import { mostKeyCharacters } from "./facts.js";
import * as rules from "./rules.js";
import type { S3ProxySettings } from "./settings.js";

/** Checks the storage account's key: that it is there if S3Proxy reads it, and that it can be one. */
export function checkAccountKey(
  raw: RawConfig,
  s3proxy: S3ProxySettings | undefined,
  given: unknown,
  problems: ProblemList,
): void {
  const key = `${raw.project}:keys`;
  const path = [key, "storageAccountKey"];
  const name = pathText(raw.project, path);
  const report = (finding: ReturnType<typeof rules.accountKeyUnused>) =>
    problems.error(finding, withoutValue(raw.locateKey(given === undefined ? [key] : path)));
  const isRead = s3proxy !== undefined && s3proxy.clientId === undefined;
  if (given === undefined) {
    if (isRead) report(rules.accountKeyMissing(name, raw.stack));
    return;
  }
  const written = raw.written(key);
  const isPlain = isRecord(written) && typeof written.storageAccountKey === "string";
  const wrong = typeof given === "string" ? rules.checkAccountKey(name, given, raw.stack) : undefined;
  if (isPlain && written.storageAccountKey !== "") report(plainTextKey(name, raw.stack));
  else if (!isRead) report(rules.accountKeyUnused(name, raw.stack));
  else if (wrong) report(wrong);
}

/** Checks what S3Proxy can't take as a key; says nothing of keys that are still encrypted. */
export function checkProxyKeys(raw: RawConfig, keys: readonly HeldKey[], problems: ProblemList): void {
  const owners = new Map<string, string>();
  for (const { path, accessKey, secretKey } of keys) {
    const name = pathText(raw.project, path);
    const report = (part: string, finding: ReturnType<typeof rules.accountKeyUnused>) =>
      problems.error(finding, withoutValue(raw.locateKey([...path, part])));
    if (typeof accessKey === "string" && !fits(accessKey, idShape)) {
      const rule = `it has at most ${mostKeyCharacters} letters, digits, . _ and -: others have a meaning in signatures`;
      report("accessKey", rules.keyOutsideProxy(`${name}.accessKey`, "an access key id", rule, raw.stack));
    }
    if (typeof secretKey === "string" && !fits(secretKey, secretShape)) {
      const rule = `it has at most ${mostKeyCharacters} characters of ASCII, without blanks`;
      report("secretKey", rules.keyOutsideProxy(`${name}.secretKey`, "a secret key", rule, raw.stack));
    }
    if (typeof accessKey !== "string") continue;
    const other = owners.get(accessKey);
    if (other !== undefined) report("accessKey", rules.sharedAccessKey(`${name}.accessKey`, other));
    else owners.set(accessKey, `${name}.accessKey`);
  }
}

/** A slash or comma would end it in an Authorization header. */
const idShape = /^[A-Za-z0-9._-]+$/;
const secretShape = /^[!-~]+$/;

function fits(text: string, shape: RegExp): boolean {
  return text.length <= mostKeyCharacters && shape.test(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
