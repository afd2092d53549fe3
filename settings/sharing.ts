import { regionKey } from "../base/aws/regions.js";
import type { Node } from "../base/input/node.js";
import { readProject } from "../base/input/project.js";
import type { RawConfig } from "../base/input/raw.js";
import { isSecure } from "../base/input/secure.js";
import { stacksBeside } from "../base/input/stack-files.js";
import { ProblemList } from "../base/problems/problem.js";
import { valueAt } from "../base/yaml/merge.js";
import type { Isolation } from "../stores/common/store.js";
import { storeOf } from "../stores/index.js";
import { storeIdentity } from "../stores/same-store.js";
import * as rules from "../subjects/bucket/rules.js";
import type { SharingStack } from "../subjects/bucket/settings.js";
import { reachOfProfiles } from "../subjects/identity/who.js";
import type { Config } from "./schema.js";
import type { Settings } from "./settings.js";

type Resolve = (raw: RawConfig, problems: ProblemList) => Settings | undefined;

/** Another stack of this project with the same bucket. */
interface Neighbour {
  readonly stack: string;
  /** Undefined where its file has problems of its own. */
  readonly settings: Settings | undefined;
}

/**
 * The other stacks that use this one's bucket: those that it names, and those whose files beside its own have the
 * bucket. A stack that joins a bucket has to say so, because profiles whose prefixes overlap, as those of the same name do, reach the same
 * artifacts.
 */
export function resolveSharing(
  config: Node<Config>,
  raw: RawConfig,
  own: Settings,
  resolve: Resolve,
): readonly SharingStack[] {
  const sharedWith = config.at("bucket").at("sharedWith");
  // A stack of this project may be named in full.
  const named = [...new Set((sharedWith.value ?? []).map((stack) => stackHere(stack, raw.project)))];
  const neighbours = neighboursOf(raw, own, { resolve, named, config });
  for (const [index, stack] of named.entries()) {
    const place = sharedWith.items()[index];
    const isNeighbour = neighbours.some((one) => one.stack === stack);
    if (stack === own.stack) place?.error(rules.sharedWithItself(stack));
    else if (!isNeighbour) place?.warn(rules.warnOfUnseenStack(stack, raw.words));
  }
  for (const neighbour of neighbours) {
    if (own.bucket.create) checkOwner(own, named, neighbour, config);
    else checkJoining(own, named, neighbour, config);
  }
  const joined = neighbours.filter(({ settings }) => !(own.bucket.create && settings?.bucket.create));
  const elsewhere = named.filter((stack) => !neighbours.some((one) => one.stack === stack));
  return [
    ...joined.map(({ stack, settings }) => ({
      stack,
      prefixes: settings && reachOfProfiles(settings, isolationOf(settings)),
    })),
    ...elsewhere.map((stack) => ({ stack, prefixes: undefined })),
  ];
}

function isolationOf({ platform, server }: Settings): Isolation {
  return (server ?? storeOf(platform).capabilities).isolation;
}

/** A stack of this project by its name alone. */
function stackHere(stack: string, ownProject: string): string {
  const [, project, name, ...rest] = stack.split("/");
  return project === ownProject && name && rest.length === 0 ? name : stack;
}

/** Only one of two that would create the bucket can be deployed so, and AWS refuses the other. */
function checkOwner(
  own: Settings,
  named: readonly string[],
  { stack, settings }: Neighbour,
  config: Node<Config>,
): void {
  if (!settings?.bucket.create) return;
  const finding = own.rook
    ? rules.bucketOfTwoClaims(own.bucket.name, stack)
    : rules.bucketOfTwo(own.bucket.name, stack);
  const bucket = config.at("bucket");
  if (named.includes(stack)) bucket.at("sharedWith").error(finding);
  else bucket.at("name").warn(finding);
}

function checkJoining(
  own: Settings,
  named: readonly string[],
  { stack, settings }: Neighbour,
  config: Node<Config>,
): void {
  const { name } = own.bucket;
  const bucket = config.at("bucket");
  const { region } = own.endpoint;
  if (!named.includes(stack)) bucket.at("name").error(rules.sharingNotStated(name, stack, named));
  if (!settings) return;
  if (settings.endpoint.region !== region) {
    const key = own.platform === "aws-s3" ? "bucket.region" : "objectStore.region";
    regionNode(own, config).error(rules.otherRegion(key, region, stack, settings.endpoint.region));
  }
  if (own.platform !== "aws-s3" && !(makesNames(own) && makesNames(settings))) return;
  if (otherAccounts(own, settings)) bucket.at("sharedWith").warn(rules.otherAccount(name, stack));
  if (sameNames(own, settings)) config.at("namePrefix").error(rules.sameNamePrefix(own.namePrefix, stack));
}

/** Where the bucket's region is stated, or what stands for it. */
function regionNode({ platform }: Settings, config: Node<Config>): Node<unknown> {
  const isS3 = platform === "aws-s3";
  const region = config.at(isS3 ? "bucket" : "objectStore").at("region");
  if (region.stated) return region;
  return isS3 ? config.at(regionKey) : config.at("objectStore");
}

/** Stacks beside this one with its bucket, by their whole config; those of which that can't be known are warned of. */
function neighboursOf(
  raw: RawConfig,
  own: Settings,
  { resolve, named, config }: { resolve: Resolve; named: readonly string[]; config: Node<Config> },
): readonly Neighbour[] {
  return stacksBeside(raw).flatMap(({ stack, file }): Neighbour[] => {
    const unread = new ProblemList();
    const other = readProject(raw.schema, raw.files, stack, unread, file);
    const name = other && bucketOf(other, unread);
    if (name === undefined) {
      if (named.includes(stack)) return [{ stack, settings: undefined }];
      config
        .at("bucket")
        .at("name")
        .warn(rules.warnOfUnknownStack(own.bucket.name, stack, file));
    }
    if (!other || name !== own.bucket.name || platformOf(other) !== own.platform) return [];
    const problems = new ProblemList();
    const resolved = resolve(other, problems);
    const settings = problems.errors.length === 0 ? resolved : undefined;
    return settings && identityOf(own) !== identityOf(settings) ? [] : [{ stack, settings }];
  });
}

/** Undefined where it isn't in plain text in the files; null where the stack has none. */
function bucketOf({ project, values }: RawConfig, { warnings }: ProblemList): string | null | undefined {
  const bucket = values.get(`${project}:bucket`);
  const name = valueAt(bucket, ["name"]);
  if (typeof name === "string") return name;
  const inEnvironment = name === undefined && warnings.some(({ code }) => code === "environment-unseen");
  return inEnvironment || isSecure(name) || isSecure(bucket) ? undefined : null;
}

function platformOf(raw: RawConfig): unknown {
  return raw.values.get(`${raw.project}:platform`) ?? "aws-s3";
}

/** Two ports of one host may be those of one server: that it is one bucket is said once too often rather than not at all. */
function identityOf({ platform, partition, bucket, endpoint, cluster }: Settings): string {
  return storeIdentity({ platform, partition, region: bucket.region, host: endpoint.host, cluster });
}

function otherAccounts(own: Settings, other: Settings): boolean {
  return own.accountId !== undefined && other.accountId !== undefined && own.accountId !== other.accountId;
}

/** Whether there are users of the stack's own in the store. */
function makesNames({ makesUsers, auth }: Settings): boolean {
  return makesUsers && auth.keySource === "iam-users";
}

/** Names of roles and users are unique in an account. */
function sameNames(own: Settings, other: Settings): boolean {
  return !otherAccounts(own, other) && own.namePrefix.toLowerCase() === other.namePrefix.toLowerCase();
}
