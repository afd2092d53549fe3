import { globalS3Host, partitionOf, regionalS3Host } from "../aws/regions.js";
import type { Path } from "../yaml/source.js";
import type { Checker } from "./checker.js";
import * as rules from "./rules/aws.js";
import * as bucketRules from "./rules/bucket.js";
import { regionKey, type StackValue } from "./schema.js";
import type { BucketSettings, RetentionSettings } from "./settings.js";

/** The bucket, or undefined where its region is missing or wrong; everything else in it is checked all the same. */
export function resolveBucket(
  config: StackValue<"bucket">,
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
  const { name, create, kmsKeyArn, accessLogs } = config;
  return { name, region, create, kmsKeyArn, retention, accessLogs };
}

/** Where the bucket's region is stated. */
function regionPath(config: Pick<StackValue<"bucket">, "region">): Path {
  return config.region === undefined ? [regionKey] : ["bucket", "region"];
}

function resolveBucketRegion(
  stated: string | undefined,
  awsRegion: string | undefined,
  check: Checker,
): string | undefined {
  const region = stated ?? awsRegion;
  if (region === undefined) return undefined;
  const path = regionPath({ region: stated });
  if (!check.value(path, region, rules.checkRegion) || awsRegion === undefined) return undefined;
  const partition = partitionOf(awsRegion);
  if (partitionOf(region) !== partition) check.report(path, bucketRules.otherPartition(region, partition));
  else check.value(path, region, rules.checkRegionForKfp);
  return region;
}

function resolveAccessLogs(
  logs: NonNullable<StackValue<"bucket">["accessLogs"]>,
  { name, create }: StackValue<"bucket">,
  check: Checker,
): void {
  const path = ["bucket", "accessLogs", "bucket"];
  if (!create) check.report(["bucket", "accessLogs"], bucketRules.notForExisting("bucket.accessLogs"));
  else if (logs.bucket === name) check.report(path, bucketRules.logsIntoItself());
  else check.value(path, logs.bucket, rules.checkLogBucketName);
}

function resolveRetention({ create, retention }: StackValue<"bucket">, check: Checker): RetentionSettings {
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

/** Host of the object store for all clients. */
export function resolveHost(
  config: StackValue<"objectStore">,
  bucketConfig: StackValue<"bucket">,
  region: string,
  check: Checker,
): string {
  const path = ["objectStore", "endpoint"];
  const partition = partitionOf(region);
  const endpoint = config.endpoint ?? (region === "us-east-1" ? "global" : "regional");
  const stated = regionPath(bucketConfig);
  check.warn(stated, rules.warnOfRegionInUi(stated.join("."), region, endpoint));
  if (endpoint === "regional") return regionalS3Host(region);
  if (partition !== "aws") check.report(path, bucketRules.globalElsewhere(partition));
  else if (region !== "us-east-1") check.warn(path, bucketRules.globalFailsInV2(region));
  return globalS3Host;
}
