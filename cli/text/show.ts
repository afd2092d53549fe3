import { visibleJson } from "../../base/problems/text.js";
import { type Deployer, deployerPolicy } from "../../plan/deployer.js";
import type { Plan } from "../../plan/plan.js";
import type { UserPlan } from "../../subjects/identity/key.js";
import { searchLines, takenLines } from "./access.js";

/** Every service account with its role and what it may do where. */
export function showAccess(plan: Plan, format: string): string {
  if (format === "json") return visibleJson(plan.access, 2);
  const { backend, profiles } = plan.principals;
  const arns = new Map(
    [backend, ...profiles].map((one) => [
      one.principal,
      one.kind === "role" ? one.roleArn : one.user && nameOfUser(one.user, plan.gcp?.users.has(one.key)),
    ]),
  );
  return [...searchLines(plan.access, arns), ...takenLines(plan.settings.server)].join("\n").trimEnd();
}

/** As the store names a user in its logs; a service account's project is the provider's to know. */
function nameOfUser({ userName, iam }: UserPlan, isAccount = false): string {
  return isAccount ? `service account ${userName}` : (iam?.userArn ?? userName);
}

/** The least IAM policy for whoever runs `pulumi up`, or `pulumi preview` and `refresh`. */
export function showDeployerPolicy(plan: Plan, what: "up-policy" | "preview-policy"): string {
  const deployer: Deployer = what === "up-policy" ? "up" : "preview";
  return visibleJson(deployerPolicy(plan, deployer), 2);
}
