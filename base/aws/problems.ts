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
  "aws-unreachable": {
    title: "AWS didn't answer",
    text: "`pulumi preview` and `pulumi up` ask AWS for the account of the credentials (and for an existing bucket) before anything is registered. The message ends with AWS's own words.",
  },
  "account-unknown": {
    title: "The values need the account id",
    text: "Role ARNs contain it. Without `accountId` the plan shows `<known after apply>`, and `--format values` prints nothing, because a values file with a hole in it would be deployed.",
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
  "partition-mismatch": {
    title: "Roles and bucket are in different partitions",
    text: "No policy reaches across partitions.",
  },
  "endpoint-global": {
    title: "The global host doesn't serve this partition",
    text: "GovCloud and China have regional hosts only.",
  },
  "endpoint-global-region": {
    title: "The global host fails for KFP v2 outside us-east-1",
    text: "The v2 launcher is given endpoint, region and path-style addressing; S3 answers that combination with BucketRegionError. KFP v1 and the API server follow the redirect.",
  },
  "bucket-name": {
    title: "S3 won't take the bucket's name",
    text: "The rules are those of general purpose buckets, and no periods: clients here use TLS with the bucket in the host name.",
  },
  "bucket-not-found": {
    title: "The existing bucket isn't there",
    text: "`bucket.create: false` adopts a bucket that exists. S3 says there is none of this name that the credentials can see.",
  },
  "bucket-region": {
    title: "The existing bucket is in another region",
    text: "Clients sign requests for the bucket's region, so the values have to name the real one.",
  },
  "bucket-not-verified": {
    title: "The existing bucket couldn't be looked at",
    text: "The credentials may not read the bucket, so nobody checked that it exists and where it is. Roles and values are made all the same.",
  },
  "bucket-existing": {
    title: "A setting is for new buckets only",
    text: "With `bucket.create: false` nothing in the bucket is changed, also no lifecycle rule and no log setting.",
  },
  "access-logs": {
    title: "The log bucket can't take the logs",
    text: "Use a bucket of its own, with log delivery allowed by its policy.",
  },
  "issuer-region": {
    title: "Cluster and bucket are in different regions",
    text: "EKS issuers name their region. Reading artifacts across regions is slow and costs.",
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
  "issuer-url": {
    title: "The issuer's URL isn't exact",
    text: "STS compares the token's issuer with the IAM OIDC provider to the letter. Copy it from the cluster.",
  },
  "role-names-collide": {
    title: "Two roles would have the same name",
    text: "Role names are unique in an account, also without case.",
  },
  "isolation-broken": {
    title: "The plan isn't isolated",
    text: "Checked on every run, from the policy and trust documents themselves. This is a defect of the program or a format that it doesn't understand; nothing is created.",
  },
  "policy-too-long": {
    title: "A policy is longer than IAM takes",
    text: "The shared role's trust policy lists every profile's service accounts. Beyond the quota's maximum only one role for each profile works.",
  },
  "quota-raise": {
    title: "A quota has to be raised",
    text: "Ask in the AWS console, Service Quotas, by the code in the message. Roles that exist in the account already count as well; the plan can't see them.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
