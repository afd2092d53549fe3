import { type Partition, partitionOf } from "../../base/aws/regions.js";
import type { Finding } from "../../base/problems/problem.js";

/** What can be wrong with the bucket and its endpoint as a whole. */

export function otherPartition(region: string, partition: Partition): Finding {
  return {
    code: "partition-mismatch",
    message: `bucket.region is ${region}, in partition ${partitionOf(region)}, but aws:region is in ${partition}`,
    rule: "roles of one partition can't reach a bucket in another",
    mend: "use regions of one partition for both",
  };
}

export function logsIntoItself(): Finding {
  return {
    code: "access-logs",
    message: "bucket.accessLogs.bucket is the bucket itself",
    rule: "each log object would be logged again, without end",
    mend: "name another bucket in the same region and account",
  };
}

export function notForExisting(key: string): Finding {
  return {
    code: "bucket-existing",
    message: `${key} is set, and bucket.create is false`,
    rule: "in an existing bucket nothing is changed",
    mend: `remove ${key}, and set it on the bucket where the bucket is managed`,
  };
}

export function globalElsewhere(partition: Partition): Finding {
  return {
    code: "endpoint-global",
    message: `objectStore.endpoint is global, and the bucket is in partition ${partition}`,
    rule: "s3.amazonaws.com serves partition aws alone",
    mend: "remove objectStore.endpoint, or set it to regional",
  };
}

export function globalFailsInV2(region: string): Finding {
  return {
    code: "endpoint-global-region",
    message: `objectStore.endpoint is global, and the bucket is in ${region}`,
    rule: "KFP v2 runs sign for that region but ask us-east-1, and fail with BucketRegionError",
    mend: "remove objectStore.endpoint, or set it to regional",
  };
}
