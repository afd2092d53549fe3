import type { input } from "@pulumi/aws/types/index.js";
import type { LifecycleRule } from "../../subjects/bucket/plan.js";

/** A rule as `BucketLifecycleConfiguration` takes it. */
export function lifecycleRule({
  id,
  enabled,
  prefix,
  effect,
  days,
}: LifecycleRule): input.s3.BucketLifecycleConfigurationRule {
  return {
    id,
    status: enabled ? "Enabled" : "Disabled",
    filter: { prefix },
    ...(effect === "abort-multipart-upload" && { abortIncompleteMultipartUpload: { daysAfterInitiation: days } }),
    ...(effect === "expire-noncurrent" && { noncurrentVersionExpiration: { noncurrentDays: days } }),
    ...(effect === "expire" && { expiration: { days } }),
  };
}
