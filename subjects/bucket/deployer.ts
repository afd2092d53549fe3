import { words } from "../../base/problems/text.js";
import type { Statement } from "../access/documents.js";
import type { BucketPlan } from "./plan.js";

/** Reads of the AWS provider for a bucket and its settings. Source: S3 Service Authorization Reference. */
const bucketReads = words(`
  s3:GetAccelerateConfiguration s3:GetBucketAcl s3:GetBucketCORS s3:GetBucketLocation s3:GetBucketLogging
  s3:GetBucketObjectLockConfiguration s3:GetBucketOwnershipControls s3:GetBucketPolicy s3:GetBucketPublicAccessBlock
  s3:GetBucketRequestPayment s3:GetBucketTagging s3:GetBucketVersioning s3:GetBucketWebsite
  s3:GetEncryptionConfiguration s3:GetLifecycleConfiguration s3:GetReplicationConfiguration s3:ListBucket
  s3:ListTagsForResource`);

/** No s3:DeleteBucket and no object actions: the bucket is kept, and objects are nothing of a deployment's. */
const bucketWrites = words(`
  s3:CreateBucket s3:PutBucketLogging s3:PutBucketOwnershipControls s3:PutBucketPolicy s3:PutBucketPublicAccessBlock
  s3:PutBucketTagging s3:PutBucketVersioning s3:PutEncryptionConfiguration s3:PutLifecycleConfiguration
  s3:TagResource s3:UntagResource`);

const existingBucketReads = words(`s3:GetBucketLocation s3:GetBucketTagging s3:ListBucket s3:ListTagsForResource`);

/** What a deployment needs of a bucket of Amazon S3. */
export function bucketStatement({ arn, create }: BucketPlan, writes: boolean): Statement {
  const actions = create ? [...bucketReads, ...(writes ? bucketWrites : [])] : existingBucketReads;
  return { Sid: "Bucket", Effect: "Allow", Action: actions, Resource: [arn] };
}
