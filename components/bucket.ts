import * as pulumi from "@pulumi/pulumi";
import { createS3Bucket } from "../stores/aws-s3/resources.js";
import type { CreateBucket } from "../stores/common/resources.js";
import type { BucketPlan } from "../subjects/bucket/plan.js";

export interface KubeflowBucketArgs {
  /** What to create, as `planBucket` returns it. With `create: false` nothing is registered. */
  readonly plan: BucketPlan;
  /** How the store makes a bucket; default: a bucket of Amazon S3. */
  readonly createBucket?: CreateBucket | undefined;
}

/**
 * The bucket of Kubeflow Pipelines: on Amazon S3 private, encrypted, versioned, TLS only. The bucket and each of its
 * settings are protected and retained, so that neither `pulumi destroy` nor a changed name loses an object.
 */
export class KubeflowBucket extends pulumi.ComponentResource {
  /** The bucket's name, once it is ready for objects. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN, once it is ready for objects; other stores name theirs as partition aws does. */
  readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, args: KubeflowBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("deploykf-object-store:index:KubeflowBucket", name, {}, opts);
    const { plan, createBucket = createS3Bucket } = args;
    if (plan.create) {
      const { bucketName, bucketArn, settings } = createBucket(name, plan, this);
      // Of a resource itself an output neither waits nor depends on it; of its URN it does both.
      const ready = pulumi.all(settings.map(({ urn }) => urn));
      this.bucketName = pulumi.all([bucketName, ready]).apply(([ofBucket]) => ofBucket);
      this.bucketArn = pulumi.all([bucketArn, ready]).apply(([arn]) => arn);
    } else {
      this.bucketName = pulumi.output(plan.name);
      this.bucketArn = pulumi.output(plan.arn);
    }
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}
