import { type Partition, partitionOf } from "../../base/aws/regions.js";
import type { Words } from "../../base/input/words.js";
import type { Finding } from "../../base/problems/problem.js";

/** What can be wrong with the bucket and its endpoint as a whole. */

/** `ofProvider` is what the user calls the provider's region. */
export const otherPartition = (region: string, partition: Partition, ofProvider: string): Finding => ({
  code: "partition-mismatch",
  message: `bucket.region is ${region}, in partition ${partitionOf(region)}, but ${ofProvider} is in ${partition}`,
  rule: "roles of one partition can't reach a bucket in another",
  mend: "use regions of one partition for both",
});

export const logsIntoItself = (): Finding => ({
  code: "access-logs",
  message: "bucket.accessLogs.bucket is the bucket itself",
  rule: "each log object would be logged again, without end",
  mend: "name another bucket in the same region and account",
});

export const notForExisting = (key: string): Finding => ({
  code: "bucket-existing",
  message: `${key} is set, and bucket.create is false`,
  rule: "in an existing bucket nothing is changed",
  mend: `remove ${key}, and set it on the bucket where the bucket is managed`,
});

export const globalElsewhere = (partition: Partition): Finding => ({
  code: "endpoint-global",
  message: `objectStore.endpoint is global, and the bucket is in partition ${partition}`,
  rule: "s3.amazonaws.com serves partition aws alone",
  mend: "remove objectStore.endpoint, or set it to regional",
});

export const globalHostElsewhere = (host: string, region: string): Finding => ({
  code: "endpoint-global-region",
  message: `objectStore.host is "${host}", and the bucket is in ${region}`,
  rule: "that host is for us-east-1: requests that are signed for another region are refused there",
  mend: "remove objectStore.host: it follows from the region",
});

export const globalFailsInV2 = (region: string): Finding => ({
  code: "endpoint-global-region",
  message: `objectStore.endpoint is global, and the bucket is in ${region}`,
  rule: "KFP v2 runs sign for that region but ask us-east-1, and fail with BucketRegionError",
  mend: "remove objectStore.endpoint, or set it to regional",
});

/** Source: minio-go v6 and v7 `IsVirtualHostSupported`, minio-js 7 `isVirtualHostStyle`, aws-sdk-go v1 `hostCompatibleBucketName`. */
export const warnOfPeriods = (key: string, name: string): Finding | undefined =>
  name.includes(".")
    ? {
        code: "bucket-periods",
        message: `${key} is "${name}", with periods`,
        rule: "S3's TLS certificate doesn't cover such a name in the host's: KFP's clients put it into the path, and clients that don't fail with a certificate error",
        mend: "nothing to do for pipelines; let other clients of yours use path-style requests",
      }
    : undefined;

// Of a bucket that several clusters use.

export const sharedWithItself = (stack: string): Finding => ({
  code: "bucket-shared-with",
  message: `bucket.sharedWith names ${stack}`,
  rule: "that is this stack itself",
  mend: "name the other stack",
});

/** Its file may be elsewhere; one that is called otherwise and has the bucket is an error of its own. */
export function warnOfUnseenStack(stack: string, { unseenStack }: Words): Finding | undefined {
  if (/^[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(stack)) return undefined;
  return {
    code: "bucket-shared-with",
    message: `bucket.sharedWith names ${stack}`,
    rule: unseenStack(stack),
    mend: "correct it; a stack of another project is written <organization>/<project>/<stack>",
  };
}

export const warnOfUnknownStack = (bucket: string, stack: string, file: string): Finding => ({
  code: "bucket-shared-unknown",
  message: `whether stack ${stack} has the bucket ${bucket}, too, isn't known`,
  rule: `${file} can't be read as a stack's config, or its bucket's name isn't in it in plain text`,
  mend: `correct that file; if it has the bucket, name the stack in bucket.sharedWith`,
});

export const sharingNotStated = (bucket: string, stack: string, named: readonly string[]): Finding => ({
  code: "bucket-shared",
  message: `the bucket ${bucket} is also that of stack ${stack}`,
  rule: "backends of both clusters reach all artifacts, and profiles whose prefixes overlap reach each other's",
  mend: `if that is meant, set bucket.sharedWith: [${[...named, stack].join(", ")}]; otherwise use another bucket`,
});

export const bucketOfTwo = (bucket: string, stack: string): Finding => ({
  code: "bucket-shared",
  message: `this stack and ${stack} would both create the bucket ${bucket}`,
  rule: "one stack creates a bucket, and others join it",
  mend: "in the stack that joins set bucket.create: false and bucket.sharedWith; or use another bucket",
});

/** Stores of two clusters are called alike, so this may be nothing. */
export const bucketOfTwoClaims = (bucket: string, stack: string): Finding => ({
  code: "bucket-shared",
  message: `this stack and ${stack} would both claim the bucket ${bucket}`,
  rule: "in one store the later claim takes the bucket over, and its policy locks the other stack's users out",
  mend: "use another bucket; nothing to do where the stores are those of two clusters",
});

export const otherRegion = (key: string, region: string, stack: string, actual: string): Finding => ({
  code: "bucket-region",
  message: `the bucket is taken to be in ${region}, and stack ${stack} has it in ${actual}`,
  rule: "clients sign their requests for the region in the values block",
  mend: `set ${key}: ${actual}`,
});

export const otherAccount = (bucket: string, stack: string): Finding => ({
  code: "bucket-shared-account",
  message: `the bucket ${bucket} belongs to another account, that of stack ${stack}`,
  rule: "roles of this account reach it only if the bucket's own policy admits them, which no stack here sets",
  mend: "allow this account in the bucket's policy by hand, or use a bucket of its own",
});

export const sameNamePrefix = (namePrefix: string, stack: string): Finding => ({
  code: "name-prefix-taken",
  message: `namePrefix is "${namePrefix}", which stack ${stack} has, too`,
  rule: "names of roles and users are unique in an account",
  mend: "give this stack a namePrefix of its own",
});
