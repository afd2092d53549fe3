import type { CatalogueEntry } from "../../base/problems/entry.js";

/** Problems with who may do what. */
export const accessProblems = {
  "isolation-broken": {
    title: "The plan isn't isolated",
    text: "Checked on every run, from the policy and trust documents themselves. This is a defect of the program or a format that it doesn't understand; nothing is created.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
