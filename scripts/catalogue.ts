import { awsProblems } from "../base/aws/problems.js";
import { endpointProblems } from "../base/endpoint/problems.js";
import { configProblems } from "../base/input/problems.js";
import type { CatalogueEntry } from "../base/problems/entry.js";
import { yamlProblems } from "../base/yaml/problems.js";
import { cliProblems } from "../cli/problems.js";
import { planProblems } from "../plan/problems.js";
import { recoverProblems } from "../recover/problems.js";
import { storeProblems } from "../stores/common/problems.js";
import type { Store } from "../stores/common/store.js";
import { stores } from "../stores/index.js";
import { accessProblems } from "../subjects/access/problems.js";
import { bucketProblems } from "../subjects/bucket/problems.js";
import { clusterProblems } from "../subjects/cluster/problems.js";
import { deploykfProblems } from "../subjects/deploykf/problems.js";
import { keyProblems } from "../subjects/identity/problems.js";

/** Stable codes; each is an anchor on the troubleshooting page. */
export const catalogue: Readonly<Record<string, CatalogueEntry>> = {
  ...configProblems,
  ...yamlProblems,
  ...awsProblems,
  ...deploykfProblems,
  ...keyProblems,
  ...accessProblems,
  ...bucketProblems,
  ...clusterProblems,
  ...endpointProblems,
  ...storeProblems,
  ...Object.assign({}, ...Object.values(stores).map(({ problems }: Store) => problems)),
  ...planProblems,
  ...recoverProblems,
  ...cliProblems,
};
