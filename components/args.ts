// Generated from components/schema.ts by npm run docs.
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of DeploykfObjectStore. */
export interface DeploykfObjectStoreArgs {
  /**
   * AWS region of the roles, and by default of bucket and cluster.
   *
   * @default aws:region of the program
   * @see {@link https://docs.aws.amazon.com/general/latest/gr/s3.html | Amazon S3 endpoints and quotas}
   */
  readonly region?: string | undefined;
  /**
   * The object store: docs/platforms.md.
   *
   * @default aws-s3
   * @see docs/platforms.md
   */
  readonly platform?: Platform | undefined;
  /**
   * AWS account of the roles, 12 digits, compared with that of the credentials.
   *
   * @default the one of the credentials
   * @see {@link https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html | AWS account identifiers}
   */
  readonly accountId?: pulumi.Input<string> | undefined;
  /**
   * First part of every physical name.
   *
   * @default <project>-<stack>
   * @see docs/config.md#nameprefix
   */
  readonly namePrefix?: string | undefined;
  /**
   * Tags on everything that takes tags.
   *
   * @see {@link https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html | Tagging AWS resources}
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /**
   * The bucket of Kubeflow Pipelines.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Create Buckets}
   */
  readonly bucket: Bucket;
  /**
   * How clients reach the object store.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly objectStore?: ObjectStore | undefined;
  /**
   * How Kubeflow Pipelines and the profiles authenticate.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly auth?: Auth | undefined;
  /**
   * The cluster: its OIDC issuer, and how to reach it.
   *
   * @see docs/clusters.md
   */
  readonly cluster: Cluster;
  /**
   * deployKF's release and your values files.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly deploykf: Deploykf;
  /**
   * Where Kubernetes Secrets go and what they are called.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly secrets?: Secrets | undefined;
  /**
   * Access keys for auth.keySource: provided; each value is made a secret.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly keys?: Keys | undefined;
  /**
   * Profiles that need something of their own.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly profiles?: Profiles | undefined;
  /**
   * Contents of a kubeconfig of the cluster, where Secrets are created.
   * It is made a secret.
   *
   * @default as cluster says, else the new cluster's
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html | Amazon EKS User Guide, Connect kubectl by a kubeconfig file}
   */
  readonly kubeconfig?: pulumi.Input<string> | undefined;
}

/** Arguments of KubeflowBucket. */
export interface KubeflowBucketArgs {
  /**
   * The bucket's name; S3's rules for general purpose buckets.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html | Amazon S3 User Guide, Bucket naming rules}
   */
  readonly name: pulumi.Input<string>;
  /**
   * AWS region of the bucket.
   *
   * @default aws:region of the program
   * @see {@link https://docs.aws.amazon.com/general/latest/gr/s3.html | Amazon S3 endpoints and quotas}
   */
  readonly region?: string | undefined;
  /**
   * ARN of an existing KMS key (no alias): the bucket's default encryption.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html | Amazon S3 User Guide, SSE-KMS}
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * How long objects are kept.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html | Amazon S3 User Guide, Lifecycle}
   */
  readonly retention?: Retention | undefined;
  /**
   * Server access logs.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html | Amazon S3 User Guide, Server access logging}
   */
  readonly accessLogs?: AccessLogs | undefined;
  /**
   * Tags on the bucket.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Create Buckets}
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Arguments of PipelineRole. */
export interface PipelineRoleArgs {
  /**
   * Who may assume it, each as namespace/name, such as team-1/default-editor.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: IRSA-based Authentication}
   */
  readonly serviceAccounts: readonly string[];
  /**
   * The OIDC issuer's URL, as aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer prints it.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html | Amazon EKS User Guide, IAM roles for service accounts}
   */
  readonly issuerUrl: pulumi.Input<string>;
  /**
   * ARN of the issuer's IAM OIDC provider.
   *
   * @default as the account and the issuer have it
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html | Amazon EKS User Guide, IAM roles for service accounts}
   */
  readonly providerArn?: pulumi.Input<string> | undefined;
  /**
   * AWS account of the roles, 12 digits, compared with that of the credentials.
   *
   * @default the one of the credentials
   * @see {@link https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html | AWS account identifiers}
   */
  readonly accountId?: pulumi.Input<string> | undefined;
  /**
   * AWS region of the bucket.
   *
   * @default aws:region of the program
   * @see {@link https://docs.aws.amazon.com/general/latest/gr/s3.html | Amazon S3 endpoints and quotas}
   */
  readonly region?: string | undefined;
  /**
   * The bucket's name.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Create Buckets}
   */
  readonly bucketName: pulumi.Input<string>;
  /**
   * Where its artifacts are, each ending with a slash, such as artifacts/team-1/. Not with backend.
   *
   * @default none
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly prefixes?: readonly string[] | undefined;
  /**
   * Whether it is Kubeflow Pipelines' backend: all artifacts, and pipeline definitions.
   *
   * @default false
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly backend?: boolean | undefined;
  /**
   * bucket: it may list all keys (as in the guide). prefix: only keys below its own prefixes.
   *
   * @default bucket
   * @see docs/isolation.md
   */
  readonly listScope?: ListScope | undefined;
  /**
   * ARN of the KMS key (no alias) that encrypts the bucket: two grants on the key.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html | Amazon S3 User Guide, SSE-KMS}
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * First part of the role's name.
   *
   * @default <project>-<stack>
   * @see docs/config.md#nameprefix
   */
  readonly namePrefix?: string | undefined;
  /**
   * IAM path of the role, such as /kubeflow/.
   *
   * @default /
   * @see {@link https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html | IAM User Guide, IAM identifiers}
   */
  readonly path?: string | undefined;
  /**
   * ARN of the managed policy that bounds the role.
   *
   * @see {@link https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html | IAM User Guide, Permissions boundaries}
   */
  readonly permissionsBoundary?: pulumi.Input<string> | undefined;
  /**
   * Tags on the role.
   *
   * @see {@link https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html | Tagging AWS resources}
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Arguments of PipelineKey. */
export interface PipelineKeyArgs {
  /**
   * AWS region of the bucket.
   *
   * @default aws:region of the program
   * @see {@link https://docs.aws.amazon.com/general/latest/gr/s3.html | Amazon S3 endpoints and quotas}
   */
  readonly region?: string | undefined;
  /**
   * The bucket's name.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Create Buckets}
   */
  readonly bucketName: pulumi.Input<string>;
  /**
   * Where its artifacts are, each ending with a slash, such as artifacts/team-1/. Not with backend.
   *
   * @default none
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly prefixes?: readonly string[] | undefined;
  /**
   * Whether it is Kubeflow Pipelines' backend: all artifacts, and pipeline definitions.
   *
   * @default false
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly backend?: boolean | undefined;
  /**
   * bucket: it may list all keys (as in the guide). prefix: only keys below its own prefixes.
   *
   * @default bucket
   * @see docs/isolation.md
   */
  readonly listScope?: ListScope | undefined;
  /**
   * ARN of the KMS key (no alias) that encrypts the bucket: two grants on the key.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html | Amazon S3 User Guide, SSE-KMS}
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * First part of the user's name.
   *
   * @default <project>-<stack>
   * @see docs/config.md#nameprefix
   */
  readonly namePrefix?: string | undefined;
  /**
   * IAM path of the user, such as /kubeflow/.
   *
   * @default /
   * @see {@link https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html | IAM User Guide, IAM identifiers}
   */
  readonly path?: string | undefined;
  /**
   * ARN of the managed policy that bounds the user.
   *
   * @see {@link https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html | IAM User Guide, Permissions boundaries}
   */
  readonly permissionsBoundary?: pulumi.Input<string> | undefined;
  /**
   * Tags on the user.
   *
   * @see {@link https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html | Tagging AWS resources}
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /**
   * Key slots, for rotation: docs/key-rotation.md.
   *
   * @default one slot, initial
   * @see docs/key-rotation.md
   */
  readonly slots?: KeySlots | undefined;
  /**
   * The Kubernetes Secret that holds the key.
   *
   * @default none is created
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly secret?: KeySecret | undefined;
  /**
   * Contents of a kubeconfig, for the Secret.
   * It is made a secret.
   *
   * @default KUBECONFIG, or ~/.kube/config
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html | Amazon EKS User Guide, Connect kubectl by a kubeconfig file}
   */
  readonly kubeconfig?: pulumi.Input<string> | undefined;
}

/** Arguments of EksCluster. */
export interface EksClusterArgs {
  /**
   * The EKS cluster's name.
   *
   * @see docs/clusters.md
   */
  readonly name: string;
  /**
   * Kubernetes version, such as "1.32". deployKF 0.1.5 lists 1.22 to 1.30, of which EKS may create none any more.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html | Amazon EKS User Guide, Kubernetes versions}
   */
  readonly kubernetesVersion: string;
  /**
   * An existing VPC.
   *
   * @default the account's default VPC, whose subnets are public
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html | Amazon EKS User Guide, VPC and subnet requirements}
   */
  readonly vpc?: Vpc | undefined;
  /**
   * The managed node group.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html | Amazon EKS User Guide, Managed node groups}
   */
  readonly nodes?: Nodes | undefined;
  /**
   * The API server's endpoints.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html | Amazon EKS User Guide, Cluster API server endpoint}
   */
  readonly api?: Api | undefined;
  /**
   * Control plane logs that go to CloudWatch.
   *
   * @default api, audit, authenticator, controllerManager, scheduler
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html | Amazon EKS User Guide, Control plane logs}
   */
  readonly logTypes?: readonly LogType[] | undefined;
  /**
   * KMS key that encrypts the cluster's Secrets.
   *
   * @default a key of its own, with rotation
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html | Amazon EKS User Guide, Encrypt Secrets with KMS}
   */
  readonly secretsKmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * Whether Pulumi and EKS refuse to delete the cluster. Switch it off in a run of its own before destroy.
   *
   * @default true
   * @see {@link https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html | Amazon EKS API, CreateCluster}
   */
  readonly deletionProtection?: boolean | undefined;
  /**
   * AWS region of the cluster.
   *
   * @default aws:region of the program
   * @see docs/clusters.md
   */
  readonly region?: string | undefined;
  /**
   * ARN of the managed policy that bounds its roles.
   *
   * @see {@link https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html | IAM User Guide, Permissions boundaries}
   */
  readonly permissionsBoundary?: pulumi.Input<string> | undefined;
  /**
   * IAM path of its roles, such as /kubeflow/.
   *
   * @default /
   * @see docs/clusters.md
   */
  readonly path?: string | undefined;
  /**
   * Tags on everything that takes tags.
   *
   * @see docs/clusters.md
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Values of `platform`. */
export type Platform =
  | "aws-s3"
  | "wasabi"
  | "minio"
  | "seaweedfs"
  | "ceph"
  | "gcs"
  | "azure-s3proxy"
  | "alibaba-oss"
  | "ibm-cos"
  | "cloudflare-r2"
  | "s3-compatible";

/** The bucket of Kubeflow Pipelines. */
export interface Bucket {
  /**
   * The bucket's name; S3's rules for general purpose buckets.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html | Amazon S3 User Guide, Bucket naming rules}
   */
  readonly name: pulumi.Input<string>;
  /**
   * false: an existing bucket, in which nothing is changed.
   *
   * @default true where the program makes buckets (docs/platforms.md)
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Create Buckets}
   */
  readonly create?: boolean | undefined;
  /**
   * Other stacks whose clusters use this bucket: profiles whose prefixes overlap, as those of the same name do, then
   * reach the same artifacts.
   *
   * @default none
   * @see docs/isolation.md
   */
  readonly sharedWith?: readonly string[] | undefined;
  /**
   * aws-s3: the bucket's region. gcs: the location of a bucket that this stack creates.
   *
   * @default aws:region on aws-s3
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Create Buckets}
   */
  readonly region?: string | undefined;
  /**
   * ARN of an existing KMS key (no alias): default encryption of a new bucket, and two grants on the key.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html | Amazon S3 User Guide, SSE-KMS}
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * How long objects are kept. Only for a bucket that this stack creates, on aws-s3 and gcs.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html | Amazon S3 User Guide, Lifecycle}
   */
  readonly retention?: Retention | undefined;
  /**
   * Server access logs. Only for a bucket that this stack creates.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html | Amazon S3 User Guide, Server access logging}
   */
  readonly accessLogs?: AccessLogs | undefined;
}

/** How long objects are kept. Only for a bucket that this stack creates, on aws-s3 and gcs. */
export interface Retention {
  /**
   * Artifacts are deleted after this many days; never pipelines/. KFP's cache still finds expired artifacts.
   *
   * @default off
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html | Amazon S3 User Guide, Lifecycle}
   */
  readonly artifactDays?: number | "off" | undefined;
  /**
   * Overwritten and deleted artifacts can be restored for this many days; never pipelines/.
   *
   * @default 90
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html | Amazon S3 User Guide, Lifecycle}
   */
  readonly noncurrentDays?: number | "off" | undefined;
  /**
   * Parts of uploads that were never completed are deleted after this many days.
   *
   * @default 7
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html | Amazon S3 User Guide, Incomplete multipart uploads}
   */
  readonly abortMultipartDays?: number | "off" | undefined;
}

/** Server access logs. Only for a bucket that this stack creates. */
export interface AccessLogs {
  /**
   * An existing bucket in the same region and account that takes the access logs.
   *
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html | Amazon S3 User Guide, Server access logging}
   */
  readonly bucket: pulumi.Input<string>;
  /**
   * What the log objects' keys begin with.
   *
   * @default ""
   * @see {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html | Amazon S3 User Guide, Server access logging}
   */
  readonly prefix?: string | undefined;
}

/** How clients reach the object store. */
export interface ObjectStore {
  /**
   * Which of the store's hosts. aws-s3: regional (default) or global (default in us-east-1). alibaba-oss: public or
   * internal. ibm-cos: public, private or direct. cloudflare-r2: default, eu or fedramp.
   *
   * @see docs/platforms.md
   */
  readonly endpoint?: Endpoint | undefined;
  /**
   * Host without scheme and port, where it can't be derived from the region.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly host?: string | undefined;
  /**
   * Port in quotes; "" is the default of http and https.
   *
   * @default "9000" on minio, "8333" on seaweedfs, else ""
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly port?: string | undefined;
  /**
   * Whether clients use TLS.
   *
   * @default true, but S3Proxy inside the cluster
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly useSSL?: boolean | undefined;
  /**
   * true: useSSL may be false also where the store is outside the cluster, in a network of your own; never at a cloud's
   * hosts in the internet.
   *
   * @see docs/troubleshooting.md#endpoint-plain-http
   */
  readonly allowPlainHttp?: boolean | undefined;
  /**
   * Region that requests are signed for, where the store isn't aws-s3 (bucket.region).
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly region?: string | undefined;
  /**
   * Where a store takes one style of requests alone: it is checked whether KFP's clients send those.
   *
   * @see docs/platforms.md
   */
  readonly addressing?: Addressing | undefined;
  /**
   * seaweedfs: what is known of the server. Without it nothing is claimed of walls.
   *
   * @see docs/platforms.md#seaweedfs
   */
  readonly seaweedfs?: Seaweedfs | undefined;
  /**
   * ceph: Rook makes the bucket, its users and their keys, in the cluster: docs/rook.md.
   *
   * @see docs/rook.md
   */
  readonly rook?: Rook | undefined;
  /**
   * azure-s3proxy: this stack runs S3Proxy in the cluster; host, port and useSSL follow (docs/s3proxy.md).
   *
   * @see docs/s3proxy.md
   */
  readonly s3proxy?: S3Proxy | undefined;
  /**
   * cloudflare-r2: Cloudflare's account id, part of the host.
   *
   * @see docs/platforms.md#cloudflare-r2
   */
  readonly accountId?: string | undefined;
}

/** Values of `objectStore.endpoint`. */
export type Endpoint =
  | "regional"
  | "global"
  | "public"
  | "internal"
  | "private"
  | "direct"
  | "default"
  | "eu"
  | "fedramp";

/** Values of `objectStore.addressing`. */
export type Addressing = "path" | "virtual-host";

/** seaweedfs: what is known of the server. Without it nothing is claimed of walls. */
export interface Seaweedfs {
  /**
   * The number alone of what `weed version` prints, in quotes, such as "4.34": what keys are kept from depends on it.
   *
   * @see docs/platforms.md#seaweedfs
   */
  readonly version: string;
}

/** ceph: Rook makes the bucket, its users and their keys, in the cluster: docs/rook.md. */
export interface Rook {
  /**
   * Name of the CephObjectStore.
   *
   * @see docs/rook.md
   */
  readonly store: string;
  /**
   * Namespace of the CephObjectStore.
   *
   * @default rook-ceph
   * @see docs/rook.md
   */
  readonly namespace?: string | undefined;
  /**
   * StorageClass of buckets in that store; its reclaimPolicy has to be Retain.
   *
   * @see docs/rook.md
   */
  readonly storageClass: string;
}

/** azure-s3proxy: this stack runs S3Proxy in the cluster; host, port and useSSL follow (docs/s3proxy.md). */
export interface S3Proxy {
  /**
   * The Azure storage account with the container (bucket.name).
   *
   * @see docs/s3proxy.md
   */
  readonly storageAccount: string;
  /**
   * URL of its blob service.
   *
   * @default https://ACCOUNT.blob.core.windows.net; other clouds have others
   * @see docs/s3proxy.md
   */
  readonly blobEndpoint?: string | undefined;
  /**
   * Client id of S3Proxy's Azure workload identity, in place of keys.storageAccountKey.
   *
   * @see docs/s3proxy.md
   */
  readonly clientId?: string | undefined;
  /**
   * Adopted or created, and never deleted; never a profile's.
   *
   * @default s3proxy
   * @see docs/s3proxy.md
   */
  readonly namespace?: string | undefined;
  /**
   * Pods, spread over nodes and zones.
   *
   * @default 2
   * @see docs/s3proxy.md
   */
  readonly replicas?: number | undefined;
  /**
   * By an exact tag or digest.
   *
   * @default the version that is tested, by digest
   * @see docs/s3proxy.md
   */
  readonly image?: string | undefined;
  /**
   * https in place of http; every client has to trust the certificate.
   *
   * @see docs/s3proxy.md
   */
  readonly tls?: S3ProxyTls | undefined;
}

/** https in place of http; every client has to trust the certificate. */
export interface S3ProxyTls {
  /**
   * An existing Secret in the same namespace, with a PKCS#12 keystore and its password.
   *
   * @see docs/s3proxy.md
   */
  readonly secretName: string;
  /**
   * Key of the keystore in it.
   *
   * @default keystore.p12
   * @see docs/s3proxy.md
   */
  readonly keystoreKey?: string | undefined;
  /**
   * Key of the keystore's password in it.
   *
   * @default password
   * @see docs/s3proxy.md
   */
  readonly passwordKey?: string | undefined;
}

/** How Kubeflow Pipelines and the profiles authenticate. */
export interface Auth {
  /**
   * irsa: IAM roles for service accounts, no keys. keys: access keys in Kubernetes Secrets.
   *
   * @default irsa
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly mode?: AuthMode | undefined;
  /**
   * With `mode: irsa`: per-profile: one role for each profile. shared: one role for all, without isolation between
   * them.
   *
   * @default per-profile
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: IRSA-based Authentication}
   */
  readonly profileRole?: ProfileRole | undefined;
  /**
   * With `mode: irsa`: Service accounts of a profile's namespace that may assume its role.
   *
   * @default default-editor, default-viewer
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: IRSA-based Authentication}
   */
  readonly profileServiceAccounts?: readonly string[] | undefined;
  /**
   * With `mode: keys`: per-profile: one key for each profile. shared: one key for all, without isolation between them.
   *
   * @default per-profile
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly profileKeys?: ProfileKeys | undefined;
  /**
   * With `mode: keys`: secret: the backend's key in a Secret. inline: in the values block, in plain text (not
   * recommended).
   *
   * @default secret
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly backendKey?: BackendKey | undefined;
  /**
   * bucket: profiles may list all keys (as in the guide). prefix: only keys below their own prefixes.
   *
   * @default bucket
   * @see docs/isolation.md
   */
  readonly listScope?: ListScope | undefined;
  /**
   * ARN of the managed policy that bounds every role and user.
   *
   * @see {@link https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html | IAM User Guide, Permissions boundaries}
   */
  readonly permissionsBoundary?: pulumi.Input<string> | undefined;
  /**
   * IAM path of every role and user, such as /kubeflow/.
   *
   * @default /
   * @see {@link https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html | IAM User Guide, IAM identifiers}
   */
  readonly path?: string | undefined;
  /**
   * Where access keys come from.
   *
   * @default iam-users where the program makes users, else provided
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly keySource?: KeySource | undefined;
  /**
   * Key slots of iam-users, for rotation: docs/key-rotation.md.
   *
   * @default one slot, initial
   * @see docs/key-rotation.md
   */
  readonly slots?: KeySlots | undefined;
}

/** Values of `auth.mode`. */
export type AuthMode = "irsa" | "keys";

/** Values of `auth.profileRole`. */
export type ProfileRole = "per-profile" | "shared";

/** Values of `auth.profileKeys`. */
export type ProfileKeys = "per-profile" | "shared";

/** Values of `auth.backendKey`. */
export type BackendKey = "secret" | "inline";

/** Values of `auth.listScope`. */
export type ListScope = "bucket" | "prefix";

/** Values of `auth.keySource`. */
export type KeySource = "iam-users" | "provided" | "existing";

/** Key slots of iam-users, for rotation: docs/key-rotation.md. */
export interface KeySlots {
  /**
   * The key that the Secrets hold. Name of a key slot, best the month it was made in, such as 2026-11.
   *
   * @see docs/key-rotation.md
   */
  readonly active: string;
  /**
   * The key before it, kept until its users have restarted.
   *
   * @see docs/key-rotation.md
   */
  readonly retiring?: string | undefined;
}

/** The cluster: its OIDC issuer, and how to reach it. */
export interface Cluster {
  /**
   * oidc: the cluster's OIDC issuer is given here; also for clusters outside EKS. eks: an existing EKS cluster; issuer,
   * endpoint and CA are read at up. stack: the cluster of another Pulumi stack, by its outputs. new: an EKS cluster
   * that this stack creates, by @pulumi/eks. kubeconfig: any cluster, without an AWS issuer; for keys only.
   *
   * @see docs/clusters.md
   */
  readonly source: ClusterSource;
  /**
   * With `source: oidc`: Required. The OIDC issuer's URL, as aws eks describe-cluster --name NAME --query
   * cluster.identity.oidc.issuer prints it.
   * With `source: eks`, `source: stack`, `source: new`: The OIDC issuer's URL, for exact trust policies offline;
   * compared with the real one at up.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html | Amazon EKS User Guide, IAM roles for service accounts}
   */
  readonly issuerUrl?: pulumi.Input<string> | undefined;
  /**
   * With `source: oidc`, `source: eks`: ARN of the issuer's IAM OIDC provider.
   *
   * @default as the account and the issuer have it
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html | Amazon EKS User Guide, IAM roles for service accounts}
   */
  readonly providerArn?: pulumi.Input<string> | undefined;
  /**
   * With `source: oidc`, `source: eks`, `source: stack`: The issuer's IAM OIDC provider. existing: checked at up.
   * create: made by this stack, and never deleted.
   *
   * @default existing
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html | Amazon EKS User Guide, IAM roles for service accounts}
   */
  readonly oidcProvider?: OidcProvider | undefined;
  /**
   * With `source: oidc`: How to reach the cluster, where Secrets are created.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html | Amazon EKS User Guide, Connect kubectl by a kubeconfig file}
   */
  readonly kubeconfig?: Kubeconfig | undefined;
  /**
   * With `source: eks`: Required. The EKS cluster's name.
   * With `source: new`: The EKS cluster's name. Default: namePrefix.
   *
   * @see docs/clusters.md
   */
  readonly name?: string | undefined;
  /**
   * With `source: eks`: The cluster's region.
   * With `source: stack`: Region of the cluster, where the outputs only give its name.
   *
   * @default aws:region
   * @see docs/clusters.md
   */
  readonly region?: string | undefined;
  /**
   * With `source: eks`: AWS profile of aws eks get-token, where Secrets are created.
   *
   * @default aws:profile
   * @see {@link https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html | AWS CLI, aws eks get-token}
   */
  readonly profile?: string | undefined;
  /**
   * With `source: eks`: Role that aws eks get-token assumes, where Secrets are created.
   *
   * @see {@link https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html | AWS CLI, aws eks get-token}
   */
  readonly roleArn?: string | undefined;
  /**
   * With `source: stack`: Required. The other stack: <organization>/<project>/<stack>, as pulumi stack ls prints it.
   *
   * @see docs/clusters.md
   */
  readonly stack?: string | undefined;
  /**
   * With `source: stack`: Names of the other stack's outputs. One that is given here has to exist; others where they
   * are needed.
   *
   * @see docs/clusters.md
   */
  readonly outputs?: ClusterOutputs | undefined;
  /**
   * With `source: new`: Required. Kubernetes version, such as "1.32", in quotes. deployKF 0.1.5 lists 1.22 to 1.30, of
   * which EKS may create none any more.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html | Amazon EKS User Guide, Kubernetes versions}
   */
  readonly kubernetesVersion?: string | undefined;
  /**
   * With `source: new`: An existing VPC.
   *
   * @default the account's default VPC, whose subnets are public
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html | Amazon EKS User Guide, VPC and subnet requirements}
   */
  readonly vpc?: Vpc | undefined;
  /**
   * With `source: new`: The managed node group.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html | Amazon EKS User Guide, Managed node groups}
   */
  readonly nodes?: Nodes | undefined;
  /**
   * With `source: new`: The API server's endpoints.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html | Amazon EKS User Guide, Cluster API server endpoint}
   */
  readonly api?: Api | undefined;
  /**
   * With `source: new`: Control plane logs that go to CloudWatch.
   *
   * @default api, audit, authenticator, controllerManager, scheduler
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html | Amazon EKS User Guide, Control plane logs}
   */
  readonly logTypes?: readonly LogType[] | undefined;
  /**
   * With `source: new`: KMS key that encrypts the cluster's Secrets.
   *
   * @default a key of its own, with rotation
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html | Amazon EKS User Guide, Encrypt Secrets with KMS}
   */
  readonly secretsKmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * With `source: new`: Whether Pulumi and EKS refuse to delete the cluster. Switch it off in a run of its own before
   * destroy.
   *
   * @default true
   * @see {@link https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html | Amazon EKS API, CreateCluster}
   */
  readonly deletionProtection?: boolean | undefined;
  /**
   * With `source: kubeconfig`: A kubeconfig file, relative to the program's folder.
   *
   * @default KUBECONFIG, or ~/.kube/config
   * @see docs/clusters.md
   */
  readonly path?: string | undefined;
  /**
   * With `source: kubeconfig`: The context in it.
   *
   * @default its current context
   * @see docs/clusters.md
   */
  readonly context?: string | undefined;
}

/** Values of `cluster.source`. */
export type ClusterSource = "oidc" | "eks" | "stack" | "new" | "kubeconfig";

/** Values of `cluster.oidcProvider`. */
export type OidcProvider = "existing" | "create";

/** How to reach the cluster, where Secrets are created. */
export interface Kubeconfig {
  /**
   * A kubeconfig file, relative to the program's folder.
   *
   * @default KUBECONFIG, or ~/.kube/config
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html | Amazon EKS User Guide, Connect kubectl by a kubeconfig file}
   */
  readonly path?: string | undefined;
  /**
   * The context in it.
   *
   * @default its current context
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html | Amazon EKS User Guide, Connect kubectl by a kubeconfig file}
   */
  readonly context?: string | undefined;
}

/** Names of the other stack's outputs. One that is given here has to exist; others where they are needed. */
export interface ClusterOutputs {
  /**
   * Output with a kubeconfig: text or map.
   *
   * @default kubeconfig
   * @see docs/clusters.md
   */
  readonly kubeconfig?: string | undefined;
  /**
   * Output with the OIDC issuer's URL.
   *
   * @default oidcProviderUrl
   * @see docs/clusters.md
   */
  readonly issuerUrl?: string | undefined;
  /**
   * Output with the IAM OIDC provider's ARN.
   *
   * @default oidcProviderArn
   * @see docs/clusters.md
   */
  readonly providerArn?: string | undefined;
  /**
   * Output with the EKS cluster's name.
   *
   * @default clusterName
   * @see docs/clusters.md
   */
  readonly clusterName?: string | undefined;
}

/** An existing VPC. */
export interface Vpc {
  /**
   * The VPC's id.
   *
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html | Amazon EKS User Guide, VPC and subnet requirements}
   */
  readonly id: pulumi.Input<string>;
  /**
   * Nodes go here. At least two subnets in different zones, private and public together.
   *
   * @default none
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html | Amazon EKS User Guide, VPC and subnet requirements}
   */
  readonly privateSubnetIds?: readonly pulumi.Input<string>[] | undefined;
  /**
   * For load balancers, and for nodes where there are no private subnets.
   *
   * @default none
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html | Amazon EKS User Guide, VPC and subnet requirements}
   */
  readonly publicSubnetIds?: readonly pulumi.Input<string>[] | undefined;
}

/** The managed node group. */
export interface Nodes {
  /**
   * EC2 instance type of the nodes.
   *
   * @default m5.xlarge
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html | Amazon EKS User Guide, Choose an instance type}
   */
  readonly instanceType?: string | undefined;
  /**
   * Fewest nodes.
   *
   * @default 2
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html | Amazon EKS User Guide, Managed node groups}
   */
  readonly min?: number | undefined;
  /**
   * Nodes at first; an autoscaler may change it.
   *
   * @default 3
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html | Amazon EKS User Guide, Managed node groups}
   */
  readonly desired?: number | undefined;
  /**
   * Most nodes.
   *
   * @default 6
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html | Amazon EKS User Guide, Managed node groups}
   */
  readonly max?: number | undefined;
  /**
   * Root volume of a node in GiB.
   *
   * @default 100
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html | Amazon EKS User Guide, Managed node groups}
   */
  readonly diskSize?: number | undefined;
}

/** The API server's endpoints. */
export interface Api {
  /**
   * Whether the API server is reachable from outside the VPC.
   *
   * @default true
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html | Amazon EKS User Guide, Cluster API server endpoint}
   */
  readonly public?: boolean | undefined;
  /**
   * Who may reach the public endpoint; whoever does still has to authenticate.
   *
   * @default 0.0.0.0/0
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html | Amazon EKS User Guide, Cluster API server endpoint}
   */
  readonly publicCidrs?: readonly string[] | undefined;
  /**
   * Whether the API server has an endpoint inside the VPC.
   *
   * @default true
   * @see {@link https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html | Amazon EKS User Guide, Cluster API server endpoint}
   */
  readonly private?: boolean | undefined;
}

/** Values of `cluster.logTypes`. */
export type LogType = "api" | "audit" | "authenticator" | "controllerManager" | "scheduler";

/** deployKF's release and your values files. */
export interface Deploykf {
  /**
   * The deployKF release that the cluster runs, such as 0.1.5; of a fork, such as 0.1.5-fork.1.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly version?: string | undefined;
  /**
   * Your deployKF values files in the generator's order, relative to the program's folder.
   *
   * @default none
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly valuesFiles?: readonly string[] | undefined;
  /**
   * In place of version and valuesFiles: the file of deployKF's ArgoCD Application in plugin mode, from which both are
   * read, and its inline values.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly application?: string | undefined;
  /**
   * Where you keep our block. If valuesFiles (or the Application's values_files) lists it, that is its place among
   * them; else it comes last.
   *
   * @default values-object-store.yaml
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly generatedFile?: string | undefined;
  /**
   * remove: as in the guide; ArgoCD then deletes the embedded MinIO with all data in it. keep: it stays on, for an
   * installation that has data (docs/operations.md).
   *
   * @default as remove, with a warning
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Disable Embedded MinIO}
   */
  readonly embeddedMinio?: EmbeddedMinio | undefined;
  /**
   * Texts of deployKF values files, behind those of valuesFiles; for programs that have them otherwise.
   *
   * @default none
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly values?: readonly string[] | undefined;
}

/** Values of `deploykf.embeddedMinio`. */
export type EmbeddedMinio = "remove" | "keep";

/** Where Kubernetes Secrets go and what they are called. */
export interface Secrets {
  /**
   * Namespace of the profiles' Secrets; never a profile's own. The backend's is always in kubeflow.
   *
   * @default kubeflow
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly namespace?: string | undefined;
  /**
   * Name of a profile's Secret; {profile_name} is filled in.
   *
   * @default kubeflow-pipelines--profile-object-store-auth--{profile_name}
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly profileName?: string | undefined;
  /**
   * Name of the backend's Secret.
   *
   * @default kubeflow-pipelines--backend-object-store-auth
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly backendName?: string | undefined;
  /**
   * Key of the access key id in profiles' Secrets.
   *
   * @default access_key
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly accessKeyKey?: string | undefined;
  /**
   * Key of the secret key in profiles' Secrets.
   *
   * @default secret_key
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly secretKeyKey?: string | undefined;
  /**
   * The same in the backend's Secret.
   *
   * @default AWS_ACCESS_KEY_ID
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly backendAccessKeyKey?: string | undefined;
  /**
   * The same in the backend's Secret.
   *
   * @default AWS_SECRET_ACCESS_KEY
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly backendSecretKeyKey?: string | undefined;
}

/** Access keys for auth.keySource: provided; each value is made a secret. */
export interface Keys {
  /**
   * The backend's key.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly backend?: KeyPair | undefined;
  /**
   * The one key of all profiles, with auth.profileKeys: shared.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly shared?: KeyPair | undefined;
  /**
   * Keys by profile name.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly profiles?: Readonly<Record<string, KeyPair>> | undefined;
  /**
   * The Azure storage account's key, for objectStore.s3proxy.
   * It is made a secret.
   *
   * @see docs/s3proxy.md
   */
  readonly storageAccountKey?: pulumi.Input<string> | undefined;
}

/** An access key. */
export interface KeyPair {
  /**
   * The access key's id.
   * It is made a secret.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly accessKey: pulumi.Input<string>;
  /**
   * The secret key.
   * It is made a secret.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly secretKey: pulumi.Input<string>;
}

/** Profiles that need something of their own. */
export interface Profiles {
  /**
   * Profile names, only where there are no valuesFiles.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Connect Kubeflow Pipelines}
   */
  readonly names?: readonly string[] | undefined;
  /**
   * Exceptions, by profile name.
   *
   * @see docs/isolation.md
   */
  readonly overrides?: Readonly<Record<string, ProfileOverride>> | undefined;
}

/** What one profile has of its own. */
export interface ProfileOverride {
  /**
   * irsa: our role replaces one that the values files give. unmanaged: the entry is left alone. keys: a key of its own,
   * also where the others have roles.
   *
   * @see docs/isolation.md
   */
  readonly auth: ProfileAuth;
  /**
   * With `auth: keys`: iam-users: a user and key for each principal, made by this stack. provided: from keys. existing:
   * Secrets made by others.
   *
   * @see docs/isolation.md
   */
  readonly keySource?: KeySource | undefined;
  /**
   * With `auth: keys`: Its own Secret, where it isn't called as secrets says.
   *
   * @see docs/isolation.md
   */
  readonly secret?: OwnSecret | undefined;
}

/** Values of `profiles.overrides.auth`. */
export type ProfileAuth = "irsa" | "unmanaged" | "keys";

/** Its own Secret, where it isn't called as secrets says. */
export interface OwnSecret {
  /**
   * Its namespace.
   *
   * @default secrets.namespace
   * @see docs/isolation.md
   */
  readonly namespace?: string | undefined;
  /**
   * Its name.
   *
   * @default secrets.profileName with the profile's name
   * @see docs/isolation.md
   */
  readonly name?: string | undefined;
  /**
   * Key of the access key id in it.
   *
   * @default secrets.accessKeyKey
   * @see docs/isolation.md
   */
  readonly accessKeyKey?: string | undefined;
  /**
   * Key of the secret key in it.
   *
   * @default secrets.secretKeyKey
   * @see docs/isolation.md
   */
  readonly secretKeyKey?: string | undefined;
}

/** The Kubernetes Secret that holds the key. */
export interface KeySecret {
  /**
   * Its namespace, which exists.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly namespace: string;
  /**
   * Its name.
   *
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly name: string;
  /**
   * Key of the access key id in it.
   *
   * @default access_key
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly accessKeyKey?: string | undefined;
  /**
   * Key of the secret key in it.
   *
   * @default secret_key
   * @see {@link https://www.deploykf.org/guides/external/object-store/ | Connect an external Object Store: Key-based Authentication}
   */
  readonly secretKeyKey?: string | undefined;
}
