import { bucketArn } from "../../base/aws/arn.js";
import type { Partition } from "../../base/aws/regions.js";
import { type ArtifactRoots, pipelinesPrefix } from "../deploykf/prefixes.js";
import { kmsActions, listAction, locationAction, objectActions } from "./actions.js";
import { type PolicyDocument, policyDocument, type Statement } from "./documents.js";

/** The bucket as policies name it. */
export interface PolicyBucket {
  readonly partition: Partition;
  readonly name: string;
  readonly kmsKeyArn?: string | undefined;
}

/**
 * The policy of Kubeflow Pipelines' backend: all artifacts, and pipeline definitions. Its `s3:ListBucket` has no
 * condition, because the bucket check of the API server carries no prefix.
 */
export function backendPolicy(bucket: PolicyBucket, roots: ArtifactRoots): PolicyDocument {
  const prefixes = covering([roots.v1, pipelinesPrefix, roots.v2]);
  return policyDocument([listing(bucket), objects(bucket, prefixes), ...keyUse(bucket)]);
}

/**
 * The policy of one profile, or of several that share a role: objects below its prefixes. With `listScope` prefix,
 * keys outside them can't be listed; a missing key is then answered by 403 instead of 404.
 */
export function profilePolicy(
  bucket: PolicyBucket,
  prefixes: readonly string[],
  listScope: "bucket" | "prefix",
): PolicyDocument {
  const list = listScope === "prefix" ? listingBelow(bucket, prefixes) : [listing(bucket)];
  return policyDocument([...list, objects(bucket, prefixes), ...keyUse(bucket)]);
}

function listing(bucket: PolicyBucket): Statement {
  return {
    Effect: "Allow",
    Action: [locationAction, listAction],
    Resource: [bucketArn(bucket.partition, bucket.name)],
  };
}

function listingBelow(bucket: PolicyBucket, prefixes: readonly string[]): readonly Statement[] {
  const Resource = [bucketArn(bucket.partition, bucket.name)];
  return [
    { Effect: "Allow", Action: [locationAction], Resource },
    {
      Effect: "Allow",
      Action: [listAction],
      Resource,
      Condition: { StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) } },
    },
  ];
}

function objects(bucket: PolicyBucket, prefixes: readonly string[]): Statement {
  return {
    Effect: "Allow",
    Action: objectActions,
    Resource: prefixes.map((prefix) => `${bucketArn(bucket.partition, bucket.name)}/${prefix}*`),
  };
}

function keyUse(bucket: PolicyBucket): readonly Statement[] {
  return bucket.kmsKeyArn ? [{ Effect: "Allow", Action: kmsActions, Resource: [bucket.kmsKeyArn] }] : [];
}

/** Leaves out prefixes that another one covers. */
function covering(prefixes: readonly string[]): readonly string[] {
  const distinct = [...new Set(prefixes)];
  return distinct.filter((one) => !distinct.some((other) => other !== one && one.startsWith(other)));
}
