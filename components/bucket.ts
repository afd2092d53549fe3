import * as pulumi from "@pulumi/pulumi";
import type { Asker } from "../base/aws/ask-account.js";
import type { Planned } from "../base/planned/resources.js";
import { createS3Bucket } from "../stores/aws-s3/resources.js";
import type { CreateBucket } from "../stores/common/resources.js";
import type { BucketPlan } from "../subjects/bucket/plan.js";
import type { KubeflowBucketArgs } from "./args.js";
import { type Part, sourceOfPart } from "./part.js";
import type { StoreSource } from "./store-source.js";

/** @internal A bucket that was planned already. */
export class PlannedBucket {
  constructor(
    readonly plan: Planned<BucketPlan>,
    readonly createBucket: CreateBucket,
  ) {}
}

const bucketPart: Part = {
  className: "KubeflowBucket",
  paths: {
    ...{ region: "region", tags: "tags" },
    ...{
      name: "bucket.name",
      kmsKeyArn: "bucket.kmsKeyArn",
      retention: "bucket.retention",
      accessLogs: "bucket.accessLogs",
    },
  },
  rest: {
    bucket: { create: true },
    auth: { mode: "keys", keySource: "existing" },
    cluster: { source: "kubeconfig" },
    deploykf: { version: "0.1.5", embeddedMinio: "keep" },
    profiles: { names: ["none"] },
  },
};

function plannedAt(source: StoreSource, component: Asker): PlannedBucket {
  const { plan } = source.forPart(component);
  return new PlannedBucket(
    plan.part(({ bucket }) => bucket),
    createS3Bucket,
  );
}

/**
 * The bucket of Kubeflow Pipelines on Amazon S3: private, encrypted, versioned, TLS only. The bucket and each of its
 * settings are protected and retained, so that neither `pulumi destroy` nor a changed name loses an object.
 *
 * @example
 * ```ts
 * import { KubeflowBucket } from "deploykf-object-store";
 *
 * const bucket = new KubeflowBucket("pipelines", {
 *   name: "acme-ml-pipelines",
 *   region: "eu-west-1",
 *   retention: { artifactDays: 365 },
 * });
 * export const arn = bucket.bucketArn;
 * ```
 */
export class KubeflowBucket extends pulumi.ComponentResource {
  /** The bucket's name, once it is ready for objects. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN, once it is ready for objects; other stores name theirs as partition aws does. */
  readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, args: KubeflowBucketArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: PlannedBucket, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, args: KubeflowBucketArgs | PlannedBucket, opts?: pulumi.ComponentResourceOptions) {
    const given = args instanceof PlannedBucket ? args : sourceOfPart(args, () => bucketPart);
    super("deploykf-object-store:index:KubeflowBucket", name, {}, opts);
    const { plan, createBucket } = given instanceof PlannedBucket ? given : plannedAt(given, { name, parent: this });
    if (plan.shape.create) {
      const { bucketName, bucketArn, settings } = createBucket(name, plan, this);
      // Of a resource itself an output neither waits nor depends on it; of its URN it does both.
      const ready = pulumi.all(settings.map(({ urn }) => urn));
      this.bucketName = pulumi.all([bucketName, ready]).apply(([ofBucket]) => ofBucket);
      this.bucketArn = pulumi.all([bucketArn, ready]).apply(([arn]) => arn);
    } else {
      this.bucketName = plan.output((known) => known.name);
      this.bucketArn = plan.output(({ arn }) => arn);
    }
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}
