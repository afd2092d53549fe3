import { roleArn, userArn } from "../base/aws/arn.js";
import { nameOf, profilePattern } from "../base/aws/names.js";
import { managedPolicyLength } from "../base/aws/quotas.js";
import { canonicalJson } from "../base/yaml/json.js";
import { type PolicyDocument, policyDocument, type Statement } from "../subjects/access/documents.js";
import type { PrincipalPlan } from "../subjects/identity/plan.js";
import { clusterStatements } from "./deployer-cluster.js";
import type { Plan } from "./plan.js";

/** For whom a policy is printed: `pulumi up`, or `pulumi preview` and `refresh`, which only read. */
export type Deployer = "up" | "preview";

/** Reads of the AWS provider for a bucket and its settings. Source: S3 Service Authorization Reference. */
const bucketReads = [
  "s3:GetAccelerateConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketRequestPayment",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
  "s3:ListTagsForResource",
];

/** No s3:DeleteBucket and no object actions: the bucket is kept, and objects are nothing of a deployment's. */
const bucketWrites = [
  "s3:CreateBucket",
  "s3:PutBucketLogging",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketTagging",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:TagResource",
  "s3:UntagResource",
];

const existingBucketReads = ["s3:GetBucketLocation", "s3:GetBucketTagging", "s3:ListBucket", "s3:ListTagsForResource"];

const roleReads = ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"];

const roleDeletes = ["iam:DeleteRole", "iam:DeleteRolePolicy", "iam:ListInstanceProfilesForRole"];

const roleWrites = [
  "iam:CreateRole",
  "iam:DeleteRolePermissionsBoundary",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

const userReads = ["iam:GetUser", "iam:GetUserPolicy", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"];

const userDeletes = [
  "iam:DeleteAccessKey",
  "iam:DeleteUser",
  "iam:DeleteUserPolicy",
  "iam:ListAttachedUserPolicies",
  "iam:ListGroupsForUser",
  "iam:ListUserPolicies",
];

const userWrites = [
  "iam:CreateAccessKey",
  "iam:CreateUser",
  "iam:DeleteUserPermissionsBoundary",
  "iam:PutUserPermissionsBoundary",
  "iam:PutUserPolicy",
  "iam:TagUser",
  "iam:UntagUser",
  "iam:UpdateAccessKey",
  "iam:UpdateUser",
];

/** What a kind of identity needs: changes are for those of the plan, reads and deletes for removed profiles' ones too. */
const actionsOf = {
  role: { sid: "Roles", writes: roleWrites, deletes: roleDeletes, reads: roleReads, arn: roleArn },
  user: { sid: "Users", writes: userWrites, deletes: userDeletes, reads: userReads, arn: userArn },
} as const;

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
  const { bucket } = plan;
  const writes = deployer === "up";
  const bucketActions = bucket.create ? [...bucketReads, ...(writes ? bucketWrites : [])] : existingBucketReads;
  return policyDocument([
    ...(plan.settings.platform === "aws-s3"
      ? [{ Sid: "Bucket", Effect: "Allow", Action: bucketActions, Resource: [bucket.arn] } as const]
      : []),
    ...identityStatements(plan, "role", writes, exact),
    ...identityStatements(plan, "user", writes, exact),
    ...clusterStatements(plan, writes),
  ]);
}

function identityStatements(plan: Plan, kind: "role" | "user", writes: boolean, exact: boolean): readonly Statement[] {
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
