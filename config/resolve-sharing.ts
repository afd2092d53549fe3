import { prefixesOf } from "../deploykf/prefixes.js";
import { ProblemList } from "../problems/problem.js";
import { Checker } from "./checker.js";
import { readProject, stacksBeside } from "./project.js";
import type { RawConfig } from "./raw.js";
import * as rules from "./rules/sharing.js";
import { regionKey } from "./schema.js";
import type { Settings, SharingStack } from "./settings.js";
import { readKey } from "./structure.js";

type Resolve = (raw: RawConfig, problems: ProblemList) => Settings | undefined;

/** Another stack of this project with the same bucket. */
interface Neighbour {
  readonly stack: string;
  /** Undefined where its file has problems of its own. */
  readonly settings: Settings | undefined;
}

/**
 * The other stacks that use this one's bucket: those that it names, and those whose files beside its own have the
 * bucket. A stack that joins a bucket has to say so, because profiles of the same name reach the same artifacts.
 */
export function resolveSharing(
  raw: RawConfig,
  own: Settings,
  resolve: Resolve,
  problems: ProblemList,
): readonly SharingStack[] {
  const check = new Checker(raw, problems);
  const config = readKey(raw, "bucket", new ProblemList());
  if (!config) return [];
  // A stack of this project may be named in full.
  const inThisProject = new RegExp(`^[^/]+/${raw.project}/([^/]+)$`);
  const named = config.sharedWith.map((stack) => inThisProject.exec(stack)?.[1] ?? stack);
  const neighbours = neighboursOf(raw, own, resolve);
  for (const [index, stack] of named.entries()) {
    const isNeighbour = neighbours.some((one) => one.stack === stack);
    check.value(["bucket", "sharedWith", index], stack, (key, name) =>
      rules.checkSharingStack(key, name, { own: own.stack, isNeighbour }),
    );
  }
  for (const { stack, settings } of neighbours) {
    if (own.bucket.create) {
      // Only one of the two can be deployed so, and AWS refuses the other.
      const finding = settings?.bucket.create ? rules.bucketOfTwo(own.bucket.name, stack) : undefined;
      if (finding && named.includes(stack)) check.report(["bucket", "sharedWith"], finding);
      else check.warn(["bucket", "name"], finding);
      continue;
    }
    if (!named.includes(stack)) check.report(["bucket", "name"], rules.sharingNotStated(own.bucket.name, stack));
    if (settings && settings.bucket.region !== own.bucket.region) {
      const path = config.region === undefined ? [regionKey] : ["bucket", "region"];
      check.report(path, rules.otherRegion(own.bucket.region, stack, settings.bucket.region));
    }
    if (settings && otherAccounts(own, settings)) {
      check.warn(["bucket", "sharedWith"], rules.otherAccount(own.bucket.name, stack));
    }
    if (settings && sameNames(own, settings)) check.report(["namePrefix"], rules.sameNamePrefix(own.namePrefix, stack));
  }
  const joined = neighbours.filter(({ settings }) => !(own.bucket.create && settings?.bucket.create));
  const elsewhere = named.filter((stack) => !neighbours.some((one) => one.stack === stack));
  return [
    ...joined.map(({ stack, settings }) => ({ stack, prefixes: settings && profilePrefixes(settings) })),
    ...elsewhere.map((stack) => ({ stack, prefixes: undefined })),
  ];
}

function neighboursOf(raw: RawConfig, own: Settings, resolve: Resolve): readonly Neighbour[] {
  return stacksBeside(raw, own.bucket.name).flatMap(({ stack, file }): Neighbour[] => {
    const other = readProject(raw.root, stack, new ProblemList(), file);
    if (!other || readKey(other, "bucket", new ProblemList())?.name !== own.bucket.name) return [];
    if ((readKey(other, "platform", new ProblemList()) ?? own.platform) !== own.platform) return [];
    const problems = new ProblemList();
    const resolved = resolve(other, problems);
    const settings = problems.errors.length === 0 ? resolved : undefined;
    return settings && !sameStore(own, settings) ? [] : [{ stack, settings }];
  });
}

/** Names of buckets are unique in all of S3, elsewhere at one host. */
function sameStore(own: Settings, other: Settings): boolean {
  return own.platform === "aws-s3" || own.endpoint.host === other.endpoint.host;
}

function otherAccounts(own: Settings, other: Settings): boolean {
  return own.accountId !== undefined && other.accountId !== undefined && own.accountId !== other.accountId;
}

/** Names of roles and users are unique in an account. */
function sameNames(own: Settings, other: Settings): boolean {
  return !otherAccounts(own, other) && own.namePrefix.toLowerCase() === other.namePrefix.toLowerCase();
}

function profilePrefixes({ deploykf }: Settings): readonly string[] {
  return deploykf.profiles.flatMap((profile) => prefixesOf(deploykf.roots, profile));
}
