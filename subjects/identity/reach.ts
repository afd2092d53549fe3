import type { Settings } from "../../settings/settings.js";
import { serverOf, storeOf } from "../../stores/index.js";
import { prefixesOf } from "../deploykf/prefixes.js";
import type { AuthSettings, Profile } from "./settings.js";

/**
 * Prefixes that a stack's profiles reach: each its own, or with one role or key for all, all artifacts; where the store
 * can't limit a key to prefixes, the whole bucket.
 */
export function reachOfProfiles(settings: Settings): readonly string[] {
  const { platform, auth, deploykf } = settings;
  const { isolation } = serverOf(settings) ?? storeOf(platform).capabilities;
  if (isolation !== "prefix") return [""];
  const { roots, profiles } = deploykf;
  const together = profiles.some((profile) => profile.management !== "unmanaged" && sharesIdentity(auth, profile));
  const single = profiles.flatMap((profile) => prefixesOf(roots, profile));
  return together ? [...new Set([roots.v1, roots.v2])] : single;
}

/** Whether a managed profile uses the one role or key of all. */
export function sharesIdentity(auth: AuthSettings, { management, ownKey }: Profile): boolean {
  return management === "irsa" ? auth.profileRole === "shared" : auth.profileKeys === "shared" && !ownKey;
}

/** Whether any principal has a role that service accounts assume. */
export function usesRoles({ mode }: Pick<AuthSettings, "mode">, profiles: readonly Profile[]): boolean {
  return mode === "irsa" || profiles.some(({ management }) => management === "irsa");
}
