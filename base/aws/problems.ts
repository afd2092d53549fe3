import type { CatalogueEntry } from "../problems/entry.js";

/** Problems with AWS: what it takes, what it has, what it allows. */
export const awsProblems = {
  "account-id": {
    title: "The account id isn't one",
    text: "It is compared with the real account before anything is created.",
  },
  "account-mismatch": {
    title: "The credentials belong to another account",
    text: "`accountId` and the account of the AWS credentials differ. Nothing was registered. Either the wrong profile is active (`aws:profile`, `AWS_PROFILE`), or the stack names the wrong account.",
  },
  "region-mismatch": {
    title: "The AWS provider is in another region",
    text: "Of a component: `region`, or `aws:region`, is what the values say, and the provider that it was given, or the default one, makes things elsewhere.",
  },
  "aws-unreachable": {
    title: "AWS didn't answer",
    text: "`pulumi preview` and `pulumi up` ask AWS for the account of the credentials (and for an existing bucket) before anything is registered. The message ends with AWS's own words.",
  },
  "region-unknown": {
    title: "A region doesn't exist",
    text: "The list is AWS's, of partitions aws, aws-us-gov and aws-cn.",
  },
  "region-unknown-to-kfp": {
    title: "Kubeflow Pipelines doesn't know the region",
    text: "The API server of KFP 2.1 uses minio-go 6.0.57, which maps 25 regions to hosts and sends requests for any other region to us-east-1. The bucket check then fails and the API server doesn't start.",
  },
  "region-unknown-to-ui": {
    title: "The pipelines UI doesn't list the region",
    text: "The UI of KFP 2.1 uses minio-js 7.0.14, which lists 14 regions for the global host. With a regional host (`objectStore.endpoint: regional`) it uses the host as given.",
  },
  "partition-unsupported": {
    title: "The partition isn't supported",
    text: "Supported are aws (commercial) and aws-us-gov (GovCloud).",
  },
  "partition-irsa": {
    title: "IRSA doesn't work in China",
    text: "The API server's S3 client has the STS host `sts.<region>.amazonaws.com` built in; China's hosts end in `.amazonaws.com.cn`.",
  },
  "bucket-name": {
    title: "S3 won't take the bucket's name",
    text: "The rules are those of general purpose buckets, and no periods: clients here use TLS with the bucket in the host name.",
  },
  "kms-key-arn": {
    title: "The KMS key can't be granted",
    text: "Policies grant on keys, not on aliases. The key has to be in the bucket's region; its key policy has to let the account's IAM policies decide (the default).",
  },
  "role-path": { title: "The IAM path isn't one", text: "Paths begin and end with a slash: `/` or `/kubeflow/dev/`." },
  "permissions-boundary": {
    title: "The permissions boundary isn't a policy's ARN",
    text: "Customer managed (`arn:aws:iam::111122223333:policy/...`) and AWS managed policies work.",
  },
  "name-prefix": {
    title: "The name prefix can't begin a role's name",
    text: "It is the first part of every physical name.",
  },
  tags: { title: "AWS won't take a tag", text: "The stricter rules are IAM's; they hold for all tags here." },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
