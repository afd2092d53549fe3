import { prefixesOf } from "../deploykf/prefixes.js";
import type { Settings } from "./settings.js";

/** Prefixes that a stack's profiles reach: each its own, or with one role or key for all, all artifacts. */
export function reachOfProfiles({ auth, deploykf }: Settings): readonly string[] {
  const { roots, profiles } = deploykf;
  const together = profiles.some(({ management, ownKey }) =>
    management === "irsa"
      ? auth.profileRole === "shared"
      : management === "keys" && auth.profileKeys === "shared" && !ownKey,
  );
  const single = profiles.flatMap((profile) => prefixesOf(roots, profile));
  return together ? [...new Set([roots.v1, roots.v2])] : single;
}
