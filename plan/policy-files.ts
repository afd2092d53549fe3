import { jsonFile, type PolicyFile } from "../stores/common/policy-files.js";
import { storeOf } from "../stores/index.js";
import { neutralGrants } from "../subjects/access/neutral-grants.js";
import type { Plan } from "./plan.js";

/**
 * What each principal should be allowed, in the store's own language: for principals whose keys others make, who apply
 * it by hand. None for a store without policies.
 */
export function planPolicyFiles({ settings, principals, bucket }: Plan): readonly PolicyFile[] {
  const { policyFiles } = storeOf(settings.platform);
  const others = [principals.backend, ...principals.profiles].filter((plan) => plan.kind === "key" && !plan.user);
  return others.flatMap(({ key, policy }) =>
    // In IAM's language the document itself is what was checked, grants on a KMS key included.
    policyFiles ? policyFiles(key, neutralGrants(policy, bucket)) : [jsonFile(key, policy)],
  );
}
