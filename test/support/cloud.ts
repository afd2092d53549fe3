import type { MockCallArgs, MockResourceArgs } from "@pulumi/pulumi/runtime/mocks.js";
import type { ClaimAnswer } from "../../subjects/deploykf/claim.js";
import type { TestStack } from "./stack.js";

/** What AWS is like in a run: by default as the stack's config says. */
export interface Cloud {
  readonly accountId: string;
  /** Where the existing bucket is; undefined: it doesn't exist. */
  readonly bucketRegion: string | undefined;
  /** Client ids of the IAM OIDC provider that is asked for. */
  readonly clientIds: readonly string[];
  /** Its tags. */
  readonly providerTags: Readonly<Record<string, string>>;
  /** The EKS cluster that is asked for; its issuer may be empty. */
  readonly cluster: { readonly issuer: string; readonly endpoint?: string };
  /** The other stack's full name, if a reference to any other is to fail. */
  readonly otherStack: string;
  /** Outputs of another stack. */
  readonly stackOutputs: Readonly<Record<string, unknown>>;
  /** Those of its outputs that are secrets. */
  readonly secretOutputs: readonly string[];
  /** What a StorageClass is like. */
  readonly storageClass: object;
  /** What the cluster says of the embedded MinIO's claim. */
  readonly claim: ClaimAnswer;
  /** A function that fails, or all of them, with the provider's own words. */
  readonly failing: { readonly token?: string; readonly message: string; readonly prefix?: string };
}

const callerIdentity = "aws:index/getCallerIdentity:getCallerIdentity";
export const getBucket = "aws:s3/getBucket:getBucket";
export const getCallerIdentity = callerIdentity;
export const getCluster = "aws:eks/getCluster:getCluster";
export const getOidcProvider = "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider";

/** An account without the IAM OIDC provider that is asked for. */
export const noProvider = {
  failing: { token: getOidcProvider, message: "NoSuchEntity: OpenIDConnect Provider not found" },
};

/** Answers a call of a provider function; one that no test expects is an error. */
export function cloudCall(stack: TestStack, cloud: Partial<Cloud>, { token, inputs }: MockCallArgs) {
  const { failing } = cloud;
  if (failing && (failing.token ?? token) === token) {
    throw grpcError((failing.prefix ?? `invoking ${token}: `) + failing.message);
  }
  switch (token) {
    case callerIdentity:
      return { accountId: accountOf(stack, cloud), id: accountOf(stack, cloud), arn: "", userId: "" };
    case "aws:index/getRegion:getRegion":
      return { region: stack.region, id: stack.region };
    case getBucket:
      return { bucket: inputs.bucket, bucketRegion: "bucketRegion" in cloud ? cloud.bucketRegion : stack.bucketRegion };
    case getOidcProvider:
      return {
        arn: inputs.arn,
        clientIdLists: cloud.clientIds ?? ["sts.amazonaws.com"],
        tags: cloud.providerTags ?? {},
      };
    case getCluster:
      return describedCluster(inputs.name, cloud.cluster);
    default:
      throw grpcError(`no test expects a call of ${token}`);
  }
}

/** What EKS says of a cluster. */
function describedCluster(name: string, cluster: Cloud["cluster"] | undefined) {
  if (!cluster) throw grpcError(`no test expects the cluster ${name}`);
  const { issuer, endpoint = "https://EXAMPLE.gr7.eu-west-1.eks.amazonaws.com" } = cluster;
  return {
    name,
    status: endpoint === "" ? "CREATING" : "ACTIVE",
    endpoint,
    certificateAuthorities: [{ data: endpoint === "" ? "" : "Q0E=" }],
    identities: [{ oidcs: [{ issuer }] }],
  };
}

/** The issuer of a cluster that the stack creates. */
export const newIssuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

/** The class of test/support/rook.ts, as Rook's own example has one. */
export const retainClass = {
  provisioner: "rook-ceph.ceph.rook.io/bucket",
  reclaimPolicy: "Retain",
  parameters: { objectStoreName: "store", objectStoreNamespace: "rook-ceph" },
};

/** The id of a KMS key that the stack creates. */
export const newKey = "0123abcd-0123-0123-0123-0123456789ab";

/** The kubeconfig of a cluster that the stack creates. */
export const newKubeconfig = JSON.stringify({
  clusters: [{ name: "kubernetes", cluster: { server: "https://NEW.gr7.eu-west-1.eks.amazonaws.com" } }],
  users: [{ name: "aws", user: { exec: { command: "aws", args: ["eks", "get-token", "--cluster-name", "kf-test"] } } }],
});

/** What AWS adds to a resource when it creates it. */
export function cloudOutputs(stack: TestStack, cloud: Partial<Cloud>) {
  const account = accountOf(stack, cloud);
  const partition = stack.region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  const outputs: Readonly<Record<string, (inputs: MockResourceArgs["inputs"], name: string) => object>> = {
    "aws:iam/role:Role": ({ name, path }) => ({ arn: `arn:${partition}:iam::${account}:role${path}${name}` }),
    "pulumi:pulumi:StackReference": ({ name }) => otherStack(cloud, name),
    "eks:index:Cluster": () => ({
      kubeconfigJson: newKubeconfig,
      oidcProviderUrl: newIssuer,
      oidcProviderArn: `arn:${partition}:iam::${account}:oidc-provider/${newIssuer.replace("https://", "")}`,
    }),
    "aws:kms/key:Key": () => ({ arn: `arn:${partition}:kms:${stack.region}:${account}:key/${newKey}` }),
    "aws:iam/accessKey:AccessKey": (_, name) => ({ secret: madeSecret(name) }),
    "minio:index/s3Bucket:S3Bucket": ({ bucket }) => ({ arn: `arn:aws:s3:::${bucket}` }),
    "minio:index/iamServiceAccount:IamServiceAccount": (_, name) => ({
      accessKey: `${name}-id`,
      secretKey: madeSecret(name),
    }),
    "gcp:projects/iAMCustomRole:IAMCustomRole": ({ roleId }) => ({ name: `projects/acme-kubeflow/roles/${roleId}` }),
    "gcp:serviceaccount/account:Account": ({ accountId }) => ({
      email: `${accountId}@acme-kubeflow.iam.gserviceaccount.com`,
      member: `serviceAccount:${accountId}@acme-kubeflow.iam.gserviceaccount.com`,
    }),
    "gcp:storage/hmacKey:HmacKey": (_, name) => ({ accessId: `${name}-id`, secret: madeSecret(name) }),
    "kubernetes:storage.k8s.io/v1:StorageClass": () => cloud.storageClass ?? retainClass,
    "aws:s3/bucket:Bucket": ({ bucket }) => ({ arn: `arn:${partition}:s3:::${bucket}` }),
  };
  return ({ type, inputs, name }: MockResourceArgs) => ({ ...outputs[type]?.(inputs, name) });
}

/** What a stack reference reads. */
function otherStack({ otherStack: known, stackOutputs = {}, secretOutputs = [] }: Partial<Cloud>, name: string) {
  if (known !== undefined && name !== known) throw grpcError(`unknown stack "${name}"`);
  return { outputs: stackOutputs, secretOutputNames: secretOutputs };
}

/** The secret key that IAM returns for an access key resource. */
export function madeSecret(name: string): string {
  return `MADE/secret/of/${name}/0123456789+abcdefghij`;
}

function accountOf(stack: TestStack, cloud: Partial<Cloud>): string {
  return cloud.accountId ?? stack.accountId ?? "111122223333";
}

/** The SDK reads `details` of an engine's error, and nothing else. */
function grpcError(details: string): Error {
  return Object.assign(new Error(details), { details });
}
