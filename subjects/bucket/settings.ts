import { partitionOf, regionKey } from "../../base/aws/regions.js";
import * as rules from "../../base/aws/rules.js";
import type { Checker } from "../../base/input/checker.js";
import type { Path } from "../../base/yaml/source.js";
import * as bucketRules from "./rules.js";
import type { BucketConfig, BucketOption } from "./schema.js";

/** A bucket of another store than S3, which has these options; `endpointRegion` is the region that requests are signed for. */
export function resolveStoreBucket(
  config: BucketConfig & { readonly create: boolean },
  options: readonly BucketOption[],
  endpointRegion: string | undefined,
  check: Checker,
): BucketSettings | undefined {
  const { name, create } = config;
  const retention = options.includes("retention") ? resolveRetention(config, check) : noRetention;
  const region = config.region ?? endpointRegion;
  return region === undefined
    ? undefined
    : { name, region, create, kmsKeyArn: undefined, retention, accessLogs: undefined };
}

const noRetention: RetentionSettings = {
  artifactDays: undefined,
  noncurrentDays: undefined,
  abortMultipartDays: undefined,
};

/** A bucket of S3, or undefined where its region is missing or wrong; everything else in it is checked all the same. */
export function resolveBucket(
  config: BucketConfig,
  awsRegion: string | undefined,
  check: Checker,
): BucketSettings | undefined {
  check.value(["bucket", "name"], config.name, rules.checkBucketName);
  const retention = resolveRetention(config, check);
  if (config.accessLogs) resolveAccessLogs(config.accessLogs, config, check);
  const region = resolveBucketRegion(config.region, awsRegion, check);
  if (region === undefined) return undefined;
  if (config.kmsKeyArn !== undefined) {
    check.value(["bucket", "kmsKeyArn"], config.kmsKeyArn, (key, arn) => rules.checkKmsKeyArn(key, arn, region));
  }
  const { name, create = true, kmsKeyArn, accessLogs } = config;
  return { name, region, create, kmsKeyArn, retention, accessLogs };
}

function resolveBucketRegion(
  stated: string | undefined,
  awsRegion: string | undefined,
  check: Checker,
): string | undefined {
  const region = stated ?? awsRegion;
  if (region === undefined) return undefined;
  const path = s3RegionPath({ region: stated });
  if (!check.value(path, region, rules.checkRegion) || awsRegion === undefined) return undefined;
  const partition = partitionOf(awsRegion);
  if (partitionOf(region) !== partition) check.report(path, bucketRules.otherPartition(region, partition));
  else check.value(path, region, rules.checkRegionForKfp);
  return region;
}

/** Where the region of an S3 bucket is stated. */
export function s3RegionPath({ region }: Pick<BucketConfig, "region">): Path {
  return region === undefined ? [regionKey] : ["bucket", "region"];
}

function resolveAccessLogs(
  logs: NonNullable<BucketConfig["accessLogs"]>,
  { name, create = true }: BucketConfig,
  check: Checker,
): void {
  const path = ["bucket", "accessLogs", "bucket"];
  if (!create) check.report(["bucket", "accessLogs"], bucketRules.notForExisting("bucket.accessLogs"));
  else if (logs.bucket === name) check.report(path, bucketRules.logsIntoItself());
  else check.value(path, logs.bucket, rules.checkLogBucketName);
}

function resolveRetention({ create = true, retention }: BucketConfig, check: Checker): RetentionSettings {
  const { artifactDays, noncurrentDays, abortMultipartDays } = retention;
  const path = ["bucket", "retention"];
  for (const [key, days] of create ? [] : Object.entries(retention)) {
    if (days === "off" || !check.states([...path, key])) continue;
    check.report([...path, key], bucketRules.notForExisting(`bucket.retention.${key}`));
  }
  return {
    artifactDays: daysOf(artifactDays),
    noncurrentDays: daysOf(noncurrentDays),
    abortMultipartDays: daysOf(abortMultipartDays),
  };
}

function daysOf(value: number | "off"): number | undefined {
  return value === "off" ? undefined : value;
}

export interface BucketSettings {
  readonly name: string;
  readonly region: string;
  readonly create: boolean;
  readonly kmsKeyArn: string | undefined;
  readonly retention: RetentionSettings;
  readonly accessLogs: { readonly bucket: string; readonly prefix: string } | undefined;
}

/** Days, or undefined for off. */
export interface RetentionSettings {
  readonly artifactDays: number | undefined;
  readonly noncurrentDays: number | undefined;
  readonly abortMultipartDays: number | undefined;
}

/** Another stack that uses the bucket. */
export interface SharingStack {
  readonly stack: string;
  /** Prefixes of its profiles' objects; undefined where its file isn't beside this one, or can't be planned. */
  readonly prefixes: readonly string[] | undefined;
}
