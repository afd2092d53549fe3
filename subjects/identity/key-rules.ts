import type { Words } from "../../base/input/words.js";
import type { Finding } from "../../base/problems/problem.js";
import { textRule } from "../../base/problems/text-rule.js";

export const checkSlotName = textRule(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, {
  code: "key-slots",
  rule: "letters, digits and -, at most 40",
  mend: 'write the month, in quotes: "2026-11"',
});

/** Slots named by dates: the active one is the newer. */
export function swappedSlots(active: string, retiring: string): Finding | undefined {
  const isDate = (name: string) => /^\d{4}-\d{2}(?:-\d{2})?$/.test(name);
  if (!isDate(active) || !isDate(retiring) || active >= retiring) return undefined;
  return {
    code: "key-slots",
    message: `auth.slots.active is "${active}", older than retiring, "${retiring}"`,
    rule: "active is the new key, retiring the one before it, which is deleted next",
    mend: `swap them: slots: { active: "${retiring}", retiring: "${active}" }`,
  };
}

export const sameSlot = (name: string): Finding => ({
  code: "key-slots",
  message: `auth.slots.active and auth.slots.retiring are both "${name}"`,
  rule: "two slots hold two different keys",
  mend: "give the new key a new name in active, or remove retiring",
});

/** `path` is `keys`, or a part of it. */
export const keysUnused = (path: string, mend: string): Finding => ({
  code: "keys-unused",
  message: `${path} is set, and no principal takes its key from there`,
  rule: "keys are read where keySource is provided",
  mend,
});

export const keyMissing = (principal: string, path: string, words: Words): Finding => ({
  code: "key-missing",
  message: `the key of ${principal} is missing: ${path}`,
  rule: "with keySource provided every principal needs its key",
  mend: `${words.store(`${path}.accessKey`)}, and the same for secretKey`,
});

export const keyPartMissing = (path: string, words: Words): Finding => ({
  code: "key-missing",
  message: `${path} is missing`,
  rule: "a key is an accessKey and a secretKey, both encrypted",
  mend: words.store(path),
});

export const plainTextKey = (path: string, words: Words): Finding => ({
  code: "key-plain-text",
  ...words.plainText(path),
  mend: words.store(path),
});

export const keyOptionsUnderIrsa = (path: string): Finding => ({
  code: "keys-under-irsa",
  message: `${path} is set, but nobody has a key`,
  rule: "auth.mode is irsa, and no profile has auth: keys in profiles.overrides",
  mend: `remove ${path}, or set auth.mode: keys`,
});

export const slotsWithoutUsers = (): Finding => ({
  code: "key-slots",
  message: "auth.slots is set, and no key is made by this stack",
  rule: "slots are keys of IAM users (auth.keySource: iam-users)",
  mend: "remove auth.slots; provided and existing keys are rotated where they come from",
});

export const inlineWithoutKey = (makesUsers: boolean): Finding => ({
  code: "inline-without-key",
  message: "auth.backendKey is inline, and auth.keySource is existing",
  rule: "an inline key has to be known, and existing ones are only named",
  mend: `set backendKey: secret, or keySource: ${makesUsers ? "iam-users or " : ""}provided`,
});

export const inlineWithSecret = (path: string): Finding => ({
  code: "inline-with-secret",
  message: `${path} is set, and auth.backendKey is inline`,
  rule: "the backend's key stands in the values themselves, so it has no Secret",
  mend: `remove ${path}, or set auth.backendKey: secret`,
});

export const inlineIsPlain = (): Finding => ({
  code: "inline-key",
  message: "the backend's key stands in plain text in the values block",
  rule: "whoever reads the deployKF repository or the generated manifests reads the key",
  mend: "set auth.backendKey: secret",
});

/** What can't be one half of an access key, without saying it. */
export function checkKeyPart(path: string, part: KeyPart, text: string, words: Words): Finding | undefined {
  if (text !== "" && !/\s/.test(text)) return undefined;
  return {
    code: "key-value",
    message: `${path}.${part} can't be ${partNames[part]}`,
    rule: text === "" ? "it is empty" : "it has blanks, or ends with a line break",
    mend: words.storeAgain(`${path}.${part}`),
  };
}

/** What speaks against two halves that could each be right. */
export function checkKeyPair(path: string, accessKey: string, secretKey: string, words: Words): Finding | undefined {
  if (secretKey.length >= accessKey.length) return undefined;
  return {
    code: "key-value",
    message: `${path}.secretKey can't be ${partNames.secretKey}`,
    rule: "it is shorter than its access key id: the two may be swapped",
    mend: `store both again: ${words.store(`${path}.accessKey`)}, and the same for secretKey`,
  };
}

export const keyParts = ["accessKey", "secretKey"] as const;
type KeyPart = (typeof keyParts)[number];
const partNames = { accessKey: "an access key id", secretKey: "a secret key" } as const;
