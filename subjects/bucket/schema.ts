import { z } from "zod";
import { optionalText, text } from "../../base/input/field.js";
import { late } from "../../base/input/late.js";

/** The bucket in the stack config. */

const daysError = { error: "a whole number of days from 1, or off" };

const days = (fallback: number | "off", description: string) =>
  z
    .union([z.int(daysError).min(1, daysError), z.literal("off")], daysError)
    .default(fallback)
    .describe(description);

const retention = z.strictObject({
  artifactDays: days(
    "off",
    "Artifacts are deleted after this many days; never pipelines/. KFP's cache still finds expired artifacts.",
  ),
  noncurrentDays: days(90, "Overwritten and deleted artifacts can be restored for this many days; never pipelines/."),
  abortMultipartDays: days(7, "Parts of uploads that were never completed are deleted after this many days."),
});

const accessLogs = z.strictObject({
  bucket: late(
    text("An existing bucket in the same region and account that takes the access logs."),
    "late-access-logs-bucket",
  ),
  prefix: z.string().default("").describe("What the log objects' keys begin with."),
});

export const bucket = z.strictObject({
  name: late(text("The bucket's name; S3's rules for general purpose buckets."), "late-bucket-name"),
  create: z
    .boolean()
    .optional()
    .describe(
      "false: an existing bucket, in which nothing is changed. Default: true where the program makes buckets (docs/platforms.md).",
    ),
  sharedWith: z
    .array(z.string())
    .default([])
    .describe(
      "Other stacks whose clusters use this bucket: profiles whose prefixes overlap, as those of the same name do, then reach the same artifacts.",
    ),
  region: optionalText(
    "aws-s3: the bucket's region. gcs: the location of a bucket that this stack creates. Default: aws:region on aws-s3.",
  ),
  kmsKeyArn: late(
    optionalText(
      "ARN of an existing KMS key (no alias): default encryption of a new bucket, and two grants on the key.",
    ),
    "arn:aws:kms:us-east-1:999999999999:key/late-bucket-key",
  ),
  retention: retention
    .prefault({})
    .describe("How long objects are kept. Only for a bucket that this stack creates, on aws-s3 and gcs."),
  accessLogs: accessLogs.optional().describe("Server access logs. Only for a bucket that this stack creates."),
});

export type BucketConfig = z.output<typeof bucket>;

/** Options that not every store's buckets have. */
export type BucketOption = "region" | "retention" | "kmsKeyArn" | "accessLogs";
