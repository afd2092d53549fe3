import { partitionOf, regionKey } from "../base/aws/regions.js";
import * as rules from "../base/aws/rules.js";
import type { Node } from "../base/input/node.js";
import type { RawConfig } from "../base/input/raw.js";
import { parsedConfig } from "../base/input/secure.js";
import type { ProblemList } from "../base/problems/problem.js";
import { isMap, valueAt } from "../base/yaml/merge.js";
import { resolveS3Endpoint } from "../stores/aws-s3/settings.js";
import { checkProvider } from "../stores/common/providers.js";
import { isAws, type StoreView } from "../stores/common/store.js";
import { hostOwners, type ObjectStoreConfig, type OwnSettings, type PlatformName, storeOf } from "../stores/index.js";
import { checkOptions, checkStore, createsBucket, makesUsers, resolveEndpoint } from "../stores/settings.js";
import { type AwsRegion, resolveBucket, resolveStoreBucket } from "../subjects/bucket/settings.js";
import { checkContents, resolveCluster } from "../subjects/cluster/settings.js";
import { type AuthSettings, resolveAuth, resolveSecrets } from "../subjects/identity/settings.js";
import { resolveRegion, textOf } from "./aws-region.js";
import type { Config } from "./schema.js";
import type { Settings } from "./settings.js";
import { usesAws } from "./settings.js";

/** The settings but what deployKF's values say. */
export type InfrastructureSettings = Omit<
  Settings,
  "project" | "stack" | "stackFile" | "sharedWith" | "deploykf" | "generatedFile" | "warnings" | "standIns"
>;

/** The object store, who reaches it and how, and the cluster; undefined where that found problems. */
export function resolveInfrastructure(
  config: Node<Config>,
  raw: RawConfig,
  problems: ProblemList,
): InfrastructureSettings | undefined {
  const { platform, auth: authConfig, bucket: bucketConfig, objectStore, accountId, tags } = config.value;
  const { cluster: clusterConfig } = config.value;
  const needsAws = platform !== undefined && (!clusterConfig || usesAws({ platform, cluster: clusterConfig }));
  const awsRegion = resolveRegion(config.at(regionKey), raw, authConfig?.mode ?? "irsa", needsAws, problems);
  const namePrefix = config.value.namePrefix ?? ownPrefix(raw);

  const store = platform && storeOf(platform);
  const view = storeView(config, namePrefix);
  if (store?.provider) checkProvider(raw, store.provider, problems);
  config.at("accountId").check(rules.checkAccountId);
  const prefix = config.at("namePrefix");
  prefix.error(rules.checkNamePrefix(prefix.key, namePrefix));
  const added = checkedDefaultTags(raw, needsAws, problems);
  const fineTags = checkTags(config.at("tags"), added);
  const context = {
    mode: clusterMode(platform, authConfig?.mode),
    awsRegion,
    regionKey: config.at(regionKey).key,
    profile: textOf(raw, "aws:profile"),
    namePrefix,
    namePrefixNode: prefix,
    self: `${raw.project}/${raw.stack}`,
    bucketElsewhere: bucketConfig?.region !== undefined,
  };
  const cluster = resolveCluster(config.at("cluster"), context);
  checkContents(config.at("cluster"), raw);
  const makes = store !== undefined && objectStore !== undefined && makesUsers(store, objectStore);
  if (store) checkOptions(store, view);
  const own: OwnSettings = (objectStore && store?.own?.(view)) ?? {};
  const storeSecret = store?.ownSecret?.(own, namePrefix);
  const stated = resolveAuth(config.at("auth"), { makes, awsRegion, accountId: config.at("accountId").known });
  // What is asked for otherwise was reported, and is no mistake of what follows.
  const auth = stated && { ...stated, ...(storeSecret && madeByStore) };
  const secrets = auth && resolveSecrets(config.at("secrets"), auth, storeSecret);
  if (store && authConfig && auth && bucketConfig) {
    checkStore(store, view, makes);
    const users = auth.keySource === "iam-users";
    store.check?.(view, { bucket: createsBucket(store, view, makes), users, tags: fineTags });
  }
  const aws = { value: awsRegion, node: config.at(regionKey) };
  const reached = store && resolveBucketAndEndpoint(store, view, { makes, own, aws });
  if (!platform || !reached || (needsAws && !awsRegion) || !auth || !secrets || !cluster || !tags) return undefined;
  return {
    platform,
    makesUsers: makes,
    partition: awsRegion === undefined ? "aws" : partitionOf(awsRegion),
    awsRegion,
    accountId,
    namePrefix,
    tags: withOwnTags(tags, added, raw),
    ...reached,
    rook: own.rook,
    s3proxy: own.s3proxy,
    server: own.server,
    auth,
    cluster,
    secrets,
  };
}

/** A stack has no other of this name, and a component has its own beside others. */
function ownPrefix({ project, stack, given }: RawConfig): string {
  return [project, stack, ...(given?.component === undefined ? [] : [given.component])].join("-");
}

/** Reports tags that IAM won't take, and returns the others. */
function checkTags(
  tags: Node<Readonly<Record<string, string>> | undefined>,
  added: readonly string[],
): Readonly<Record<string, string>> {
  const { value = {} } = tags;
  const findings = rules.checkTags(tags.key, value, added);
  for (const { tag, finding } of findings) tags.at(tag).error(finding);
  const bad = new Set(findings.map(({ tag }) => tag));
  return Object.fromEntries(Object.entries(value).filter(([tag]) => !bad.has(tag)));
}

/** The config as the stores see it. */
export function storeView(config: Node<Config>, prefix: string): StoreView<ObjectStoreConfig> {
  return {
    platform: config.at("platform"),
    objectStore: config.at("objectStore"),
    bucket: config.at("bucket"),
    auth: config.at("auth"),
    secrets: config.at("secrets"),
    profiles: config.at("profiles"),
    cluster: config.at("cluster"),
    namePrefix: config.at("namePrefix"),
    tags: config.at("tags"),
    prefix,
  };
}

/** Roles that the store doesn't know are a problem of their own, whatever the cluster. */
function clusterMode(platform: PlatformName | undefined, mode: AuthSettings["mode"] = "keys"): AuthSettings["mode"] {
  return platform && !storeOf(platform).capabilities.irsa ? "keys" : mode;
}

const madeByStore = { keySource: "iam-users", backendKey: "secret" } as const;

type AnyStore = ReturnType<typeof storeOf>;

interface ReachContext {
  readonly makes: boolean;
  readonly own: OwnSettings;
  readonly aws: AwsRegion;
}

function resolveBucketAndEndpoint(
  store: AnyStore,
  view: StoreView<ObjectStoreConfig>,
  { makes, own, aws }: ReachContext,
): Pick<Settings, "bucket" | "endpoint"> | undefined {
  if (!view.objectStore.value || !view.bucket.value || !view.auth.value) return undefined;
  if (!isAws(store)) {
    const endpoint = resolveEndpoint(store, view, own);
    const { bucketOptions } = store.capabilities;
    const create = createsBucket(store, view, makes);
    const bucket = resolveStoreBucket(view.bucket, create, bucketOptions, endpoint?.region);
    return endpoint && bucket && { bucket, endpoint };
  }
  const bucket = resolveBucket(view.bucket, aws);
  if (!bucket) return undefined;
  const stated = view.bucket.at("region");
  const region = { value: bucket.region, node: stated.value === undefined ? aws.node : stated };
  const clients = { withKeys: view.auth.value.mode === "keys", tlsOnly: bucket.create };
  const endpoint = resolveS3Endpoint(view.objectStore, region, clients, hostOwners);
  return endpoint && { bucket, endpoint };
}

/** Keys of the tags that the AWS provider adds to everything, if it is asked at all. */
function checkedDefaultTags(raw: RawConfig, needsAws: boolean, problems: ProblemList): readonly string[] {
  const value = needsAws ? raw.values.get(rules.defaultTags) : undefined;
  const tags = valueAt(typeof value === "string" ? parsedConfig(value) : value, ["tags"]);
  const keys = isMap(tags) ? Object.keys(tags) : [];
  for (const { tag, finding } of rules.checkDefaultTags(keys)) {
    problems.error(finding, raw.locateKey([rules.defaultTags, "tags", tag]));
  }
  return keys;
}

/**
 * Tags that tell in the console what a resource belongs to. IAM ignores the case of keys, so ours give way to the user's also
 * then, and to those that the provider would add in another spelling.
 */
function withOwnTags(
  tags: Readonly<Record<string, string>>,
  added: readonly string[],
  { stack }: RawConfig,
): Record<string, string> {
  const ours = { "managed-by": "deploykf-object-store", "pulumi-stack": stack };
  const twins = added.filter((tag) => tag !== rules.tagKey(tag));
  const taken = new Set([...Object.keys(tags), ...twins].map(rules.tagKey));
  const own = Object.entries(ours).filter(([tag]) => !taken.has(tag));
  return { ...Object.fromEntries(own), ...tags };
}
