import { visibleJson } from "../base/problems/text.js";
import { type PolicyFile, policyFiles } from "../stores/common/policy-files.js";
import { storeOf } from "../stores/index.js";
import { neutralGrants } from "../subjects/access/neutral-grants.js";
import type { Plan } from "./plan.js";

/**
 * What each principal should be allowed, in the store's own language: for principals whose keys others make, who apply
 * it by hand. None for a store without policies.
 */
export function planPolicyFiles({ settings, principals, bucket }: Plan): readonly PolicyFile[] {
  const { policyLanguage } = storeOf(settings.platform).capabilities;
  const others = [principals.backend, ...principals.profiles].filter((plan) => plan.kind === "key" && !plan.user);
  return others.flatMap(({ key, policy }) =>
    // With IAM's language the document itself is what was checked, grants on a KMS key included.
    policyLanguage === "aws-iam" || policyLanguage === "minio-iam"
      ? [{ name: `${key}.json`, text: `${visibleJson(policy, 2)}\n` }]
      : policyFiles(policyLanguage, key, neutralGrants(policy, bucket)),
  );
}
