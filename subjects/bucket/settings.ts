import { partitionOf } from "../../base/aws/regions.js";
import * as rules from "../../base/aws/rules.js";
import type { Node } from "../../base/input/node.js";
import * as bucketRules from "./rules.js";
import type { BucketConfig, BucketOption } from "./schema.js";

export interface BucketSettings extends Pick<BucketConfig, "name" | "kmsKeyArn" | "accessLogs"> {
  readonly region: string;
  readonly create: boolean;
  readonly retention: RetentionSettings;
}

/** Days, or undefined for off. */
export type RetentionSettings = Readonly<Record<keyof BucketConfig["retention"], number | undefined>>;

/** Another stack that uses the bucket. */
export interface SharingStack {
  readonly stack: string;
  /** Prefixes of its profiles' objects; undefined where its file isn't beside this one, or can't be planned. */
  readonly prefixes: readonly string[] | undefined;
}

/** The region of the AWS provider, and where it stands. */
export interface AwsRegion {
  readonly value: string | undefined;
  readonly node: Node<unknown>;
}

type BucketNode = Node<BucketConfig | undefined>;

/** A bucket of another store than S3, which has these options; `endpointRegion` is the region that requests are signed for. */
export function resolveStoreBucket(
  bucket: BucketNode,
  create: boolean,
  options: readonly BucketOption[],
  endpointRegion: string | undefined,
): BucketSettings | undefined {
  const { name, region = endpointRegion } = bucket.value ?? {};
  const retention = options.includes("retention") ? resolveRetention(bucket, create) : noRetention;
  return name === undefined || region === undefined ? undefined : { name, region, create, retention };
}

const noRetention: RetentionSettings = {
  artifactDays: undefined,
  noncurrentDays: undefined,
  abortMultipartDays: undefined,
};

/** A bucket of S3, or undefined where its region is missing or wrong; everything else in it is checked all the same. */
export function resolveBucket(bucket: BucketNode, aws: AwsRegion): BucketSettings | undefined {
  if (!bucket.value) return undefined;
  const { name, create = true, kmsKeyArn, accessLogs } = bucket.value;
  bucket.at("name").check(create ? rules.checkBucketName : rules.checkExistingBucketName);
  if (!create && !bucket.at("name").late)
    bucket.at("name").warn(bucketRules.warnOfPeriods(bucket.at("name").key, name));
  const retention = resolveRetention(bucket, create);
  const logs = bucket.at("accessLogs");
  const isLate = bucket.at("name").late || logs.at("bucket").late;
  if (accessLogs && !create) logs.error(bucketRules.notForExisting(logs.key));
  else if (accessLogs?.bucket === name && !isLate) logs.at("bucket").error(bucketRules.logsIntoItself());
  else logs.at("bucket").check(rules.checkLogBucketName);
  const region = resolveRegion(bucket, aws);
  if (region === undefined) return undefined;
  bucket.at("kmsKeyArn").check((key, arn) => rules.checkKmsKeyArn(key, arn, region));
  return { name, region, create, kmsKeyArn, retention, accessLogs };
}

function resolveRegion(bucket: BucketNode, aws: AwsRegion): string | undefined {
  const { region = aws.value } = bucket.value ?? {};
  if (region === undefined) return undefined;
  const place = bucket.value?.region === undefined ? aws.node : bucket.at("region");
  const unknown = rules.checkRegion(place.key, region);
  place.error(unknown);
  if (unknown || aws.value === undefined) return undefined;
  const partition = partitionOf(aws.value);
  const elsewhere = partitionOf(region) !== partition;
  place.error(
    elsewhere
      ? bucketRules.otherPartition(region, partition, aws.node.key)
      : rules.checkRegionForKfp(place.key, region),
  );
  return region;
}

function resolveRetention(bucket: BucketNode, create: boolean): RetentionSettings {
  const retention = bucket.at("retention");
  const daysOf = (key: keyof RetentionSettings) => {
    const days = retention.at(key);
    if (!create && days.stated && days.value !== "off") days.error(bucketRules.notForExisting(days.key));
    return days.value === "off" ? undefined : days.value;
  };
  return {
    artifactDays: daysOf("artifactDays"),
    noncurrentDays: daysOf("noncurrentDays"),
    abortMultipartDays: daysOf("abortMultipartDays"),
  };
}
