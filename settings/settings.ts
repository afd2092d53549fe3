import type { Partition } from "../base/aws/regions.js";
import type { ObjectStoreEndpoint } from "../base/endpoint/endpoint.js";
import type { Problem } from "../base/problems/problem.js";
import type { RookStore } from "../stores/ceph/rook.js";
import type { Server } from "../stores/common/store.js";
import type { PlatformName } from "../stores/index.js";
import type { BucketSettings, SharingStack } from "../subjects/bucket/settings.js";
import type { ClusterSettings } from "../subjects/cluster/settings.js";
import type { DeploykfVersion } from "../subjects/deploykf/defaults.js";
import type { ArtifactRoots } from "../subjects/deploykf/prefixes.js";
import type { EmbeddedMinioSettings } from "../subjects/deploykf/settings.js";
import type { ValuesFiles } from "../subjects/deploykf/user-values.js";
import type { AuthSettings, Profile, SecretSettings } from "../subjects/identity/settings.js";
import type { S3ProxySettings } from "../subjects/s3proxy/settings.js";

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
  /** What is known of the store's server beyond its platform. */
  readonly server: Server | undefined;
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
  /** Of a component's arguments that come from other resources: what stands for them until they are known. */
  readonly standIns?: readonly string[];
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

/** Whether the stack asks AWS anything: for the store, or for the cluster and its roles. */
export function usesAws({
  platform,
  cluster,
}: Pick<Settings, "platform"> & { cluster: Pick<Settings["cluster"], "source"> }): boolean {
  return platform === "aws-s3" || cluster.source === "eks" || cluster.source === "new";
}
