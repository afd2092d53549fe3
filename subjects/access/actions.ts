/** Every action that a policy of this program allows. Source: guide, "Bucket IAM Policies". */

/** What clients do with objects: artifacts are written, read, and removed by garbage collection. */
export const objectActions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] as const;

/** The pipelines UI's client asks for the location first, whatever region is configured. */
export const locationAction = "s3:GetBucketLocation";

/** Also what HeadBucket needs, the API server's check at its start. */
export const listAction = "s3:ListBucket";

/** The least for reading and writing objects under SSE-KMS. Source: KMS Developer Guide, "How Amazon S3 uses AWS KMS". */
export const kmsActions = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
