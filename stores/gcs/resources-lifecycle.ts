import type { input } from "@pulumi/gcp/types/index.js";
import type { LifecycleRule } from "../../subjects/bucket/plan.js";

/**
 * The rules as a bucket of Google's takes them; one that is off is left out.
 * Source: Cloud Storage, "Object Lifecycle Management".
 */
export function gcpLifecycleRules(rules: readonly LifecycleRule[]): input.storage.BucketLifecycleRule[] {
  return rules.filter(({ enabled }) => enabled).map(gcpLifecycleRule);
}

function gcpLifecycleRule({ prefix, effect, days }: LifecycleRule): input.storage.BucketLifecycleRule {
  const below = prefix === "" ? {} : { matchesPrefixes: [prefix] };
  switch (effect) {
    case "abort-multipart-upload":
      return { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: days, ...below } };
    case "expire-noncurrent":
      return {
        action: { type: "Delete" },
        condition: { daysSinceNoncurrentTime: days, withState: "ARCHIVED", ...below },
      };
    case "expire":
      // The age of a noncurrent object counts from its creation, too: it would go before its days are over.
      return { action: { type: "Delete" }, condition: { age: days, withState: "LIVE", ...below } };
  }
}
