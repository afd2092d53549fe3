import { bucketArn } from "../../base/aws/arn.js";
import type { Partition } from "../../base/aws/regions.js";
import { type PolicyDocument, policyDocument } from "../access/documents.js";
import { type ArtifactRoots, coversPipelines } from "../deploykf/prefixes.js";
import type { BucketOption } from "./schema.js";
import type { BucketSettings, SharingStack } from "./settings.js";

/** The bucket and all that belongs to it; for an existing one only its name and region are used. */
export interface BucketPlan {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** Only where it isn't the provider's region. */
  readonly otherRegion: string | undefined;
  readonly create: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** SSE-KMS with this key and a bucket key; SSE-S3 where undefined. */
  readonly kmsKeyArn: string | undefined;
  readonly lifecycleRules: readonly LifecycleRule[];
  readonly policy: PolicyDocument;
  readonly accessLogs: { readonly bucket: string; readonly prefix: string } | undefined;
}

/** One rule of S3; `prefix` is empty for the whole bucket, `days` counts from creation or from being replaced. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  readonly effect: "abort-multipart-upload" | "expire-noncurrent" | "expire";
  readonly days: number;
}

/** Other stores write their buckets' names as AWS's own partition has them, wherever the cluster is. */
export function bucketPartition({
  platform,
  partition,
}: {
  readonly platform: string;
  readonly partition: Partition;
}): Partition {
  return platform === "aws-s3" ? partition : "aws";
}

/** A rule that is off stays, disabled: taking the last one away would delete a protected resource. */
const daysWhenOff = 30;

export function planBucket(args: {
  readonly settings: BucketSettings;
  readonly partition: Partition;
  readonly awsRegion: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly roots: ArtifactRoots;
  /** Default: Amazon S3; of another store's bucket only what is made there is in the plan. */
  readonly store?: { readonly bucketOptions: readonly BucketOption[] } | undefined;
}): BucketPlan {
  const { settings, partition, awsRegion, tags, roots, store } = args;
  const hasRules = !store || store.bucketOptions.includes("retention");
  return {
    name: settings.name,
    arn: bucketArn(partition, settings.name),
    region: settings.region,
    otherRegion: store || settings.region === awsRegion ? undefined : settings.region,
    create: settings.create,
    tags,
    kmsKeyArn: settings.kmsKeyArn,
    lifecycleRules: hasRules ? lifecycleRules(settings, roots) : [],
    policy: store ? policyDocument([]) : bucketPolicy(partition, settings.name),
    accessLogs: settings.accessLogs,
  };
}

/** Artifacts only: `pipelines/` is in no rule that deletes anything but parts of uploads that never ended. */
function lifecycleRules({ retention }: BucketSettings, roots: ArtifactRoots): readonly LifecycleRule[] {
  const { abortMultipartDays, noncurrentDays, artifactDays } = retention;
  const artifacts = Object.entries(roots).filter(
    ([version, root]) => !coversPipelines(root) && !(version === "v2" && root === roots.v1),
  );
  return [
    {
      id: "abort-incomplete-uploads",
      enabled: abortMultipartDays !== undefined,
      prefix: "",
      effect: "abort-multipart-upload",
      days: abortMultipartDays ?? daysWhenOff,
    },
    ...artifacts.map(
      ([version, prefix]): LifecycleRule => ({
        id: `expire-noncurrent-${version}-artifacts`,
        enabled: noncurrentDays !== undefined,
        prefix,
        effect: "expire-noncurrent",
        days: noncurrentDays ?? daysWhenOff,
      }),
    ),
    ...(artifactDays === undefined ? [] : artifacts).map(
      ([version, prefix]): LifecycleRule => ({
        id: `expire-${version}-artifacts`,
        enabled: true,
        prefix,
        effect: "expire",
        days: artifactDays ?? daysWhenOff,
      }),
    ),
  ];
}

/** Refuses plain HTTP and TLS below 1.2. Source: S3 User Guide, "Security best practices"; FSBP S3.5. */
function bucketPolicy(partition: Partition, name: string): PolicyDocument {
  const arn = bucketArn(partition, name);
  const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] } as const;
  return policyDocument([
    { Sid: "RefusePlainHttp", ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "RefuseTlsBelow12", ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ]);
}

/** What profiles of another stack reach, too: by the same name, or by a prefix that covers others. */
export interface SharedPrefixes {
  readonly stack: string;
  /** Undefined where the other stack's profiles aren't known here. */
  readonly prefixes: readonly string[] | undefined;
}

/** Prefixes below which both this stack's profiles, which reach `own`, and another stack's reach objects, by stack. */
export function planSharing(sharedWith: readonly SharingStack[], own: readonly string[]): readonly SharedPrefixes[] {
  return sharedWith.map(({ stack, prefixes }) => ({ stack, prefixes: prefixes && sharedOf(own, prefixes) }));
}

/** The narrower one of each two that overlap; every prefix ends with a slash, or is empty. */
function sharedOf(own: readonly string[], others: readonly string[]): readonly string[] {
  const [ours, theirs] = [new Set(own), new Set(others)];
  const inTheirs = own.filter((prefix) => theirs.has(prefix) || parentsOf(prefix).some((one) => theirs.has(one)));
  const inOurs = others.filter((prefix) => parentsOf(prefix).some((one) => ours.has(one)));
  return [...new Set([...inTheirs, ...inOurs])];
}

/** The folders that a prefix lies in, the whole bucket as the empty one. */
function parentsOf(prefix: string): readonly string[] {
  const parts = prefix.split("/").slice(0, -1);
  return parts.map((_, index) =>
    parts
      .slice(0, index)
      .map((part) => `${part}/`)
      .join(""),
  );
}
