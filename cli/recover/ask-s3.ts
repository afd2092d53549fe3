import type { S3Client } from "@aws-sdk/client-s3";
import type { Found } from "../../recover/found.js";
import type { BucketSetting } from "../../recover/kinds.js";
import { notKnown, unknown } from "./ask.js";

interface BucketOwner {
  /** The account that it has to belong to; undefined where nobody knows, or the store has none. */
  readonly accountId: string | undefined;
}

export async function askBucket(s3: S3Client, name: string, { accountId }: BucketOwner): Promise<Found> {
  const { HeadBucketCommand } = await import("@aws-sdk/client-s3");
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
  const { GetBucketTaggingCommand } = await import("@aws-sdk/client-s3");
  try {
    const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand({ Bucket: name }));
    return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
  } catch (error) {
    if (isNamed(error, "NoSuchTagSet", "NotImplemented")) return {};
    throw error;
  }
}

/** Listing all buckets is a right that few have: without it, nobody knows. */
async function creationOf(s3: S3Client, name: string): Promise<string | undefined> {
  const { ListBucketsCommand } = await import("@aws-sdk/client-s3");
  try {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    return Buckets.find((bucket) => bucket.Name === name)?.CreationDate?.toISOString();
  } catch {
    return undefined;
  }
}

/** Whether a bucket that is adopted has something that `up` would write over. */
export async function askBucketSetting(s3: S3Client, bucket: string, setting: BucketSetting): Promise<Found> {
  const { GetBucketPolicyCommand, GetBucketLifecycleConfigurationCommand, GetBucketLoggingCommand } = await import(
    "@aws-sdk/client-s3"
  );
  const there = { answer: "there", thing: { tags: {} } } as const;
  try {
    if (setting === "policy") await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    else if (setting === "lifecycle") await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    else {
      const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket: bucket }));
      return LoggingEnabled ? there : { answer: "absent" };
    }
    return there;
  } catch (error) {
    return statusOf(error) === 404 ? { answer: "absent" } : unknown(error);
  }
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
