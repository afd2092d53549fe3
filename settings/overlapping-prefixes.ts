import { valuePaths } from "../subjects/deploykf/paths.js";
import {
  type ArtifactRoots,
  firstOverlap,
  overlapping,
  pipelinesPrefix,
  prefixesOf,
} from "../subjects/deploykf/prefixes.js";
import type { Profile } from "../subjects/identity/settings.js";
import type { DeploykfInput } from "./deploykf-input.js";

/** Whether no profile's objects lie in another's, or among the pipeline definitions; the plan checks the final policies. */
export function arePrefixesApart(
  { raw, config, values, infrastructure, problems }: DeploykfInput,
  roots: ArtifactRoots,
  profiles: readonly Profile[],
): boolean {
  if (
    !infrastructure ||
    infrastructure.s3proxy ||
    infrastructure.auth.profileRole === "shared" ||
    infrastructure.auth.profileKeys === "shared"
  )
    return true;
  const managed = profiles.filter(({ management }) => management !== "unmanaged");
  const owned = managed.flatMap((profile) =>
    prefixesOf(roots, profile).map((prefix) => ({ prefix, owner: `profile ${profile.name}` })),
  );
  const overlap = firstOverlap([{ prefix: pipelinesPrefix, owner: "the pipeline definitions" }, ...owned]);
  if (!overlap) return true;
  const inside = overlap.findLast(({ owner }) => owner !== "the pipeline definitions");
  const index = profiles.findIndex(({ name }) => inside?.owner === `profile ${name}`);
  const place =
    config.valuesFiles.length > 0
      ? values.locate([...valuePaths.profiles, index, "name"])
      : raw.locate([`${raw.project}:profiles`, "names", index]);
  problems.error(overlapping(...overlap), place);
  return false;
}
