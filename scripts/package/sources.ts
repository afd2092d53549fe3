/** What a property is based on. */
export interface Source {
  readonly title: string;
  /** Of this repository by its path from the root. */
  readonly url: string;
}

/** deployKF's guide; the anchors of its sections have changed between releases, so they are named. */
const guide = (section: string): Source => ({
  title: `Connect an external Object Store: ${section}`,
  url: "https://www.deploykf.org/guides/external/object-store/",
});
const aws = (title: string, page: string): Source => ({ title, url: `https://docs.aws.amazon.com/${page}` });
const s3 = (title: string, page: string) => aws(`Amazon S3 User Guide, ${title}`, `AmazonS3/latest/userguide/${page}`);
const iam = (title: string, page: string) => aws(`IAM User Guide, ${title}`, `IAM/latest/UserGuide/${page}`);
const eks = (title: string, page: string) => aws(`Amazon EKS User Guide, ${title}`, `eks/latest/userguide/${page}`);
const own = (url: string): Source => ({ title: url, url });

const buckets = guide("Create Buckets");
const connect = guide("Connect Kubeflow Pipelines");
const byKey = guide("Key-based Authentication");
const byRole = guide("IRSA-based Authentication");
const irsa = eks("IAM roles for service accounts", "enable-iam-roles-for-service-accounts.html");
const kubeconfig = eks("Connect kubectl by a kubeconfig file", "create-kubeconfig.html");
const getToken = aws("AWS CLI, aws eks get-token", "cli/latest/reference/eks/get-token.html");

/** By path; one of a map also holds for what is below it. */
const sources: Readonly<Record<string, Source>> = {
  region: aws("Amazon S3 endpoints and quotas", "general/latest/gr/s3.html"),
  platform: own("docs/platforms.md"),
  accountId: aws("AWS account identifiers", "accounts/latest/reference/manage-acct-identifiers.html"),
  namePrefix: own("docs/config.md#nameprefix"),
  tags: aws("Tagging AWS resources", "tag-editor/latest/userguide/tagging.html"),
  bucket: buckets,
  "bucket.name": s3("Bucket naming rules", "bucketnamingrules.html"),
  "bucket.sharedWith": own("docs/isolation.md"),
  "bucket.kmsKeyArn": s3("SSE-KMS", "UsingKMSEncryption.html"),
  "bucket.retention": s3("Lifecycle", "object-lifecycle-mgmt.html"),
  "bucket.retention.abortMultipartDays": s3(
    "Incomplete multipart uploads",
    "mpu-abort-incomplete-mpu-lifecycle-config.html",
  ),
  "bucket.accessLogs": s3("Server access logging", "ServerLogs.html"),
  objectStore: connect,
  "objectStore.endpoint": own("docs/platforms.md"),
  "objectStore.allowPlainHttp": own("docs/troubleshooting.md#endpoint-plain-http"),
  "objectStore.addressing": own("docs/platforms.md"),
  "objectStore.accountId": own("docs/platforms.md#cloudflare-r2"),
  "objectStore.seaweedfs": own("docs/platforms.md#seaweedfs"),
  "objectStore.rook": own("docs/rook.md"),
  "objectStore.s3proxy": own("docs/s3proxy.md"),
  auth: connect,
  "auth.profileRole": byRole,
  "auth.profileServiceAccounts": byRole,
  "auth.serviceAccounts": byRole,
  "auth.issuerUrl": irsa,
  "auth.providerArn": irsa,
  "auth.bucketName": buckets,
  "auth.kmsKeyArn": s3("SSE-KMS", "UsingKMSEncryption.html"),
  "auth.kubeconfig": kubeconfig,
  "auth.profileKeys": byKey,
  "auth.backendKey": byKey,
  "auth.keySource": byKey,
  "auth.secret": byKey,
  "auth.listScope": own("docs/isolation.md"),
  "auth.permissionsBoundary": iam("Permissions boundaries", "access_policies_boundaries.html"),
  "auth.path": iam("IAM identifiers", "reference_identifiers.html"),
  "auth.slots": own("docs/key-rotation.md"),
  cluster: own("docs/clusters.md"),
  "cluster.issuerUrl": irsa,
  "cluster.providerArn": irsa,
  "cluster.oidcProvider": irsa,
  "cluster.kubeconfig": kubeconfig,
  "cluster.profile": getToken,
  "cluster.roleArn": getToken,
  "cluster.kubernetesVersion": eks("Kubernetes versions", "kubernetes-versions.html"),
  "cluster.vpc": eks("VPC and subnet requirements", "network-reqs.html"),
  "cluster.nodes": eks("Managed node groups", "managed-node-groups.html"),
  "cluster.nodes.instanceType": eks("Choose an instance type", "choosing-instance-type.html"),
  "cluster.api": eks("Cluster API server endpoint", "cluster-endpoint.html"),
  "cluster.logTypes": eks("Control plane logs", "control-plane-logs.html"),
  "cluster.secretsKmsKeyArn": eks("Encrypt Secrets with KMS", "enable-kms.html"),
  "cluster.deletionProtection": aws("Amazon EKS API, CreateCluster", "eks/latest/APIReference/API_CreateCluster.html"),
  "cluster.permissionsBoundary": iam("Permissions boundaries", "access_policies_boundaries.html"),
  deploykf: connect,
  "deploykf.embeddedMinio": guide("Disable Embedded MinIO"),
  secrets: byKey,
  keys: byKey,
  "keys.storageAccountKey": own("docs/s3proxy.md"),
  profiles: connect,
  "profiles.overrides": own("docs/isolation.md"),
  kubeconfig,
};

/**
 * Of a property by its path; `home` is the map of the stack config that it would stand in.
 * @throws Error where nothing is known of it
 */
export function sourceOf(path: string, home: string | undefined): Source {
  const paths = [path, ...(home === undefined ? [] : [`${home}.${path}`])];
  const [best] = Object.keys(sources)
    .filter((known) => paths.some((one) => one === known || one.startsWith(`${known}.`)))
    .sort((a, b) => b.length - a.length);
  const source = best === undefined ? undefined : sources[best];
  if (!source) throw new Error(`scripts/package/sources.ts says nothing of ${path}`);
  return source;
}
