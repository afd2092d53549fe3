import { getBucket } from "@pulumi/aws/s3/getBucket.js";
import type { Asker } from "../../base/aws/ask-account.js";
import { saidWithout, saysForbidden, unreachable } from "../../base/aws/said.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import type { BucketSettings } from "./settings.js";

interface BucketQuestion {
  readonly platform: string;
  readonly bucket: Pick<BucketSettings, "name" | "region" | "create">;
  readonly awsRegion: string | undefined;
}

/** Whether an existing bucket is there, and in the stated region. */
export async function askBucket(
  { platform, bucket, awsRegion }: BucketQuestion,
  problems: ProblemList,
  asker?: Asker,
): Promise<void> {
  if (platform !== "aws-s3" || bucket.create) return;
  try {
    const region = bucket.region === awsRegion ? {} : { region: bucket.region };
    const { bucketRegion } = await getBucket({ bucket: bucket.name, ...region }, asker);
    if (bucketRegion && bucketRegion !== bucket.region) {
      problems.error(otherRegion(bucket.name, bucket.region, bucketRegion));
    }
  } catch (error) {
    const said = saidWithout(error, bucket.name);
    if (saysNoBucket.test(said)) problems.error(bucketNotFound(bucket.name));
    else if (saysElsewhere.test(said)) problems.error(otherRegion(bucket.name, bucket.region, undefined));
    else if (saysForbidden.test(said) || saysNothing.test(said)) problems.warning(bucketNotVerified(bucket.name));
    else problems.error(unreachable(`for the bucket ${bucket.name}`, error));
  }
}

/** The provider's words for S3's answers. Source: terraform-provider-aws, internal/service/s3/bucket.go, findBucket. */
const saysNoBucket = /couldn't find resource|\bNotFound\b|\bNoSuchBucket\b|\b404\b/;
const saysElsewhere = /\bMovedPermanently\b|\b301\b/;
/** Recent providers answer so for every refusal but 404. */
const saysNothing = /empty result/;

const otherRegion = (name: string, stated: string, actual: string | undefined): Finding => ({
  code: "bucket-region",
  message: `the bucket ${name} is in ${actual ?? "another region"}, and bucket.region (or aws:region) says ${stated}`,
  rule: "clients sign their requests for the region in the values block",
  mend: `set bucket.region${actual ? `: ${actual}` : `; aws s3api get-bucket-location --bucket ${name} prints it`}`,
});

const bucketNotFound = (name: string): Finding => ({
  code: "bucket-not-found",
  message: `there is no bucket ${name}, and bucket.create is false`,
  rule: "create: false adopts a bucket that exists",
  mend: "correct bucket.name, or set bucket.create: true",
});

const bucketNotVerified = (name: string): Finding => ({
  code: "bucket-not-verified",
  message: `AWS doesn't show the bucket ${name} to these credentials`,
  rule: "whether it exists, and in which region, was not checked",
  mend: "allow s3:ListBucket on it to the credentials, or check by hand",
});
