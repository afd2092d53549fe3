import { createHash } from "node:crypto";
import { roleNameLength } from "./quotas.js";

/** Physical names of roles and users: the same for the same input, so that they are known before they exist. */

/** The name of a principal's role or user; `key` is `backend`, `profiles` or `profile-<raw name>`. */
export function nameOf(namePrefix: string, key: string): string {
  return fitted(`${namePrefix}-${key}`);
}

/** A pattern with one * at its end that covers every profile's role of this prefix, cut ones too. */
export function profilePattern(namePrefix: string): string {
  return `${`${namePrefix}-profile-`.slice(0, cutLength)}*`;
}

const hashLength = 10;
const cutLength = roleNameLength - hashLength - 1;

/** Cuts a name that IAM would refuse, and ends it with a hash of the whole, so that it still differs from others. */
function fitted(name: string): string {
  if (name.length <= roleNameLength) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, hashLength);
  return `${name.slice(0, cutLength)}-${hash}`;
}
