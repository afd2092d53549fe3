import { createHash } from "node:crypto";
import { roleNameLength } from "./quotas.js";

/** Physical names: the same for the same input, so that roles are known before they exist. */

export function backendRoleName(namePrefix: string): string {
  return fitted(`${namePrefix}-backend`);
}

/** The role of one profile; `profile` is its raw name. */
export function profileRoleName(namePrefix: string, profile: string): string {
  return fitted(profileRoleStart(namePrefix) + profile);
}

/** A pattern with one * at its end that covers every profile's role of this prefix, cut ones too. */
export function profileRolePattern(namePrefix: string): string {
  return `${profileRoleStart(namePrefix).slice(0, cutLength)}*`;
}

/** The one role of all profiles under `auth.profileRole: shared`. */
export function sharedRoleName(namePrefix: string): string {
  return fitted(`${namePrefix}-profiles`);
}

function profileRoleStart(namePrefix: string): string {
  return `${namePrefix}-profile-`;
}

const hashLength = 10;
const cutLength = roleNameLength - hashLength - 1;

/** Cuts a name that IAM would refuse, and ends it with a hash of the whole, so that it still differs from others. */
function fitted(name: string): string {
  if (name.length <= roleNameLength) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, hashLength);
  return `${name.slice(0, cutLength)}-${hash}`;
}
