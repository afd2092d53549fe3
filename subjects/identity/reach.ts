import { prefixesOf } from "../deploykf/prefixes.js";
import type { AuthSettings, Profile } from "./settings.js";
import { type IdentitySettings, whoOf } from "./who.js";

/**
 * Prefixes that a stack's profiles reach: each its own, or with one role or key for all, all artifacts; where the store
 * can't limit a key to prefixes, the whole bucket.
 */
export function reachOfProfiles(settings: IdentitySettings, isolation: "prefix" | "key" | "none"): readonly string[] {
  if (isolation !== "prefix") return [""];
  const { roots, profiles } = settings.deploykf;
  const shared = whoOf(settings).find(({ key }) => key === "profiles");
  return shared?.prefixes ?? profiles.flatMap((profile) => prefixesOf(roots, profile));
}

/** Whether any principal has a role that service accounts assume. */
export function usesRoles({ mode }: Pick<AuthSettings, "mode">, profiles: readonly Profile[]): boolean {
  return mode === "irsa" || profiles.some(({ management }) => management === "irsa");
}
