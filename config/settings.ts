import type { Partition } from "../aws/regions.js";
import type { DeploykfVersion } from "../deploykf/defaults.js";
import type { YamlMap } from "../deploykf/merge.js";
import type { ArtifactRoots } from "../deploykf/prefixes.js";
import type { Problem } from "../problems/problem.js";
import type { RookStore } from "../stores/rook.js";
import type { ObjectStoreEndpoint, PlatformName } from "../stores/store.js";
import type { YamlSource } from "../yaml/source.js";
import type { ClusterSettings } from "./settings-cluster.js";
import type { S3ProxySettings } from "./settings-s3proxy.js";

/** Everything that the user said, checked and complete: what a plan is made from, beside the facts. */
export interface Settings {
  readonly project: string;
  readonly stack: string;
  /** The stack's config, relative to the project. */
  readonly stackFile: string;
  readonly platform: PlatformName;
  /** Whether this program makes users of the store, as it is configured. */
  readonly makesUsers: boolean;
  /** `aws` also where no AWS is. */
  readonly partition: Partition;
  /** Region of the AWS provider; undefined where neither store nor cluster is AWS's. */
  readonly awsRegion: string | undefined;
  /** 12 digits; undefined where nobody stated it. */
  readonly accountId: string | undefined;
  readonly namePrefix: string;
  /** On everything that takes tags, this program's own two included. */
  readonly tags: Readonly<Record<string, string>>;
  readonly bucket: BucketSettings;
  /** Other stacks whose clusters use the bucket, as far as anybody said or their files show. */
  readonly sharedWith: readonly SharingStack[];
  /** Where Rook makes bucket, users and keys; undefined where it doesn't. */
  readonly rook: RookStore | undefined;
  /** How all clients reach the object store. */
  readonly endpoint: ObjectStoreEndpoint;
  /** S3Proxy, where this stack runs it. */
  readonly s3proxy: S3ProxySettings | undefined;
  readonly auth: AuthSettings;
  readonly cluster: ClusterSettings;
  readonly secrets: SecretSettings;
  readonly deploykf: DeploykfSettings;
  /** Where the values block is kept, relative to the project. */
  readonly generatedFile: string;
  readonly warnings: readonly Problem[];
}

export interface BucketSettings {
  readonly name: string;
  readonly region: string;
  readonly create: boolean;
  readonly kmsKeyArn: string | undefined;
  readonly retention: RetentionSettings;
  readonly accessLogs: { readonly bucket: string; readonly prefix: string } | undefined;
}

/** Another stack that uses the bucket. */
export interface SharingStack {
  readonly stack: string;
  /** Prefixes of its profiles' objects; undefined where its file isn't beside this one, or can't be planned. */
  readonly prefixes: readonly string[] | undefined;
}

/** Days, or undefined for off. */
export interface RetentionSettings {
  readonly artifactDays: number | undefined;
  readonly noncurrentDays: number | undefined;
  readonly abortMultipartDays: number | undefined;
}

export interface AuthSettings {
  /** How the backend authenticates, and every profile that says nothing else. */
  readonly mode: "irsa" | "keys";
  readonly profileRole: "per-profile" | "shared";
  readonly profileServiceAccounts: readonly string[];
  readonly profileKeys: "per-profile" | "shared";
  readonly backendKey: "secret" | "inline";
  readonly keySource: KeySource;
  readonly slots: SlotSettings;
  readonly listScope: "bucket" | "prefix";
  readonly permissionsBoundary: string | undefined;
  /** Begins and ends with a slash. */
  readonly path: string;
}

/** Where an access key comes from. */
export type KeySource = "iam-users" | "provided" | "existing";

/** Names of the keys that a user has: the one in use, and the one before it. */
export interface SlotSettings {
  readonly active: string;
  readonly retiring: string | undefined;
}

/** A Kubernetes Secret with an access key, and the keys inside it. */
export interface SecretRef {
  readonly namespace: string;
  readonly name: string;
  readonly accessKeyKey: string;
  readonly secretKeyKey: string;
}

export interface SecretSettings {
  readonly backend: SecretRef;
  /** Of profiles without one of their own; `name` may hold `{profile_name}`. */
  readonly profiles: SecretRef;
}

/** What deployKF's values say, the user's files over deployKF's defaults. */
export interface DeploykfSettings {
  readonly version: DeploykfVersion;
  readonly profiles: readonly Profile[];
  readonly defaultPlugins: readonly unknown[];
  /** As `namespace/name`: API server, frontend, Argo controller, Argo server. */
  readonly backendServiceAccounts: readonly string[];
  readonly roots: ArtifactRoots;
  /** Whether the user's files have a pipeline root, which then stays. */
  readonly ownPipelineRoot: boolean;
  readonly embeddedMinio: EmbeddedMinioSettings;
  readonly files: ValuesFiles;
}

/** What becomes of the MinIO that deployKF runs itself. */
export interface EmbeddedMinioSettings {
  /** As the stack config says it; undefined: nobody did, and it is removed as in the guide. */
  readonly stated: "remove" | "keep" | undefined;
  /** Whether applying the values removes it, or leaves it on. */
  readonly effect: "removes" | "keeps";
  /** Whether its data is in a claim of deployKF's, which goes with it; `persistence.existingClaim` is the user's, and stays. */
  readonly hasOwnClaim: boolean;
  /** deployKF's claim; undefined where only its generator knows. */
  readonly claim: ClaimRef | undefined;
}

/** A PersistentVolumeClaim. */
export interface ClaimRef {
  readonly namespace: string;
  readonly name: string;
}

/** The user's values files, as the generator merges them with our block. */
export interface ValuesFiles {
  /** Whether there are any: else who is in a profile isn't known. */
  readonly stated: boolean;
  /** deployKF's defaults, and every file before our block. */
  readonly before: unknown;
  /** Files behind it, in order. */
  readonly later: readonly Pick<YamlSource, "file" | "value" | "locate">[];
}

export interface Profile {
  readonly name: string;
  /** `profileNamePrefix` and the name. */
  readonly namespace: string;
  /** unmanaged: no role and no key of ours; the entry stays as it is. */
  readonly management: "irsa" | "keys" | "unmanaged";
  /** Only with keys: its own source and Secret, where the profile overrides the default. */
  readonly ownKey: { readonly source: KeySource; readonly secret: SecretRef } | undefined;
  /** The user's entry of deployKF's `profiles` list, whole. */
  readonly entry: YamlMap;
}
