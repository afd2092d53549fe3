import type { CatalogueEntry } from "../../base/problems/entry.js";

/** Problems with the bucket, and with who else uses it. */
export const bucketProblems = {
  "partition-mismatch": {
    title: "Roles and bucket are in different partitions",
    text: "No policy reaches across partitions.",
  },
  "endpoint-global": {
    title: "The global host doesn't serve this partition",
    text: "GovCloud and China have regional hosts only.",
  },
  "endpoint-global-region": {
    title: "The global host fails for KFP v2 outside us-east-1",
    text: "The v2 launcher is given endpoint, region and path-style addressing; S3 answers that combination with BucketRegionError. KFP v1 and the API server follow the redirect.",
  },
  "bucket-not-found": {
    title: "The existing bucket isn't there",
    text: "`bucket.create: false` adopts a bucket that exists. S3 says there is none of this name that the credentials can see.",
  },
  "bucket-region": {
    title: "The existing bucket is in another region",
    text: "Clients sign requests for the bucket's region, so the values have to name the real one.",
  },
  "bucket-not-verified": {
    title: "The existing bucket couldn't be looked at",
    text: "The credentials may not read the bucket, so nobody checked that it exists and where it is. Roles and values are made all the same.",
  },
  "bucket-periods": {
    title: "An existing bucket has periods in its name",
    text: "S3's certificate is for one label in front of its host, so `https://my.bucket.s3...` fails in every client that checks it. The clients of Kubeflow Pipelines (minio-go, minio-js, aws-sdk-go) see the periods and put the bucket into the path. A new bucket is refused such a name.",
  },
  "bucket-existing": {
    title: "A setting is for new buckets only",
    text: "With `bucket.create: false` nothing in the bucket is changed, also no lifecycle rule and no log setting.",
  },
  "access-logs": {
    title: "The log bucket can't take the logs",
    text: "Use a bucket of its own, with log delivery allowed by its policy.",
  },
  "bucket-shared": {
    title: "Another stack has this bucket, too",
    text: "A bucket may serve several clusters. Each backend then reaches all artifacts, and profiles whose prefixes overlap (of the same name, or where one has a prefix of all) reach the same ones, so the stack that joins has to say so: `bucket.sharedWith`.",
  },
  "bucket-shared-unknown": {
    title: "Whether another stack has this bucket isn't known",
    text: "Files of stacks beside this one's are read for their bucket, with the defaults of Pulumi.yaml. One that isn't a stack's config, or has the name in an ESC environment or encrypted, may have the same bucket without anybody saying so.",
  },
  "bucket-shared-account": {
    title: "The shared bucket is in another account",
    text: "Within an account a role's policy is enough. Across accounts the bucket's policy has to allow the same actions to the other account.",
  },
  "bucket-shared-with": {
    title: "`bucket.sharedWith` names no stack that has the bucket",
    text: "Stacks of this project are named as in their files, `Pulumi.<stack>.yaml`; others in full.",
  },
  "name-prefix-taken": {
    title: "Two stacks would give their roles the same names",
    text: "The second `pulumi up` would fail, or one stack would change the other's roles.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
