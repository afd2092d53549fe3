import type { Addressing, EndpointInput, EndpointResult } from "../../base/endpoint/endpoint.js";
import type { HostOwner } from "../../base/endpoint/host.js";
import type { CatalogueEntry } from "../../base/problems/entry.js";
import type { Grants } from "../../subjects/access/grants.js";
import type { BucketOption } from "../../subjects/bucket/schema.js";
import type { PolicyFile } from "./policy-files.js";

/**
 * How far one principal's key can be kept from another's data. `prefix`: to keys below its prefixes. `key`: each has a
 * key of its own that can be revoked, but every key reaches the whole bucket. `none`: all share what they can reach.
 */
export type Isolation = "prefix" | "key" | "none";

/** `native`: the store has it, but not through its S3 API. `depends`: on the server or its version. */
export type Versioning = "yes" | "no" | "native" | "depends";

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
  /** Domains that its hosts are below; none where it runs anywhere. */
  readonly domains: readonly string[];
  /** Whose these are, where that isn't the store itself. */
  readonly domainsOf?: string;
  /** Where a bucket's name means one bucket: in a partition of AWS, in a region of the service behind all its hosts, or at a host. */
  readonly namesUnique: "partition" | "service" | "host";
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
  readonly platform: string;
  readonly title: string;
  readonly capabilities: Capabilities;
  /** `owners` are the domains of all stores: a host of another one is told as that. */
  readonly endpoint: (input: EndpointInput, owners: readonly HostOwner[]) => EndpointResult;
  /** The first of the store's rules that a bucket's name breaks, in words. */
  readonly bucketNameRule: (name: string) => string | undefined;
  /** Its own problem codes, for the troubleshooting page. */
  readonly problems?: Readonly<Record<string, CatalogueEntry>>;
  /** A principal's rights in the store's own language, where that isn't IAM's; none where the store has no policies. */
  readonly policyFiles?: (principal: string, grants: Grants) => readonly PolicyFile[];
}

/** What has all that the members of a union have. */
export type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (one: infer All) => void
  ? All
  : never;
