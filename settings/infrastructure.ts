import { partitionOf, regionKey } from "../base/aws/regions.js";
import * as rules from "../base/aws/rules.js";
import { Checker } from "../base/input/checker.js";
import type { Node } from "../base/input/node.js";
import type { RawConfig } from "../base/input/raw.js";
import { isReadable } from "../base/input/readable.js";
import { isMisspelt } from "../base/input/unknown-keys.js";
import { shown } from "../base/input/value-findings.js";
import type { Finding, ProblemList } from "../base/problems/problem.js";
import { rookSecret } from "../stores/ceph/rook.js";
import { allByRook, resolveRook, withRookHost } from "../stores/ceph/settings.js";
import { checkProviders, warnOfDefaultPrefix } from "../stores/common/providers.js";
import {
  checkStore,
  createsBucket,
  makesUsers,
  resolveEndpoint,
  resolveS3Endpoint,
} from "../stores/common/settings.js";
import { checkGcp } from "../stores/gcs/settings.js";
import type { PlatformName } from "../stores/index.js";
import { storeOf } from "../stores/index.js";
import { resolveBucket, resolveStoreBucket, s3RegionPath } from "../subjects/bucket/settings.js";
import { resolveCluster } from "../subjects/cluster/settings.js";
import { type AuthSettings, resolveAuth, resolveSecrets, type StoreSecret } from "../subjects/identity/settings.js";
import { deployedEndpoint, resolveS3Proxy } from "../subjects/s3proxy/settings.js";
import type { Config, StackValue } from "./schema.js";
import type { Settings } from "./settings.js";
import { usesAws } from "./uses-aws.js";

/** The settings but what deployKF's values say. */
export type InfrastructureSettings = Omit<
  Settings,
  "project" | "stack" | "stackFile" | "sharedWith" | "deploykf" | "generatedFile" | "warnings"
>;

/** Tags that tell in the console what a resource belongs to. */
const ownTags = (raw: RawConfig) => ({ "managed-by": "deploykf-object-store", "pulumi-stack": raw.stack });

/** The object store, who reaches it and how, and the cluster; undefined where that found problems. */
export function resolveInfrastructure(
  config: Node<Config>,
  raw: RawConfig,
  problems: ProblemList,
): InfrastructureSettings | undefined {
  const check = new Checker(raw, problems);
  const { platform, auth: authConfig, bucket: bucketConfig, objectStore, accountId, tags } = config.value;
  const { cluster: clusterConfig } = config.value;
  const needsAws = platform !== undefined && (!clusterConfig || usesAws({ platform, cluster: clusterConfig }));
  const awsRegion = resolveRegion(raw, authConfig?.mode ?? "irsa", needsAws, problems);
  const namePrefix = config.value.namePrefix ?? `${raw.project}-${raw.stack}`;

  checkProviders(raw, platform, problems);
  config.at("accountId").check(rules.checkAccountId);
  check.value(["namePrefix"], namePrefix, rules.checkNamePrefix);
  const fineTags = checkTags(config.at("tags"));
  const context = {
    mode: clusterMode(platform, authConfig?.mode),
    awsRegion,
    profile: textOf(raw, "aws:profile"),
    namePrefix,
    namePrefixNode: config.at("namePrefix"),
    self: `${raw.project}/${raw.stack}`,
    bucketElsewhere: bucketConfig?.region !== undefined,
  };
  const cluster = resolveCluster(config.at("cluster"), context);
  const makes = platform !== undefined && objectStore !== undefined && makesUsers(platform, objectStore);
  const rook = resolveRook(
    { platform, namePrefix, rook: objectStore?.rook, bucket: bucketConfig, auth: authConfig },
    check,
  );
  const ownAuth = resolveAuth(config.at("auth"), { makes, awsRegion, accountId });
  const auth = ownAuth && allByRook(ownAuth, rook);
  warnOfDefaultPrefix({ platform, makes: auth?.keySource === "iam-users", namePrefix }, check);
  const storeSecret: StoreSecret | undefined =
    rook && ((key, namespace) => rookSecret(rook, namePrefix, key, namespace));
  const secrets = auth && resolveSecrets(config.at("secrets"), auth, storeSecret);
  if (platform && authConfig && auth && bucketConfig) {
    checkStore(platform, { auth: authConfig, bucket: bucketConfig, makes }, check);
    checkGoogle(platform, { auth, bucket: bucketConfig, makes, tags: fineTags, namePrefix }, check);
  }
  const store =
    platform && objectStore && bucketConfig && authConfig
      ? resolveBucketAndEndpoint(
          {
            ...{ platform, makes, bucketConfig, config, awsRegion, mode: authConfig.mode },
            objectStore: withRookHost(objectStore, rook),
          },
          check,
        )
      : undefined;
  if (!platform || !store || (needsAws && !awsRegion) || !auth || !secrets || !cluster || !tags) return undefined;
  return {
    platform,
    makesUsers: makes,
    partition: awsRegion === undefined ? "aws" : partitionOf(awsRegion),
    awsRegion,
    accountId,
    namePrefix,
    tags: withOwnTags(tags, raw),
    ...store,
    rook,
    auth,
    cluster,
    secrets,
  };
}

/** Reports tags that IAM won't take, and returns the others. */
function checkTags(tags: Node<Readonly<Record<string, string>> | undefined>): Readonly<Record<string, string>> {
  const { value = {} } = tags;
  const findings = rules.checkTags(tags.key, value);
  for (const { tag, finding } of findings) tags.at(tag).error(finding);
  const bad = new Set(findings.map(({ tag }) => tag));
  return Object.fromEntries(Object.entries(value).filter(([tag]) => !bad.has(tag)));
}

interface GoogleDemands {
  readonly auth: AuthSettings;
  readonly bucket: StackValue<"bucket">;
  readonly makes: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly namePrefix: string;
}

function checkGoogle(platform: PlatformName, demands: GoogleDemands, check: Checker): void {
  if (platform !== "gcs") return;
  const { auth, bucket, makes, tags, namePrefix } = demands;
  const makesAccounts = auth.keySource === "iam-users";
  const creates = createsBucket(platform, bucket, makes);
  checkGcp({ createsBucket: creates, bucketRegion: bucket.region, tags, makesAccounts, namePrefix }, check);
}

/** Roles that the store doesn't know are a problem of their own, whatever the cluster. */
function clusterMode(platform: PlatformName | undefined, mode: AuthSettings["mode"] = "keys"): AuthSettings["mode"] {
  return platform && !storeOf(platform).capabilities.irsa ? "keys" : mode;
}

interface StoreConfig {
  readonly platform: PlatformName;
  readonly makes: boolean;
  readonly objectStore: StackValue<"objectStore">;
  readonly bucketConfig: StackValue<"bucket">;
  readonly config: Node<Config>;
  readonly awsRegion: string | undefined;
  readonly mode: AuthSettings["mode"];
}

function resolveBucketAndEndpoint(
  { platform, makes, objectStore, bucketConfig, config, awsRegion, mode }: StoreConfig,
  check: Checker,
): Pick<Settings, "bucket" | "endpoint" | "s3proxy"> | undefined {
  if (platform !== "aws-s3") {
    const { s3proxy: _, ...stated } = objectStore;
    const node = config.at("objectStore");
    const s3proxy = platform === "azure-s3proxy" ? resolveS3Proxy(node.at("s3proxy")) : undefined;
    const deployed = s3proxy && deployedEndpoint(node, s3proxy);
    const found = resolveEndpoint(platform, { ...stated, ...deployed?.derived }, mode, check);
    const host = deployed ? deployed.host : found?.host;
    const endpoint = found && host !== undefined ? { ...found, host } : undefined;
    const { bucketOptions } = storeOf(platform).capabilities;
    const create = createsBucket(platform, bucketConfig, makes);
    const bucket = resolveStoreBucket(config.at("bucket"), create, bucketOptions, endpoint?.region);
    return endpoint && bucket && { bucket, endpoint, s3proxy };
  }
  const bucket = resolveBucket(config.at("bucket"), { value: awsRegion, node: config.at(regionKey) });
  if (!bucket) return undefined;
  const endpoint = resolveS3Endpoint(objectStore, bucket.region, s3RegionPath(bucketConfig), mode, check);
  return endpoint && { bucket, endpoint, s3proxy: undefined };
}

/** A text of another provider's, which checks it itself. */
function textOf({ values }: RawConfig, key: string): string | undefined {
  const value = values.get(key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function resolveRegion(
  raw: RawConfig,
  mode: "irsa" | "keys",
  needed: boolean,
  problems: ProblemList,
): string | undefined {
  const region = raw.values.get(regionKey);
  const place = raw.locate([regionKey]);
  if (region !== undefined && region !== null && typeof region !== "string") {
    const finding: Finding = {
      code: "config-type",
      message: `${regionKey} is ${shown(region, false)}`,
      rule: "expected a string",
      mend: "write the name of a region, such as eu-west-1",
    };
    problems.error(finding, place);
    return undefined;
  }
  if (!region && !needed) return undefined;
  if (region && !isReadable(raw, regionKey, problems)) return undefined;
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
