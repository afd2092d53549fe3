import { roleArn, userArn } from "../aws/arn.js";
import { profilePattern } from "../aws/names.js";
import { managedPolicyLength } from "../aws/quotas.js";
import { canonicalJson, type PolicyDocument, policyDocument, type Statement } from "./documents.js";
import type { Plan } from "./plan.js";
import type { PrincipalPlan } from "./principals.js";

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

const roleWrites = [
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:ListInstanceProfilesForRole",
  "iam:PutRolePolicy",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

const boundaryWrites = ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"];

const userReads = ["iam:GetUser", "iam:GetUserPolicy", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"];

const userWrites = [
  "iam:CreateAccessKey",
  "iam:CreateUser",
  "iam:DeleteAccessKey",
  "iam:DeleteUser",
  "iam:DeleteUserPolicy",
  "iam:ListAttachedUserPolicies",
  "iam:ListGroupsForUser",
  "iam:ListUserPolicies",
  "iam:PutUserPolicy",
  "iam:TagUser",
  "iam:UntagUser",
  "iam:UpdateAccessKey",
  "iam:UpdateUser",
];

const userBoundaryWrites = ["iam:DeleteUserPermissionsBoundary", "iam:PutUserPermissionsBoundary"];

/**
 * The least that the credentials of a deployment need, for exactly this stack's bucket, roles and users. Where the names
 * of all profiles' ones don't fit into a managed policy, they are named by their common prefix.
 */
export function deployerPolicy(plan: Plan, deployer: Deployer): PolicyDocument {
  const { backend, profiles } = plan.principals;
  const exact = document(plan, deployer, [backend, ...profiles].flatMap(arnOf));
  if (canonicalJson(exact).length <= managedPolicyLength) return exact;
  const { namePrefix, partition, auth } = plan.settings;
  const account = { partition, accountId: plan.facts.accountId };
  const name = profilePattern(namePrefix);
  const kinds = new Set(profiles.flatMap(arnOf).map(({ kind }) => kind));
  const patterns: readonly Identity[] = [
    ...(kinds.has("role") ? [{ kind: "role", arn: roleArn(account, auth.path, name) } as const] : []),
    ...(kinds.has("user") ? [{ kind: "user", arn: userArn(account, auth.path, name) } as const] : []),
  ];
  return document(plan, deployer, [...arnOf(backend), ...patterns]);
}

interface Identity {
  readonly kind: "role" | "user";
  readonly arn: string;
}

function arnOf(plan: PrincipalPlan): readonly Identity[] {
  if (plan.kind === "role") return [{ kind: "role", arn: plan.roleArn }];
  return plan.user ? [{ kind: "user", arn: plan.user.userArn }] : [];
}

function document(plan: Plan, deployer: Deployer, identities: readonly Identity[]): PolicyDocument {
  const { bucket, settings } = plan;
  const writes = deployer === "up";
  const bounded = settings.auth.permissionsBoundary !== undefined;
  const bucketActions = bucket.create ? [...bucketReads, ...(writes ? bucketWrites : [])] : existingBucketReads;
  const roleActions = writes ? [...roleReads, ...roleWrites, ...(bounded ? boundaryWrites : [])] : roleReads;
  const userActions = writes ? [...userReads, ...userWrites, ...(bounded ? userBoundaryWrites : [])] : userReads;
  const statement = (Sid: string, kind: Identity["kind"], Action: readonly string[]): readonly Statement[] => {
    const arns = identities.filter((identity) => identity.kind === kind).map(({ arn }) => arn);
    return arns.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource: arns }];
  };
  return policyDocument([
    { Sid: "Bucket", Effect: "Allow", Action: bucketActions, Resource: [bucket.arn] },
    ...statement("Roles", "role", roleActions),
    ...statement("Users", "user", userActions),
  ]);
}
