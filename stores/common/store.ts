import type { Addressing, EndpointInput, EndpointResult } from "../../base/endpoint/endpoint.js";
import type { BucketOption } from "../../subjects/bucket/schema.js";

export const platformNames = [
  "aws-s3",
  "wasabi",
  "minio",
  "ceph",
  "gcs",
  "azure-s3proxy",
  "alibaba-oss",
  "ibm-cos",
  "cloudflare-r2",
  "s3-compatible",
] as const;

export type PlatformName = (typeof platformNames)[number];

/**
 * How far one principal's key can be kept from another's data. `prefix`: to keys below its prefixes. `key`: each has a
 * key of its own that can be revoked, but every key reaches the whole bucket. `none`: all share what they can reach.
 */
export type Isolation = "prefix" | "key" | "none";

/** `native`: the store has it, but not through its S3 API. `depends`: on the server or its version. */
export type Versioning = "yes" | "no" | "native" | "depends";

export type PolicyLanguage = "aws-iam" | "minio-iam" | "alibaba-ram" | "ibm-iam" | "gcp-iam" | "r2-token" | "none";

export type ProviderPackage = "@pulumi/aws" | "@pulumi/gcp" | "@pulumi/kubernetes" | "@pulumi/minio";

/**
 * Who makes bucket and credentials; `makes` ends the sentence "the program makes ...". `where` is the part of
 * `objectStore` that has to be set for it.
 */
export type Maker =
  | {
      readonly by: "program";
      readonly package: ProviderPackage;
      readonly makes: string;
      /** What else has to be there, in sentences. */
      readonly needs?: string;
      readonly where?: "rook";
    }
  /** What stands before the store is made, the store itself isn't; `makes` as above. */
  | { readonly by: "gateway"; readonly package: "@pulumi/kubernetes"; readonly makes: string }
  | { readonly by: "bring-your-own" };

export interface Capabilities {
  readonly isolation: Isolation;
  /** What that means here, in one sentence. */
  readonly isolationNote: string;
  /** What the store accepts, whichever of it the clients use. */
  readonly addressing: Addressing | "either";
  /** Whether a principal can be kept from listing keys outside its prefixes. */
  readonly listingByPrefix: boolean;
  readonly versioning: Versioning;
  readonly irsa: boolean;
  /** Options of a bucket that the program makes; what isn't here is refused. */
  readonly bucketOptions: readonly BucketOption[];
  /** Characters of a user that the program makes, where it isn't IAM's 64. */
  readonly longestUserName?: number;
  /** Whether the program makes the bucket. */
  readonly makesBucket: "by default" | "if asked" | "never";
  readonly makers: readonly Maker[];
  readonly policyLanguage: PolicyLanguage;
  readonly proof: Proof;
  /** Sentences. */
  readonly pitfalls: readonly string[];
  readonly sources: readonly string[];
}

export interface Proof {
  readonly state: "run against a real server" | "not run against the service";
  /** What was checked, in one sentence. */
  readonly checked: string;
}

/** One platform: facts, and how its endpoint and its buckets' names are checked. */
export interface Store {
  readonly platform: PlatformName;
  readonly title: string;
  readonly capabilities: Capabilities;
  /** Names for {@link EndpointInput.variant}, the default first; empty where there is one host only. */
  readonly variants: readonly string[];
  readonly endpoint: (input: EndpointInput) => EndpointResult;
  /** The first of the store's rules that a bucket's name breaks, in words. */
  readonly bucketNameRule: (name: string) => string | undefined;
}
