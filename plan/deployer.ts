import { roleArn } from "../aws/arn.js";
import { profileRolePattern } from "../aws/names.js";
import { managedPolicyLength } from "../aws/quotas.js";
import { canonicalJson, type PolicyDocument, policyDocument, type Statement } from "./documents.js";
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

/**
 * The least that the credentials of a deployment need, for exactly this stack's bucket and roles. Where the names of all
 * profiles' roles don't fit into a managed policy, they are named by their common prefix.
 */
export function deployerPolicy(plan: Plan, deployer: Deployer): PolicyDocument {
  const exact = document(plan, deployer, profileRoleArns(plan));
  if (canonicalJson(exact).length <= managedPolicyLength) return exact;
  const { namePrefix, partition, auth } = plan.settings;
  const account = { partition, accountId: plan.facts.accountId };
  return document(plan, deployer, [roleArn(account, auth.path, profileRolePattern(namePrefix))]);
}

function document(plan: Plan, deployer: Deployer, profileRoles: readonly string[]): PolicyDocument {
  const { bucket, principals, settings } = plan;
  const writes = deployer === "up";
  const boundary = settings.auth.permissionsBoundary === undefined ? [] : boundaryWrites;
  const bucketActions = bucket.create ? [...bucketReads, ...(writes ? bucketWrites : [])] : existingBucketReads;
  const roleActions = writes ? [...roleReads, ...roleWrites, ...boundary] : roleReads;
  const statements: readonly Statement[] = [
    { Sid: "Bucket", Effect: "Allow", Action: bucketActions, Resource: [bucket.arn] },
    { Sid: "Roles", Effect: "Allow", Action: roleActions, Resource: [principals.backend.roleArn, ...profileRoles] },
  ];
  return policyDocument(statements);
}

function profileRoleArns({ principals }: Plan): readonly string[] {
  return principals.profiles.map(({ roleArn }) => roleArn);
}
