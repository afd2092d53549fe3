import { globalS3Host, type Partition, partitionOf, regionalS3Host } from "../aws/regions.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { Checker } from "./checker.js";
import type { RawConfig } from "./raw.js";
import { issuerOf, resolveAuth, resolveKubeconfig, resolveSecrets } from "./resolve-auth.js";
import * as rules from "./rules/aws.js";
import * as bucketRules from "./rules/bucket.js";
import { regionKey, type StackValue } from "./schema.js";
import type { AuthSettings, BucketSettings, Settings } from "./settings.js";
import { readKey } from "./structure.js";

/** The part of the settings that speaks of AWS. */
export type AwsSettings = Omit<Settings, "project" | "stack" | "deploykf" | "generatedFile" | "warnings">;

/** Tags that tell in the console what a resource belongs to. */
const ownTags = (raw: RawConfig) => ({ "managed-by": "deploykf-object-store", "pulumi-stack": raw.stack });

/** Everything about AWS, or undefined where that found problems. */
export function resolveAws(raw: RawConfig, problems: ProblemList): AwsSettings | undefined {
  const check = new Checker(raw, problems);
  const awsRegion = resolveRegion(raw, problems);
  const bucketConfig = readKey(raw, "bucket", problems);
  const objectStore = readKey(raw, "objectStore", problems);
  const authConfig = readKey(raw, "auth", problems);
  const cluster = readKey(raw, "cluster", problems);
  const accountId = readKey(raw, "accountId", problems);
  const namePrefix = readKey(raw, "namePrefix", problems) ?? `${raw.project}-${raw.stack}`;
  const tags = readKey(raw, "tags", problems);

  if (accountId !== undefined) check.value(["accountId"], accountId, rules.checkAccountId);
  check.value(["namePrefix"], namePrefix, rules.checkNamePrefix);
  for (const { tag, finding } of tags ? rules.checkTags("tags", tags) : []) check.report(["tags", tag], finding);
  const secretsConfig = readKey(raw, "secrets", problems);
  const issuerUrl = cluster && authConfig && issuerOf(cluster, authConfig, check);

  const bucketRegion = bucketConfig?.region ?? awsRegion;
  if (
    !bucketConfig ||
    !bucketRegion ||
    !awsRegion ||
    !objectStore ||
    !authConfig ||
    !cluster ||
    !tags ||
    !secretsConfig
  )
    return undefined;
  const partition = partitionOf(awsRegion);
  const bucket = resolveBucket(bucketConfig, bucketRegion, partition, authConfig.mode, check);
  const host = resolveHost(objectStore, bucket, partition, check);
  const auth = resolveAuth(authConfig, partition, check);
  const secrets = resolveSecrets(secretsConfig, auth, check);
  return {
    partition,
    awsRegion,
    accountId,
    namePrefix,
    tags: withOwnTags(tags, raw),
    bucket,
    host,
    auth,
    issuerUrl,
    secrets,
    kubeconfig: resolveKubeconfig(cluster),
  };
}

function resolveRegion(raw: RawConfig, problems: ProblemList): string | undefined {
  const region = raw.values.get(regionKey);
  const place = raw.locate([regionKey]);
  if (typeof region !== "string" || region === "") {
    const finding: Finding = {
      code: "config-missing",
      message: `${regionKey} is missing in ${raw.stackFile}`,
      rule: "the region of the roles and, unless bucket.region says otherwise, of the bucket",
      mend: `pulumi config set --stack ${raw.stack} ${regionKey} eu-west-1`,
    };
    problems.error(finding, place);
    return undefined;
  }
  const finding = rules.checkRegion(regionKey, region);
  if (finding) problems.error(finding, place);
  return finding ? undefined : region;
}

function resolveBucket(
  config: StackValue<"bucket">,
  region: string,
  partition: Partition,
  mode: AuthSettings["mode"],
  check: Checker,
): BucketSettings {
  check.value(["bucket", "name"], config.name, rules.checkBucketName);
  const regionPath = config.region === undefined ? [regionKey] : ["bucket", "region"];
  const known = check.value(regionPath, region, rules.checkRegion);
  if (known && partitionOf(region) !== partition)
    check.report(regionPath, bucketRules.otherPartition(region, partition));
  if (known && check.value(regionPath, region, (key, value) => rules.checkRegionForIrsa(key, value, partition, mode))) {
    check.value(regionPath, region, rules.checkRegionForKfp);
  }
  if (config.kmsKeyArn !== undefined) {
    check.value(["bucket", "kmsKeyArn"], config.kmsKeyArn, (key, arn) =>
      rules.checkKmsKeyArn(key, arn, partition, region),
    );
  }
  if (config.accessLogs) {
    check.value(["bucket", "accessLogs", "bucket"], config.accessLogs.bucket, rules.checkBucketName);
    if (config.accessLogs.bucket === config.name)
      check.report(["bucket", "accessLogs", "bucket"], bucketRules.logsIntoItself());
  }
  if (!config.create && config.accessLogs)
    check.report(["bucket", "accessLogs"], bucketRules.notForExisting("bucket.accessLogs"));
  const { artifactDays, noncurrentDays, abortMultipartDays } = config.retention;
  if (!config.create && artifactDays !== "off") {
    check.report(["bucket", "retention", "artifactDays"], bucketRules.notForExisting("bucket.retention.artifactDays"));
  }
  if (config.create && artifactDays !== "off")
    check.warn(["bucket", "retention", "artifactDays"], bucketRules.cacheFindsExpired());
  return {
    name: config.name,
    region,
    create: config.create,
    kmsKeyArn: config.kmsKeyArn,
    retention: {
      artifactDays: daysOf(artifactDays),
      noncurrentDays: daysOf(noncurrentDays),
      abortMultipartDays: daysOf(abortMultipartDays),
    },
    accessLogs: config.accessLogs,
  };
}

function resolveHost(
  config: StackValue<"objectStore">,
  bucket: BucketSettings,
  partition: Partition,
  check: Checker,
): string {
  const path = ["objectStore", "endpoint"];
  const fallback = bucket.region === "us-east-1" ? "global" : "regional";
  const endpoint = config.endpoint ?? fallback;
  const regionPath = ["bucket", "region"];
  check.warn(regionPath, rules.warnOfRegionInUi("bucket.region", bucket.region, endpoint));
  if (endpoint === "regional") return regionalS3Host(bucket.region);
  if (partition !== "aws") check.report(path, bucketRules.globalElsewhere(partition));
  else if (bucket.region !== "us-east-1") check.warn(path, bucketRules.globalFailsInV2(bucket.region));
  return globalS3Host;
}

function daysOf(value: number | "off"): number | undefined {
  return value === "off" ? undefined : value;
}

/** The user's tags before ours; IAM ignores the case of keys, so ours give way also then. */
function withOwnTags(tags: Readonly<Record<string, string>>, raw: RawConfig): Record<string, string> {
  const taken = new Set(Object.keys(tags).map((tag) => tag.toLowerCase()));
  const own = Object.entries(ownTags(raw)).filter(([tag]) => !taken.has(tag));
  return { ...Object.fromEntries(own), ...tags };
}
