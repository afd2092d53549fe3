import type { Grants, ObjectAction } from "../../subjects/access/grants.js";

/** Aborting a multipart upload is a right of its own; a part that stays is paid for, and no client can see it. */
const actionNames: Readonly<Record<ObjectAction, readonly string[]>> = {
  get: ["oss:GetObject"],
  put: ["oss:PutObject", "oss:AbortMultipartUpload"],
  delete: ["oss:DeleteObject"],
};

/**
 * A policy of Alibaba Cloud's RAM. Resources name neither region nor account (`acs:oss:*:*:`), as in Alibaba's own
 * examples: names of buckets are unique. GetBucketInfo is for HEAD requests of the bucket, which read it and nothing of
 * its objects. Source: Alibaba Cloud OSS, "OSS authorization syntax and elements", "Control OSS access with RAM policies".
 */
export function ramPolicy(grants: Grants) {
  const bucket = `acs:oss:*:*:${grants.bucket}`;
  return {
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: ["oss:GetBucketLocation", "oss:GetBucketInfo"], Resource: [bucket] },
      {
        Effect: "Allow",
        Action: ["oss:ListObjects"],
        Resource: [bucket],
        ...(grants.list === "bucket"
          ? {}
          : { Condition: { StringLike: { "oss:Prefix": grants.list.map((prefix) => `${prefix}*`) } } }),
      },
      {
        Effect: "Allow",
        Action: grants.actions.flatMap((action) => actionNames[action]),
        Resource: grants.objectPrefixes.map((prefix) => `${bucket}/${prefix}*`),
      },
    ],
  };
}
