import fc from "fast-check";
import type { AuthSettings, Profile, Settings } from "../../config/settings.js";
import type { ArtifactRoots } from "../../deploykf/prefixes.js";
import { type Plan, planObjectStore } from "../../plan/plan.js";
import { ProblemsError } from "../../problems/problem.js";
import { accountId, planOf } from "./project.js";

/** What properties vary of the baseline's settings. */
export interface Variation {
  readonly names: readonly string[];
  readonly unmanaged?: readonly string[];
  readonly profileNamePrefix?: string;
  readonly namePrefix?: string;
  readonly roots?: ArtifactRoots;
  readonly auth?: Partial<AuthSettings>;
  readonly kmsKeyArn?: string;
}

const { settings: baseline } = planOf();

/** Settings without the files that they would come from. */
export function settingsOf(variation: Variation): Settings {
  const { names, unmanaged = [], profileNamePrefix = "", namePrefix = baseline.namePrefix, kmsKeyArn } = variation;
  const profiles = names.map(
    (name): Profile => ({
      name,
      namespace: profileNamePrefix + name,
      management: unmanaged.includes(name) ? "unmanaged" : "irsa",
      ownKey: undefined,
      entry: { name },
    }),
  );
  return {
    ...baseline,
    namePrefix,
    bucket: { ...baseline.bucket, kmsKeyArn },
    auth: { ...baseline.auth, ...variation.auth },
    deploykf: { ...baseline.deploykf, profiles, roots: variation.roots ?? baseline.deploykf.roots },
  };
}

/** The plan of a variation, or the codes of what is wrong with it. */
export function planned(variation: Variation): { plan: Plan } | { codes: readonly string[] } {
  try {
    return { plan: planObjectStore(settingsOf(variation), { accountId, today: "2026-11-22" }) };
  } catch (error) {
    if (error instanceof ProblemsError) return { codes: error.problems.map(({ code }) => code) };
    throw error;
  }
}

/** The same where nothing can be wrong. */
export function planWith(variation: Variation): Plan {
  const result = planned(variation);
  if ("codes" in result) throw new Error(result.codes.join());
  return result.plan;
}

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
