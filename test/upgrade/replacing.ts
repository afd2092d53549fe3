/**
 * Of every type that the program registers, the inputs whose change makes another resource: `up` deletes the one that is
 * there. Sources: `ForceNew` and `RequiresReplace` in the schemas of terraform-provider-aws, -google and -minio, which the
 * packages are made from (their own types don't say it); pulumi-kubernetes, provider/pkg/provider/diff.go, with Secrets
 * that can be changed; by hand: `eks:`, by what its components pass on to aws.eks.Cluster and aws.eks.NodeGroup.
 */
const replacing: Readonly<Record<string, readonly string[]>> = {
  "aws:eks/addon:Addon": ["addonName", "clusterName"],
  "aws:iam/accessKey:AccessKey": ["user"],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
  "aws:iam/role:Role": ["name", "path"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "role"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  // Its name replaces it by an option of the program's.
  "aws:iam/user:User": [],
  "aws:iam/userPolicy:UserPolicy": ["name", "user"],
  "aws:kms/key:Key": ["customerMasterKeySpec", "keyUsage", "multiRegion"],
  "aws:s3/bucket:Bucket": ["bucket", "objectLockEnabled", "region"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["bucket", "region"],
  "aws:s3/bucketLogging:BucketLogging": ["bucket", "region"],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["bucket", "region"],
  "aws:s3/bucketPolicy:BucketPolicy": ["bucket", "region"],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["bucket", "region"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ["bucket", "region"],
  "aws:s3/bucketVersioning:BucketVersioning": ["bucket", "region"],
  // Without createOidcProvider the provider that came with the cluster is deleted.
  "eks:index:Cluster": ["createOidcProvider", "encryptionConfigKeyArn", "name", "serviceRole", "vpcId"],
  "eks:index:ManagedNodeGroup": ["cluster", "diskSize", "instanceTypes", "nodeRole", "operatingSystem", "subnetIds"],
  "gcp:projects/iAMCustomRole:IAMCustomRole": ["project", "roleId"],
  "gcp:serviceaccount/account:Account": ["accountId", "project"],
  "gcp:storage/bucket:Bucket": ["location", "name", "project"],
  "gcp:storage/bucketIAMMember:BucketIAMMember": ["bucket", "condition", "member", "role"],
  "gcp:storage/hmacKey:HmacKey": ["project", "serviceAccountEmail"],
  "kubernetes:apps/v1:Deployment": ["spec.selector"],
  "kubernetes:core/v1:Secret": ["type"],
  "kubernetes:core/v1:Service": ["spec.clusterIP"],
  "kubernetes:storage.k8s.io/v1:StorageClass": ["parameters", "provisioner"],
  "minio:index/iamPolicy:IamPolicy": ["name"],
  "minio:index/iamServiceAccount:IamServiceAccount": ["targetUser"],
  "minio:index/iamUser:IamUser": ["name"],
  "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment": ["policyName", "userName"],
  "minio:index/s3Bucket:S3Bucket": ["bucket"],
  "pulumi:providers:aws": [],
  // Another cluster, and with it everything that is in it.
  "pulumi:providers:kubernetes": ["context", "kubeconfig"],
  "pulumi:providers:minio": [],
};

/** What every object in a cluster is known by. */
const ofObjects = ["metadata.name", "metadata.namespace"];

/** @throws Error for a type that nobody has looked up */
export function replacingInputs(type: string): readonly string[] {
  const ofType = replacing[type];
  if (type.startsWith("kubernetes:")) return [...ofObjects, ...(ofType ?? [])];
  if (!ofType) throw new Error(`test/upgrade/replacing.ts has to say which inputs of ${type} replace it`);
  return ofType;
}
