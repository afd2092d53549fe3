import { roleArn, userArn } from "../../base/aws/arn.js";
import { nameOf, profilePattern } from "../../base/aws/names.js";
import { words } from "../../base/problems/text.js";
import type { Statement } from "../access/documents.js";
import type { Facts } from "../access/facts.js";
import type { PrincipalPlan, Principals } from "./plan.js";
import type { RolePlan, RoleSettings } from "./role.js";

const roleReads = ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"];

const roleDeletes = ["iam:DeleteRole", "iam:DeleteRolePolicy", "iam:ListInstanceProfilesForRole"];

const roleWrites = words(`
  iam:CreateRole iam:DeleteRolePermissionsBoundary iam:PutRolePermissionsBoundary iam:PutRolePolicy iam:TagRole
  iam:UntagRole iam:UpdateAssumeRolePolicy iam:UpdateRole iam:UpdateRoleDescription`);

const userReads = ["iam:GetUser", "iam:GetUserPolicy", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"];

const userDeletes = words(`
  iam:DeleteAccessKey iam:DeleteUser iam:DeleteUserPolicy iam:ListAttachedUserPolicies iam:ListGroupsForUser
  iam:ListUserPolicies`);

const userWrites = words(`
  iam:CreateAccessKey iam:CreateUser iam:DeleteUserPermissionsBoundary iam:PutUserPermissionsBoundary
  iam:PutUserPolicy iam:TagUser iam:UntagUser iam:UpdateAccessKey iam:UpdateUser`);

/** What a kind of identity needs: changes are for those of the plan, reads and deletes for removed profiles' ones too. */
const actionsOf = {
  role: { sid: "Roles", writes: roleWrites, deletes: roleDeletes, reads: roleReads, arn: roleArn },
  user: { sid: "Users", writes: userWrites, deletes: userDeletes, reads: userReads, arn: userArn },
} as const;

/** Who is made, and where. */
interface DeployedIdentities {
  readonly settings: Pick<RoleSettings, "namePrefix" | "partition"> & { readonly auth: Pick<RolePlan, "path"> };
  readonly facts: Pick<Facts, "accountId">;
  readonly principals: Principals;
}

/**
 * What a deployment needs of the roles, or of the users. A removed profile's ones aren't in the plan any more, so reading and
 * deleting are by the profiles' common name pattern; without `exact` changing is, too.
 */
export function identityStatements(
  plan: DeployedIdentities,
  kind: "role" | "user",
  { writes, exact }: { readonly writes: boolean; readonly exact: boolean },
): readonly Statement[] {
  const { sid, writes: changes, deletes, reads, arn } = actionsOf[kind];
  const { namePrefix, partition, auth } = plan.settings;
  const { backend, profiles } = plan.principals;
  const named = arnsOf(profiles, kind);
  const own = arnsOf([backend], kind);
  if (named.length + own.length === 0) return [];
  const account = { partition, accountId: plan.facts.accountId };
  const pattern = arn(account, auth.path, profilePattern(namePrefix));
  const shared = named.filter((one) => one === arn(account, auth.path, nameOf(namePrefix, "profiles")));
  const all = [...own, ...shared, pattern];
  const looking: Statement = {
    Sid: sid,
    Effect: "Allow",
    Action: [...reads, ...(writes ? deletes : [])],
    Resource: all,
  };
  if (!writes) return [looking];
  const Resource = exact ? [...own, ...named] : all;
  return [looking, { Sid: `Change${sid}`, Effect: "Allow", Action: changes, Resource }];
}

function arnsOf(principals: readonly PrincipalPlan[], kind: "role" | "user"): readonly string[] {
  return principals.flatMap((plan) => {
    if (plan.kind === "role") return kind === "role" ? [plan.roleArn] : [];
    return kind === "user" && plan.user?.iam ? [plan.user.iam.userArn] : [];
  });
}
