import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import type { input } from "@pulumi/aws/types/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../../base/planned/resources.js";
import { canonicalJson } from "../../base/yaml/json.js";
import type { BucketPlan, LifecycleRule } from "../../subjects/bucket/plan.js";
import type { CreatedBucket, StoreResources } from "../common/resources.js";
import { createIamUser } from "./resources-user.js";

export const awsS3Resources: StoreResources<object> = {
  makersOf: () => () => ({
    createBucket: createS3Bucket,
    createUser: (name, plan, user, parent) => createIamUser(name, plan, user, parent),
  }),
};

/** Registers a bucket of Amazon S3: private, encrypted, versioned, TLS only. */
export function createS3Bucket(name: string, plan: Planned<BucketPlan>, parent: pulumi.Resource): CreatedBucket {
  const keep = { parent, protect: true, retainOnDelete: true };
  const { otherRegion, lifecycleRules, accessLogs } = plan.shape;
  const region = otherRegion === undefined ? {} : { region: otherRegion };
  const named = plan.inputs(({ name: bucket, tags }) => ({ bucket, tags }));
  const bucket = new Bucket(name, { ...named, forceDestroy: false, ...region }, keep);
  const common = { bucket: bucket.bucket, ...region };

  // One after the other: S3 answers concurrent changes of one bucket with OperationAborted.
  const settings: pulumi.Resource[] = [];
  const next = () => ({ ...keep, dependsOn: settings.slice(-1) });
  const ownership = { ...common, rule: { objectOwnership: "BucketOwnerEnforced" } };
  const acls = { blockPublicAcls: true, ignorePublicAcls: true };
  const access = { ...common, ...acls, blockPublicPolicy: true, restrictPublicBuckets: true };
  const encrypted = { ...common, rules: [plan.inputs(encryption)] };
  const versioned = { ...common, versioningConfiguration: { status: "Enabled" } };
  const lifecycle = { ...common, rules: lifecycleRules.map(lifecycleRule) };
  settings.push(new BucketOwnershipControls(`${name}-ownership`, ownership, next()));
  settings.push(new BucketPublicAccessBlock(`${name}-public-access`, access, next()));
  settings.push(new BucketServerSideEncryptionConfiguration(`${name}-encryption`, encrypted, next()));
  settings.push(new BucketVersioning(`${name}-versioning`, versioned, next()));
  settings.push(new BucketLifecycleConfiguration(`${name}-lifecycle`, lifecycle, next()));
  const policy = plan.input(({ policy }) => canonicalJson(policy));
  settings.push(new BucketPolicy(`${name}-policy`, { ...common, policy }, next()));
  if (accessLogs) {
    const targetBucket = plan.input((known) => known.accessLogs?.bucket ?? "");
    const logging = { ...common, targetBucket, targetPrefix: accessLogs.prefix };
    settings.push(new BucketLogging(`${name}-access-logs`, logging, next()));
  }
  return { bucketName: bucket.bucket, bucketArn: bucket.arn, settings };
}

/** As `BucketLifecycleConfiguration` takes it. */
function lifecycleRule(rule: LifecycleRule): input.s3.BucketLifecycleConfigurationRule {
  const { id, enabled, prefix, effect, days } = rule;
  return {
    id,
    status: enabled ? "Enabled" : "Disabled",
    filter: { prefix },
    ...(effect === "abort-multipart-upload" && { abortIncompleteMultipartUpload: { daysAfterInitiation: days } }),
    ...(effect === "expire-noncurrent" && { noncurrentVersionExpiration: { noncurrentDays: days } }),
    ...(effect === "expire" && { expiration: { days } }),
  };
}

function encryption({ kmsKeyArn }: BucketPlan) {
  if (kmsKeyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
    bucketKeyEnabled: true,
  };
}
