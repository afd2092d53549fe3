import { partitionOf } from "../aws/regions.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { Checker } from "./checker.js";
import type { RawConfig } from "./raw.js";
import { resolveAuth, resolveSecrets } from "./resolve-auth.js";
import { resolveBucket, resolveHost } from "./resolve-bucket.js";
import { resolveCluster } from "./resolve-cluster.js";
import * as rules from "./rules/aws.js";
import { regionKey } from "./schema.js";
import type { Settings } from "./settings.js";
import { readKey } from "./structure.js";
import { isMisspelt } from "./unknown-keys.js";
import { shown } from "./value-findings.js";

/** The part of the settings that speaks of AWS. */
export type AwsSettings = Omit<
  Settings,
  "project" | "stack" | "stackFile" | "sharedWith" | "deploykf" | "generatedFile" | "warnings"
>;

/** Tags that tell in the console what a resource belongs to. */
const ownTags = (raw: RawConfig) => ({ "managed-by": "deploykf-object-store", "pulumi-stack": raw.stack });

/** Everything about AWS, or undefined where that found problems. */
export function resolveAws(raw: RawConfig, problems: ProblemList): AwsSettings | undefined {
  const check = new Checker(raw, problems);
  const authConfig = readKey(raw, "auth", problems);
  const awsRegion = resolveRegion(raw, authConfig?.mode ?? "irsa", problems);
  const bucketConfig = readKey(raw, "bucket", problems);
  const objectStore = readKey(raw, "objectStore", problems);
  const secretsConfig = readKey(raw, "secrets", problems);
  const clusterConfig = readKey(raw, "cluster", problems);
  const accountId = readKey(raw, "accountId", problems);
  const namePrefix = readKey(raw, "namePrefix", problems) ?? `${raw.project}-${raw.stack}`;
  const tags = readKey(raw, "tags", problems);

  if (accountId !== undefined) check.value(["accountId"], accountId, rules.checkAccountId);
  check.value(["namePrefix"], namePrefix, rules.checkNamePrefix);
  for (const { tag, finding } of tags ? rules.checkTags("tags", tags) : []) check.report(["tags", tag], finding);
  const context = {
    mode: authConfig?.mode ?? "keys",
    awsRegion,
    profile: textOf(raw, "aws:profile"),
    namePrefix,
    self: `${raw.project}/${raw.stack}`,
    bucketElsewhere: bucketConfig?.region !== undefined,
  };
  const cluster = clusterConfig && resolveCluster(clusterConfig, context, check);
  const bucket = bucketConfig && resolveBucket(bucketConfig, awsRegion, check);
  const auth = authConfig && resolveAuth(authConfig, awsRegion, accountId, check);
  const secrets = secretsConfig && auth && resolveSecrets(secretsConfig, auth, check);
  const host = objectStore && bucketConfig && bucket && resolveHost(objectStore, bucketConfig, bucket.region, check);
  if (!awsRegion || !bucket || !host || !auth || !secrets || !cluster || !tags) return undefined;
  return {
    partition: partitionOf(awsRegion),
    awsRegion,
    accountId,
    namePrefix,
    tags: withOwnTags(tags, raw),
    bucket,
    host,
    auth,
    cluster,
    secrets,
  };
}

/** A text of another provider's, which checks it itself. */
function textOf({ values }: RawConfig, key: string): string | undefined {
  const value = values.get(key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function resolveRegion(raw: RawConfig, mode: "irsa" | "keys", problems: ProblemList): string | undefined {
  const region = raw.values.get(regionKey);
  const place = raw.locate([regionKey]);
  if (region !== undefined && region !== null && typeof region !== "string") {
    const finding: Finding = {
      code: "config-type",
      message: `${regionKey} is ${shown(region)}`,
      rule: "expected a string",
      mend: "write the name of a region, such as eu-west-1",
    };
    problems.error(finding, place);
    return undefined;
  }
  if (!region) {
    if (isMisspelt(raw, regionKey)) return undefined;
    const stated = region !== undefined;
    const finding: Finding = {
      code: "config-missing",
      message: stated ? `${regionKey} is empty` : `${regionKey} is missing in ${raw.stackFile}`,
      rule: "the region of the roles and, unless bucket.region says otherwise, of the bucket",
      mend: stated
        ? "write the region of your cluster, such as eu-west-1"
        : `add ${regionKey}: below config:, with the region of your cluster`,
    };
    problems.error(finding, place);
    return undefined;
  }
  const unknown = rules.checkRegion(regionKey, region);
  const finding = unknown ?? (mode === "irsa" ? rules.checkRegionForIrsa(regionKey, region) : undefined);
  if (finding) problems.error(finding, place);
  return unknown ? undefined : region;
}

/** The user's tags before ours; IAM ignores the case of keys, so ours give way also then. */
function withOwnTags(tags: Readonly<Record<string, string>>, raw: RawConfig): Record<string, string> {
  const taken = new Set(Object.keys(tags).map((tag) => tag.toLowerCase()));
  const own = Object.entries(ownTags(raw)).filter(([tag]) => !taken.has(tag));
  return { ...Object.fromEntries(own), ...tags };
}
