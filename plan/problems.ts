import type { CatalogueEntry } from "../base/problems/entry.js";

/** Problems with the plan as a whole. */
export const planProblems = {
  "role-names-collide": {
    title: "Two roles would have the same name",
    text: "Role names are unique in an account, also without case.",
  },
  "kfp-v2-external": {
    title: "KFP v2 can't use an external store before deployKF 0.1.5",
    text: "In 0.1.0 to 0.1.4 the v2 launcher is wired to the embedded MinIO. KFP v1 pipelines work with the external store.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
