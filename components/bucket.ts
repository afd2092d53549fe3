import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import type { input } from "@pulumi/aws/types/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { BucketPlan, LifecycleRule } from "../plan/bucket.js";
import { canonicalJson } from "../plan/documents.js";

export interface KubeflowBucketArgs {
  /** What to create, as `planBucket` returns it. With `create: false` nothing is registered. */
  readonly plan: BucketPlan;
}

/**
 * The bucket of Kubeflow Pipelines: private, encrypted, versioned, TLS only. The bucket and each of its settings are
 * protected and retained, so that neither `pulumi destroy` nor a changed name loses an object.
 */
export class KubeflowBucket extends pulumi.ComponentResource {
  /** The bucket's name, once it is ready for objects. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN, once it is ready for objects. */
  readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, { plan }: KubeflowBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("deploykf:objectstore:KubeflowBucket", name, {}, opts);
    if (plan.create) {
      const { bucket, settings } = createBucket(name, plan, this);
      // Of a resource itself an output neither waits nor depends on it; of its URN it does both.
      const ready = pulumi.all(settings.map(({ urn }) => urn));
      this.bucketName = pulumi.all([bucket.bucket, ready]).apply(([bucketName]) => bucketName);
      this.bucketArn = pulumi.all([bucket.arn, ready]).apply(([arn]) => arn);
    } else {
      this.bucketName = pulumi.output(plan.name);
      this.bucketArn = pulumi.output(plan.arn);
    }
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

function createBucket(name: string, plan: BucketPlan, parent: pulumi.Resource) {
  const keep = { parent, protect: true, retainOnDelete: true };
  const region = plan.otherRegion === undefined ? {} : { region: plan.otherRegion };
  const bucket = new Bucket(name, { bucket: plan.name, tags: plan.tags, forceDestroy: false, ...region }, keep);
  const common = { bucket: bucket.bucket, ...region };

  // One after the other: S3 answers concurrent changes of one bucket with OperationAborted.
  const settings: pulumi.Resource[] = [];
  const next = () => ({ ...keep, dependsOn: settings.slice(-1) });
  settings.push(
    new BucketOwnershipControls(
      `${name}-ownership`,
      { ...common, rule: { objectOwnership: "BucketOwnerEnforced" } },
      next(),
    ),
  );
  settings.push(
    new BucketPublicAccessBlock(
      `${name}-public-access`,
      {
        ...common,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      next(),
    ),
  );
  settings.push(
    new BucketServerSideEncryptionConfiguration(`${name}-encryption`, { ...common, rules: [encryption(plan)] }, next()),
  );
  settings.push(
    new BucketVersioning(`${name}-versioning`, { ...common, versioningConfiguration: { status: "Enabled" } }, next()),
  );
  settings.push(
    new BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { ...common, rules: plan.lifecycleRules.map(lifecycleRule) },
      next(),
    ),
  );
  settings.push(new BucketPolicy(`${name}-policy`, { ...common, policy: canonicalJson(plan.policy) }, next()));
  if (plan.accessLogs) {
    const { bucket: targetBucket, prefix: targetPrefix } = plan.accessLogs;
    settings.push(new BucketLogging(`${name}-access-logs`, { ...common, targetBucket, targetPrefix }, next()));
  }
  return { bucket, settings };
}

function encryption({ kmsKeyArn }: BucketPlan): input.s3.BucketServerSideEncryptionConfigurationRule {
  if (kmsKeyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
    bucketKeyEnabled: true,
  };
}

function lifecycleRule({
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
