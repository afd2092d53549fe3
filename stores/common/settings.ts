import { partitionOf } from "../../base/aws/regions.js";
import * as awsRules from "../../base/aws/rules.js";
import type { EndpointKey, ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import type { Checker } from "../../base/input/checker.js";
import type { Finding } from "../../base/problems/problem.js";
import type { Path } from "../../base/yaml/source.js";
import type { StackValue } from "../../settings/schema.js";
import * as bucketRules from "../../subjects/bucket/rules.js";
import type { BucketOption } from "../../subjects/bucket/schema.js";
import { hostOwners, type PlatformName, storeOf } from "../index.js";
import { checkIrsa, checkPrefixListing, checkStoreBucketName, warnOfStore } from "./checks.js";
import * as rules from "./rules.js";
import type { Store } from "./store.js";

/** What the store is asked for besides its endpoint. */
interface Demands {
  readonly auth: StackValue<"auth">;
  readonly bucket: StackValue<"bucket">;
  /** Whether this program makes users of the store. */
  readonly makes: boolean;
}

/** Whether this program makes users of the platform, as it is configured. */
export function makesUsers(platform: PlatformName, objectStore: StackValue<"objectStore">): boolean {
  return storeOf(platform).capabilities.makers.some(
    (maker) => maker.by === "program" && (maker.where === undefined || objectStore[maker.where] !== undefined),
  );
}

/** Whether this stack creates the bucket, stated or not; `makes` is whether it makes users. */
export function createsBucket(platform: PlatformName, { create }: StackValue<"bucket">, makes: boolean): boolean {
  return create ?? (makes && storeOf(platform).capabilities.makesBucket === "by default");
}

/** Checks what is asked of a store against what it can do; options of other stores are errors. */
export function checkStore(platform: PlatformName, demands: Demands, check: Checker): void {
  const { auth, bucket, makes } = demands;
  const store = storeOf(platform);
  const irsa = auth.mode === "irsa" ? checkIrsa(store) : undefined;
  if (irsa) check.report(check.states(["auth", "mode"]) ? ["auth", "mode"] : ["platform"], irsa);
  const listing = auth.listScope === "prefix" ? checkPrefixListing(store) : undefined;
  if (listing) check.report(["auth", "listScope"], listing);
  if (platform !== "aws-s3") {
    check.value(["bucket", "name"], bucket.name, (key, name) => checkStoreBucketName(store, key, name));
    if (bucket.create && !makes) check.report(["bucket", "create"], rules.bucketNotMade(store));
    if (auth.keySource === "iam-users" && !makes) {
      check.report(["auth", "keySource"], rules.usersNotMade(store, "auth.keySource"));
    }
  }
  checkOptions(store, check);
  for (const finding of warnOfStore(store)) check.warn(["platform"], finding);
}

function checkOptions(store: Store, check: Checker): void {
  const { platform, capabilities } = store;
  const bucketOptions = allBucketOptions
    .filter((option) => !capabilities.bucketOptions.includes(option))
    .map((option): Path => ["bucket", option]);
  for (const path of [...bucketOptions, ...(platform === "aws-s3" ? othersOptions : awsOptions)]) {
    if (check.states(path)) check.report(path, rules.optionOfOthers(path.join("."), platform));
  }
  for (const [owner, path] of ownOptions) {
    if (platform !== owner && check.states(path)) check.report(path, rules.optionOf(owner, path.join("."), platform));
  }
}

const allBucketOptions: readonly BucketOption[] = ["region", "kmsKeyArn", "accessLogs", "retention"];
const awsOptions: readonly Path[] = [
  ["auth", "permissionsBoundary"],
  ["auth", "path"],
];
const othersOptions: readonly Path[] = [["objectStore", "region"]];
const ownOptions: readonly (readonly [owner: PlatformName, path: Path])[] = [
  ["cloudflare-r2", ["objectStore", "accountId"]],
  ["azure-s3proxy", ["objectStore", "s3proxy"]],
];

/** How clients reach the store, or undefined where that found problems. */
export function resolveEndpoint(
  platform: PlatformName,
  config: Omit<StackValue<"objectStore">, "s3proxy">,
  mode: "irsa" | "keys",
  check: Checker,
): ObjectStoreEndpoint | undefined {
  const { endpoint: variant, ...stated } = config;
  return reported(storeOf(platform), { ...stated, variant, withKeys: mode === "keys" }, check, endpointPath);
}

/** The same of S3, whose region is the bucket's. `regionPath` is where that stands. */
export function resolveS3Endpoint(
  config: StackValue<"objectStore">,
  region: string,
  regionPath: Path,
  mode: "irsa" | "keys",
  check: Checker,
): ObjectStoreEndpoint | undefined {
  const variant = config.endpoint ?? (config.host || region !== "us-east-1" ? "regional" : "global");
  const { host, port, useSSL, addressing } = config;
  const pathOf = (key: EndpointKey) => (key === "region" ? regionPath : endpointPath(key));
  const input = { host, port, useSSL, addressing, region, variant, withKeys: mode === "keys" };
  const endpoint = reported(storeOf("aws-s3"), input, check, pathOf);
  if (variant !== "regional" && variant !== "global") return undefined;
  check.warn(regionPath, awsRules.warnOfRegionInUi(regionPath.join("."), region, variant));
  if (variant === "regional") return endpoint;
  const partition = partitionOf(region);
  const path = ["objectStore", "endpoint"];
  if (partition !== "aws") check.report(path, bucketRules.globalElsewhere(partition));
  else if (region !== "us-east-1") check.warn(path, bucketRules.globalFailsInV2(region));
  return endpoint;
}

function reported(
  store: Store,
  input: Parameters<Store["endpoint"]>[0],
  check: Checker,
  pathOf: (key: EndpointKey) => Path,
): ObjectStoreEndpoint | undefined {
  const { endpoint, findings } = store.endpoint(input, hostOwners);
  for (const { key, severity, finding } of findings) {
    const path = pathOf(key);
    const said = namedAs(path, endpointPath(key), finding);
    if (severity === "error") check.report(path, said);
    else check.warn(path, said);
  }
  return endpoint;
}

/** A finding that calls a setting as the user does: S3's region stands elsewhere. */
function namedAs(path: Path, other: Path, finding: Finding): Finding {
  const [name, before] = [path.join("."), other.join(".")];
  if (name === before) return finding;
  const { message, rule, mend } = finding;
  return { ...finding, message: message.replaceAll(before, name), rule, mend: mend.replaceAll(before, name) };
}

function endpointPath(key: EndpointKey): Path {
  return ["objectStore", key === "variant" ? "endpoint" : key];
}
