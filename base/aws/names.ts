import { createHash } from "node:crypto";
import { roleNameLength } from "./quotas.js";

/** Physical names of roles and users: the same for the same input, so that they are known before they exist. */

/** The name of a principal's role or user; `key` is `backend`, `profiles` or `profile-<raw name>`. */
export function nameOf(namePrefix: string, key: string, longest: number = roleNameLength): string {
  return fitted(`${namePrefix}-${key}`, longest);
}

/** A pattern with one * at its end that covers every profile's role of this prefix, cut ones too. */
export function profilePattern(namePrefix: string): string {
  return `${`${namePrefix}-profile-`.slice(0, cutTo(roleNameLength))}*`;
}

const hashLength = 10;

function cutTo(longest: number): number {
  return longest - hashLength - 1;
}

/** Cuts a name that would be refused, and ends it with a hash of the whole, so that it still differs from others. */
function fitted(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, hashLength);
  return `${name.slice(0, cutTo(longest))}-${hash}`;
}
