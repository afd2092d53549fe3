import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { valueAt } from "../../base/yaml/merge.js";
import type { Found } from "../../recover/found.js";
import type { BucketSetting } from "../../recover/kinds.js";
import { notKnown, unknown } from "./ask.js";

/** `accountId`: the account that it has to belong to; undefined where nobody knows, or the store has none. */
export async function askBucket(s3: S3Client, name: string, accountId: string | undefined): Promise<Found> {
  const input = { Bucket: name, ...(accountId !== undefined && { ExpectedBucketOwner: accountId }) };
  try {
    const { BucketRegion } = await s3.send(new HeadBucketCommand(input));
    const [tags, created] = await Promise.all([tagsOf(s3, name), creationOf(s3, name)]);
    return { answer: "there", thing: { tags, created, place: BucketRegion } };
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return { answer: "absent" };
    // A HEAD has no body: S3 tells nothing else.
    if (status !== 403) return unknown(error);
    return notKnown("403: it belongs to another account, or these credentials may not look at it");
  }
}

async function tagsOf(s3: S3Client, name: string): Promise<Record<string, string>> {
  try {
    const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand({ Bucket: name }));
    return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
  } catch (error) {
    if (error instanceof Error && ["NoSuchTagSet", "NotImplemented"].includes(error.name)) return {};
    throw error;
  }
}

/** Listing all buckets is a right that few have: without it, nobody knows. */
async function creationOf(s3: S3Client, name: string): Promise<string | undefined> {
  try {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    return Buckets.find((bucket) => bucket.Name === name)?.CreationDate?.toISOString();
  } catch {
    return undefined;
  }
}

/** Whether a bucket that is adopted has something that `up` would write over. */
export async function askBucketSetting(s3: S3Client, bucket: string, setting: BucketSetting): Promise<Found> {
  const input = { Bucket: bucket };
  try {
    if (setting === "policy") await s3.send(new GetBucketPolicyCommand(input));
    else if (setting === "lifecycle") await s3.send(new GetBucketLifecycleConfigurationCommand(input));
    else if (!(await s3.send(new GetBucketLoggingCommand(input))).LoggingEnabled) return { answer: "absent" };
    return { answer: "there", thing: { tags: {} } };
  } catch (error) {
    return statusOf(error) === 404 ? { answer: "absent" } : unknown(error);
  }
}

function statusOf(error: unknown): unknown {
  return error instanceof Error ? valueAt({ ...error }, ["$metadata", "httpStatusCode"]) : undefined;
}
