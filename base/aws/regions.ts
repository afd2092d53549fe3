import { words } from "../problems/text.js";

/** Partitions as in the second part of an ARN. */
export type Partition = "aws" | "aws-us-gov" | "aws-cn";

/** Regions that minio-go v6.0.57, the S3 client of KFP 2.1's API server, maps to a host; others fall back to us-east-1. */
export const kfpApiServerRegions: ReadonlySet<string> = new Set(
  words(`
    af-south-1 ap-east-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2
    ca-central-1 cn-north-1 cn-northwest-1 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 eu-west-3
    me-south-1 sa-east-1 us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 us-west-1 us-west-2`),
);

/** Regions that minio-js 7.0.14, the S3 client of KFP 2.1's UI, maps to a host. */
export const kfpUiRegions: ReadonlySet<string> = new Set(
  words(`
    ap-northeast-1 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 cn-north-1 eu-central-1 eu-west-1
    eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2`),
);

/** All regions of the partitions aws, aws-us-gov and aws-cn that AWS names. */
export const knownRegions: ReadonlySet<string> = new Set([
  ...kfpApiServerRegions,
  ...words(`
    ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-west-1
    eu-central-2 eu-south-2 il-central-1 me-central-1 mx-central-1`),
]);

/** Other partitions by the start of their regions' names: seen, and refused by name. */
const refusedPartitions: readonly (readonly [prefix: string, partition: string])[] = [
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
];

/** The partition's name where it is one that isn't supported here, whether or not the region is known. */
export function refusedPartitionOf(region: string): string | undefined {
  return refusedPartitions.find(([prefix]) => region.startsWith(prefix))?.[1];
}

/** The partition of a region of {@link knownRegions}. */
export function partitionOf(region: string): Partition {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}

/** The S3 host of a region, without scheme. Source: AWS General Reference, "Amazon S3 endpoints". */
export function regionalS3Host(region: string): string {
  return `s3.${region}.amazonaws.com${partitionOf(region) === "aws-cn" ? ".cn" : ""}`;
}

/** The host that the guide gives; serves every region of partition aws by redirect. */
export const globalS3Host = "s3.amazonaws.com";
/** Every region-like value is checked against AWS's lists; this key belongs to the AWS provider. */
export const regionKey = "aws:region";
