import { isDeepStrictEqual } from "node:util";
import { isMap } from "../yaml/merge.js";

/** Encrypted values of a stack's file, which has them as `{secure: ...}` at any depth; the engine hands them over in clear. */

export function isSecure(value: unknown): boolean {
  return isMap(value) && Object.keys(value).join() === "secure";
}

/** Whether anything in it is encrypted. */
export function hasSecure(value: unknown): boolean {
  return isSecure(value) || (isParted(value) && Object.values(value).some(hasSecure));
}

/** A value that the engine, or Pulumi's command, has as a text: maps and lists are JSON. */
export function parsedConfig(text: string): unknown {
  return /^\s*[[{]/.test(text) ? parsedJson(text) : text;
}

/** The text itself where it isn't JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whether the engine's text is what the file has, as far as that isn't encrypted. */
export function saysTheSame(written: unknown, text: string): boolean {
  if (typeof written !== "object" || written === null) return String(written) === text;
  return sameButSecrets(written, parsedConfig(text));
}

function sameButSecrets(written: unknown, given: unknown): boolean {
  if (isSecure(written)) return true;
  if (!isParted(written) || !isParted(given)) return isDeepStrictEqual(written, given);
  const [own, others] = [new Map(Object.entries(written)), new Map(Object.entries(given))];
  const sameKind = Array.isArray(written) === Array.isArray(given) && own.size === others.size;
  return sameKind && [...own].every(([key, part]) => others.has(key) && sameButSecrets(part, others.get(key)));
}

function isParted(value: unknown): value is object {
  return isMap(value) || Array.isArray(value);
}
