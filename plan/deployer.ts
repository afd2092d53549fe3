import { managedPolicyLength } from "../base/aws/quotas.js";
import { canonicalJson } from "../base/yaml/json.js";
import { isAws } from "../stores/common/store.js";
import { storeOf } from "../stores/index.js";
import { type PolicyDocument, policyDocument } from "../subjects/access/documents.js";
import { bucketStatement } from "../subjects/bucket/deployer.js";
import { clusterStatements } from "../subjects/cluster/deployer.js";
import { identityStatements } from "../subjects/identity/deployer.js";
import type { Plan } from "./plan.js";

/** For whom a policy is printed: `pulumi up`, or `pulumi preview` and `refresh`, which only read. */
export type Deployer = "up" | "preview";

/**
 * The least that the credentials of a deployment need, for exactly this stack's bucket, roles and users. A removed
 * profile's ones aren't in the plan any more, so reading and deleting are by the profiles' common name pattern. Where the
 * exact names don't fit into a managed policy, changing is, too.
 */
export function deployerPolicy(plan: Plan, deployer: Deployer): PolicyDocument {
  const exact = document(plan, deployer, true);
  return canonicalJson(exact).length <= managedPolicyLength ? exact : document(plan, deployer, false);
}

function document(plan: Plan, deployer: Deployer, exact: boolean): PolicyDocument {
  const writes = deployer === "up";
  return policyDocument([
    ...(isAws(storeOf(plan.settings.platform)) ? [bucketStatement(plan.bucket, writes)] : []),
    ...identityStatements(plan, "role", { writes, exact }),
    ...identityStatements(plan, "user", { writes, exact }),
    ...clusterStatements(plan, writes),
  ]);
}
