import { prefixesOf } from "../deploykf/prefixes.js";
import { storeOf } from "../stores/index.js";
import type { Settings } from "./settings.js";

/**
 * Prefixes that a stack's profiles reach: each its own, or with one role or key for all, all artifacts; where the store
 * can't limit a key to prefixes, the whole bucket.
 */
export function reachOfProfiles({ platform, auth, deploykf }: Settings): readonly string[] {
  if (storeOf(platform).capabilities.isolation !== "prefix") return [""];
  const { roots, profiles } = deploykf;
  const together = profiles.some(({ management, ownKey }) =>
    management === "irsa"
      ? auth.profileRole === "shared"
      : management === "keys" && auth.profileKeys === "shared" && !ownKey,
  );
  const single = profiles.flatMap((profile) => prefixesOf(roots, profile));
  return together ? [...new Set([roots.v1, roots.v2])] : single;
}
