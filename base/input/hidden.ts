import { createHash, createHmac, randomBytes } from "node:crypto";
import { namesSecret } from "../problems/harmless.js";
import { isMap } from "../yaml/merge.js";
import { isSecure } from "./secure.js";

/** Values that may be secrets, as marks that tell whether two are the same and nothing else. */

/** Of this process alone: who has a mark can try no guess on it, and no other process makes the same. */
const key = randomBytes(32);

/** Ends of names whose values are secrets; a name of a Secret is none. */
const secretName =
  /^(?!existing|generate).*(?:secret|externalid|passw(?:or)?d|pwd|passphrase|token|authorization|credentials|(?:private|access|account|secret|api|app|application|auth|client|consumer|encryption|master|service|session|shared|signing|ssh)_?-?key(?:-data)?|kubeconfig|secret_?-?id|\b(?:auth|basic_?auth|http_?auth|bearer|jwt|pass|pat))$/i;

export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** A user in front of a host, with or without a scheme. */
const userText = /:\/\/[^/]*@|^[^\s/@:]+:[^\s/@]+@/;

const mark = /^\[secret [0-9a-f]{32}\]$/;

/** Plain data in which every value that may be a secret is a mark, and an encrypted one a digest of what it is encrypted to. */
export function hideSecrets(value: unknown, isSecret = false): unknown {
  return hidden(value, isSecret, isSecretName);
}

/** The same of data whose names are known to be of no secrets. */
export function hideTexts(value: unknown): unknown {
  return hidden(value, false, () => false);
}

function hidden(value: unknown, isSecret: boolean, isNamed: (name: string) => boolean): unknown {
  if (isSecure(value)) return { secure: createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32) };
  if (Array.isArray(value)) return value.map((part) => hidden(part, isSecret, isNamed));
  if (isMap(value)) {
    const parts = Object.entries(value).map(([name, part]) => [name, hidden(part, isSecret || isNamed(name), isNamed)]);
    return Object.fromEntries(parts);
  }
  const hides = isSecret
    ? value !== null && value !== ""
    : typeof value === "string" && (userText.test(value) || namesSecret(value));
  if (!hides) return value;
  return `[secret ${createHmac("sha256", key).update(JSON.stringify(value)).digest("hex").slice(0, 32)}]`;
}

/** Whether a value stands for one that may be a secret. */
export function isHidden(value: unknown): value is string {
  return typeof value === "string" && mark.test(value);
}
