import { ProblemsError } from "../../base/problems/problem.js";
import { type Plan, planObjectStore } from "../../plan/plan.js";
import type { Settings } from "../../settings/settings.js";
import type { ArtifactRoots } from "../../subjects/deploykf/prefixes.js";
import type { AuthSettings, Profile } from "../../subjects/identity/settings.js";
import { accountId, issuer, planOf } from "./project.js";

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
    return {
      plan: planObjectStore(settingsOf(variation), {
        accountId,
        issuerUrl: `https://${issuer}`,
        oidcClientIds: [],
        today: "2026-11-22",
      }),
    };
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
