import { brokenBucketNameRule } from "../../base/aws/bucket-name.js";
import { globalS3Host, regionalS3Host } from "../../base/aws/regions.js";
import { type DerivedHost, derivedEndpoint, type HostParts, type ValueRule } from "../../base/endpoint/derived-host.js";
import type { Store } from "../common/store.js";

const title = "Amazon S3";
const variants = ["regional", "global"];

/** Hosts under AWS's domains that name S3 and a region, VPC endpoints among them. */
function partsOf(host: string): HostParts | undefined {
  if (host === globalS3Host) return { variant: "global" };
  if (!/(?:^|\.)s3[.-]/.test(host) || !/amazonaws\.com(?:\.cn)?$/.test(host)) return undefined;
  const region = /[.-]((?:us-gov|cn|[a-z]{2})-[a-z]+-\d)\./.exec(host)?.[1];
  return region === undefined ? undefined : { region, variant: "regional" };
}

/** Hosts of S3 that take no request of KFP's clients. Source: Amazon S3 User Guide, "AWS PrivateLink for Amazon S3". */
function refusedHost(host: string): ValueRule | undefined {
  const labels = host.split(".");
  const endpoint = labels.findIndex((label) => label.startsWith("vpce-"));
  const inner = labels.findIndex((label) => label === "s3" || label.startsWith("s3-"));
  const from = (index: number) => labels.slice(index).join(".");
  if (endpoint >= 0 && inner === endpoint + 1) {
    if (labels.slice(0, endpoint).join(".") === "bucket") return undefined;
    const rule = "a VPC endpoint of S3 serves buckets at the name that begins with bucket.";
    return { rule, mend: `write bucket.${from(endpoint)}` };
  }
  if (/^s3-(?:website|accelerate)/.test(labels[inner] ?? "")) {
    const rule = "that host takes no request with the bucket in its path";
    return { rule, mend: "remove objectStore.host: it follows from the region" };
  }
  if (inner <= 0) return undefined;
  const rule = "clients put the bucket in front of the host, or into the path, themselves";
  return { rule, mend: `write ${from(inner)}, or remove objectStore.host: it follows from the region` };
}

const host: DerivedHost = {
  platform: "aws-s3",
  title,
  variants,
  defaultRegion: undefined,
  regionExample: "eu-west-1",
  badRegion: (region) =>
    /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)
      ? undefined
      : { rule: "that isn't the name of an AWS region", mend: "write a region such as eu-west-1" },
  hostOf: ({ region = "", variant = region === "us-east-1" ? "global" : "regional" }) =>
    variant === "global" ? globalS3Host : regionalS3Host(region),
  refusedHost,
  partsOf,
  unknownHost: {
    rule: "that host names no S3 and region",
    mend: "remove objectStore.host: it follows from the region",
  },
  reach: () => "public",
};

/** Source: AWS General Reference, "Amazon S3 endpoints"; minio-go v6.0.57 and minio-js 7.0.14 for the clients. */
export const awsS3 = {
  platform: "aws-s3",
  title,
  endpoint: (input, owners) => derivedEndpoint(host, input, owners),
  bucketNameRule: brokenBucketNameRule,
  capabilities: {
    isolation: "prefix",
    isolationNote: "Each profile's role or user reaches objects below its own prefixes.",
    addressing: "either",
    domains: ["amazonaws.com", "amazonaws.com.cn"],
    namesUnique: "partition",
    listingByPrefix: true,
    versioning: "yes",
    irsa: true,
    bucketOptions: ["region", "retention", "kmsKeyArn", "accessLogs"],
    makesBucket: "by default",
    makers: [
      { by: "program", package: "@pulumi/aws", makes: "the bucket, roles or users with keys, and their policies" },
      { by: "bring-your-own" },
    ],
    proof: {
      state: "not run against the service",
      checked:
        "Policies are checked statement by statement, and resources under Pulumi's mocks; the values against the clients' sources.",
    },
    pitfalls: [
      "The API server of KFP 2.1 knows 25 regions; in any other it doesn't start.",
      "The pipelines UI knows 14 regions behind the global host; regional hosts avoid its list.",
      "KFP v2 runs fail at the global host outside us-east-1.",
      "EKS Pod Identity doesn't work with KFP 2.1: its clients read no token file; IRSA and keys do.",
      "In China only keys work: the STS host is built into the API server's client.",
    ],
    sources: [
      "https://docs.aws.amazon.com/general/latest/gr/s3.html",
      "minio/minio-go v6.0.57 s3-endpoints.go",
      "minio/minio-js 7.0.14 src/main/s3-endpoints.js",
      "aws/aws-sdk-go issues 756 and 2426",
    ],
  },
} as const satisfies Store;
