import { awsProblems } from "./catalogue/aws.js";
import { clusterProblems } from "./catalogue/cluster.js";
import { configProblems } from "./catalogue/config.js";
import { deploykfProblems } from "./catalogue/deploykf.js";
import type { CatalogueEntry } from "./catalogue/entry.js";
import { gcpProblems } from "./catalogue/gcp.js";
import { keyProblems } from "./catalogue/keys.js";
import { recoverProblems } from "./catalogue/recover.js";
import { storeProblems } from "./catalogue/stores.js";

const entries = {
  ...configProblems,
  ...awsProblems,
  ...deploykfProblems,
  ...keyProblems,
  ...clusterProblems,
  ...storeProblems,
  ...gcpProblems,
  ...recoverProblems,
};

/** Stable codes; each is an anchor on the troubleshooting page. */
export type ProblemCode = keyof typeof entries;

export const catalogue: Readonly<Record<ProblemCode, CatalogueEntry>> = entries;
