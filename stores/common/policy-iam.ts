import { bucketArn } from "../../base/aws/arn.js";
import type { Partition } from "../../base/aws/regions.js";
import type { Grants, ObjectAction } from "../../subjects/access/grants.js";

export interface IamStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly StringLike: { readonly "s3:prefix": readonly string[] } };
}

export interface IamPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly IamStatement[];
}

const actionNames: Readonly<Record<ObjectAction, string>> = {
  get: "s3:GetObject",
  put: "s3:PutObject",
  delete: "s3:DeleteObject",
};

/**
 * The guide's documents ("Bucket IAM Policies"). MinIO, Wasabi, Ceph and others take the same form with ARNs of
 * partition aws. Location and listing are apart where listing has a condition: MinIO refuses `s3:prefix` on an action
 * that has no prefix.
 */
export function iamPolicy(grants: Grants, partition: Partition = "aws"): IamPolicy {
  const bucket = bucketArn(partition, grants.bucket);
  return {
    Version: "2012-10-17",
    Statement: [
      ...listing(bucket, grants.list),
      {
        Effect: "Allow",
        Action: grants.actions.map((action) => actionNames[action]),
        Resource: grants.objectPrefixes.map((prefix) => `${bucket}/${prefix}*`),
      },
    ],
  };
}

function listing(bucket: string, list: Grants["list"]): readonly IamStatement[] {
  const [location, keys] = ["s3:GetBucketLocation", "s3:ListBucket"];
  const Resource = [bucket];
  if (list === "bucket") return [{ Effect: "Allow", Action: [location, keys], Resource }];
  return [
    { Effect: "Allow", Action: [location], Resource },
    {
      Effect: "Allow",
      Action: [keys],
      Resource,
      Condition: { StringLike: { "s3:prefix": list.map((prefix) => `${prefix}*`) } },
    },
  ];
}
