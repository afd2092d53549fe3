import type { z } from "zod";
import type { Addressing, EndpointInput, EndpointResult } from "../../base/endpoint/endpoint.js";
import type { HostOwner } from "../../base/endpoint/host.js";
import type { Node } from "../../base/input/node.js";
import type { CatalogueEntry } from "../../base/problems/entry.js";
import type { Finding } from "../../base/problems/problem.js";
import type { PolicyDocument } from "../../subjects/access/documents.js";
import type { Grants } from "../../subjects/access/grants.js";
import type { JudgedLimit } from "../../subjects/access/limit.js";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import type { BucketConfig, BucketOption } from "../../subjects/bucket/schema.js";
import type { Principals } from "../../subjects/identity/plan.js";
import type { AuthConfig, ProfilesConfig, SecretsConfig, SlotSettings } from "../../subjects/identity/schema.js";
import type { Profile, StoreSecret } from "../../subjects/identity/settings.js";
import type { KeyHolder } from "../../subjects/identity/who.js";
import type { PolicyFile } from "./policy-files.js";
import type { EndpointConfig } from "./schema.js";

/**
 * How far one principal's key can be kept from another's data. `prefix`: to keys below its prefixes. `key`: each has a
 * key of its own that can be revoked, but every key reaches the whole bucket.
 */
export type Isolation = "prefix" | "key";

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
      readonly where?: string;
      /** What to set for it, as a part of a sentence. */
      readonly hint?: string;
    }
  /** What stands before the store is made, the store itself isn't; `makes` as above. */
  | { readonly by: "gateway"; readonly package: "@pulumi/kubernetes"; readonly makes: string }
  | { readonly by: "bring-your-own" };

export interface Capabilities {
  readonly isolation: Isolation;
  /** What that means here, in one sentence. */
  readonly isolationNote: string;
  /** The version of the server from which on that holds, and listing by prefix. */
  readonly walledFrom?: string;
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
  /** `native`: the store has it, but not through its S3 API. `depends`: on the server or its version. */
  readonly versioning: "yes" | "no" | "native" | "depends";
  readonly irsa: boolean;
  /** Options of a bucket that the program makes; what isn't here is refused. */
  readonly bucketOptions: readonly BucketOption[];
  /** Characters of a user that the program makes, where it isn't IAM's 64. */
  readonly longestUserName?: number;
  /** Whether the program makes the bucket. */
  readonly makesBucket: "by default" | "if asked" | "never";
  readonly makers: readonly Maker[];
  readonly proof: {
    readonly state: "run against a real server" | "not run against the service";
    /** What was checked, in one sentence. */
    readonly checked: string;
  };
  /** Sentences. */
  readonly pitfalls: readonly string[];
  readonly sources: readonly string[];
}

/** Settings of the provider that makes the store, in the provider's own namespace of the stack's file. */
export interface ProviderSettings {
  readonly package: ProviderPackage;
  /** All of them: nobody else looks for one that is misspelt. */
  readonly all: readonly string[];
}

/** The stack config as a store sees it; `Options` are its own keys of `objectStore`. */
export interface StoreView<Options = object> {
  readonly platform: Node<string | undefined>;
  readonly objectStore: Node<(EndpointConfig & Options) | undefined>;
  readonly bucket: Node<BucketConfig | undefined>;
  readonly auth: Node<AuthConfig | undefined>;
  readonly secrets: Node<SecretsConfig | undefined>;
  readonly profiles: Node<ProfilesConfig | undefined>;
  readonly cluster: Node<{ readonly source: string } | undefined>;
  readonly namePrefix: Node<string | undefined>;
  readonly tags: Node<Readonly<Record<string, string>> | undefined>;
  /** As stated, or its default. */
  readonly prefix: string;
}

/** What of it this stack makes. */
export interface Made {
  readonly bucket: boolean;
  readonly users: boolean;
  /** The user's tags that nothing was said of yet. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What depends on who has a key. */
export interface HoldersView {
  readonly holders: readonly KeyHolder[];
  readonly profiles: readonly Profile[];
  /** Whether the bucket is this stack's. */
  readonly creates: boolean;
  readonly usesAws: boolean;
}

/** What a store's part of the plan is made from, beside what its own options come to. */
export interface PlanView {
  readonly project: string;
  readonly stack: string;
  readonly namePrefix: string;
  readonly bucket: { readonly name: string; readonly create: boolean };
  readonly auth: { readonly slots: SlotSettings };
  readonly deploykf: { readonly backendServiceAccounts: readonly string[]; readonly profiles: readonly Profile[] };
}

/** What a store makes beside its bucket and users. */
export interface StorePlan<Parts> {
  /** Keys of the plan. */
  readonly parts: Parts;
  /** Of the bucket, where users' rights stand there. */
  readonly bucketPolicy?: PolicyDocument;
  /** Of the cluster, that something is made in. */
  readonly namespaces?: readonly string[];
  readonly limits?: (bucket: BucketPlan) => readonly JudgedLimit[];
}

/**
 * One platform: facts, and what is checked and worked out otherwise than elsewhere. `Options` are its own keys of
 * `objectStore`, `Own` what they come to: keys of the settings,
 * `Parts` what is made beside bucket and users: keys of the plan.
 */
export interface Store<Options extends object = object, Own extends object = object, Parts extends object = object> {
  readonly platform: string;
  readonly title: string;
  readonly capabilities: Capabilities;
  /** `owners` are the domains of all stores: a host of another one is told as that. */
  readonly endpoint: (input: EndpointInput, owners: readonly HostOwner[]) => EndpointResult;
  /** The first of the store's rules that a bucket's name breaks, in words. */
  readonly bucketNameRule: (name: string) => string | undefined;
  /** The schemas of its own keys of `objectStore`. */
  readonly options?: Readonly<Record<string, z.ZodType>>;
  /** What to say of one of them on another platform, where that isn't what is said of all. */
  readonly optionElsewhere?: (platform: string) => Finding;
  readonly provider?: ProviderSettings;
  /** What its options come to; what contradicts them is reported. */
  readonly own?: (view: StoreView<Options>) => Own;
  /** Where the store makes users' Secrets itself, and names them. */
  readonly ownSecret?: (own: Own, prefix: string) => StoreSecret | undefined;
  /** How it is reached by its own options; `host` is what clients call it, undefined where another one is stated. */
  readonly ownEndpoint?: (
    stated: Node<EndpointConfig | undefined>,
    own: Own,
  ) => { readonly config: EndpointConfig; readonly host: string | undefined } | undefined;
  /** Rules of several values. */
  readonly check?: (view: StoreView<Options>, made: Made) => void;
  /** The same of those who have a key. */
  readonly checkHolders?: (view: StoreView<Options>, own: Own, who: HoldersView) => void;
  /** What it makes beside its bucket and users; undefined where nothing is made. */
  readonly plan?: (settings: PlanView & Own, principals: Principals) => StorePlan<Parts> | undefined;
  /** Its own problem codes, for the troubleshooting page. */
  readonly problems?: Readonly<Record<string, CatalogueEntry>>;
  /** A principal's rights in the store's own language, where that isn't IAM's; none where the store has no policies. */
  readonly policyFiles?: (principal: string, grants: Grants, asked: Asked) => readonly PolicyFile[];
}

/** What a principal's files may need beside its grants. */
export interface Asked {
  /** As it was checked. */
  readonly policy: PolicyDocument;
  readonly server: Server | undefined;
}

/** What is known of the very server that a stack describes: a store's own settings may come to it, as `server`. */
export interface Server extends Pick<Capabilities, "isolation" | "listingByPrefix"> {
  readonly version?: string | undefined;
  /** What it keeps apart; a sentence of the plan, without its full stop. */
  readonly said: string;
  /** Whether that keys reach everything is assumed, where less was seen. */
  readonly assumed?: boolean;
}

/** Whether it is a service of an AWS account: its names are of a partition, its users and quotas IAM's. */
export function isAws({ capabilities }: Pick<Store, "capabilities">): boolean {
  return capabilities.namesUnique === "partition";
}

/** What has all that the members of a union have. */
export type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (one: infer All) => void
  ? All
  : never;
