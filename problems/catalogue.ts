import { awsProblems } from "./catalogue/aws.js";
import { configProblems } from "./catalogue/config.js";
import { deploykfProblems } from "./catalogue/deploykf.js";
import type { CatalogueEntry } from "./catalogue/entry.js";

const entries = { ...configProblems, ...awsProblems, ...deploykfProblems };

/** Stable codes; each is an anchor on the troubleshooting page. */
export type ProblemCode = keyof typeof entries;

export const catalogue: Readonly<Record<ProblemCode, CatalogueEntry>> = entries;
