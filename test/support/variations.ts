import fc from "fast-check";
import { type ArtifactRoots, prefixesOf } from "../../subjects/deploykf/prefixes.js";
import type { Variation } from "./settings.js";

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
/** Names that are prefixes of each other, or of what isn't a profile. */
const related = fc.constantFrom(
  ..."team team-1 team-10 team-1-prod team-1-prod-2 team1 a a-a a-a-a a-b b v2 artifacts pipelines pipe".split(" "),
);
const long = fc
  .tuple(fc.integer({ min: 40, max: 61 }), fc.constantFrom("", "a", "b"))
  .map(([length, end]) => "x".repeat(length) + end);
/** What no two profiles may be called, or deployKF itself uses. */
const reserved = ["kubeflow", "kubeflow-argo-workflows"];

/** Sets of valid names of profiles, related ones among them. */
export const profileNames: fc.Arbitrary<string[]> = fc.uniqueArray(
  fc.oneof(label, related, long).filter((name) => !reserved.includes(name)),
  { minLength: 1, maxLength: 8 },
);

const root = fc.constantFrom(
  "",
  "artifacts/",
  "v2/artifacts/",
  "artifacts/v2/",
  "a/",
  "a-",
  "a/a/",
  "pipe",
  "team-1/",
  "v2/",
);

/** Where artifacts begin, also at places where profiles' prefixes then overlap. */
export const artifactRoots: fc.Arbitrary<ArtifactRoots> = fc.record({ v1: root, v2: root });

export const namePrefixes = fc.oneof(
  fc.constantFrom("kf", "kf-dev", "Kf.Dev_1", "x".repeat(50), "x".repeat(64), "x".repeat(100)),
  fc.stringMatching(/^[A-Za-z0-9][\w+=,.@-]{0,40}$/),
);

/** Variations of everything that isolation hangs on; some of them can't be isolated. */
export const variations: fc.Arbitrary<Variation> = fc.record({
  names: profileNames,
  profileNamePrefix: fc.constantFrom("", "", "kf-", "a-"),
  roots: fc.oneof(fc.constant({ v1: "artifacts/", v2: "v2/artifacts/" }), artifactRoots),
  namePrefix: namePrefixes,
  auth: fc.record({ listScope: fc.constantFrom("bucket", "prefix") }),
});

/** Every object key that a variation could be about: inside each prefix that occurs, and beside it. */
export function keysOf({ names, profileNamePrefix = "", roots = { v1: "", v2: "" } }: Variation): readonly string[] {
  const prefixes = names.flatMap((name) => prefixesOf(roots, { name, namespace: profileNamePrefix + name }));
  return [...prefixes, roots.v1, roots.v2, "pipelines/", "other/"].flatMap((prefix) => [`${prefix}x`, `${prefix}x/y`]);
}
