import type { CatalogueEntry } from "../../base/problems/entry.js";

/** Problems with object stores: how they are reached, and what they can do. */
export const storeProblems = {
  "endpoint-host": {
    title: "A host isn't one",
    text: "A host is a name such as `minio.acme.example` or an IPv4 address. Scheme, port, path and keys don't belong to it: deployKF writes the host into several clients' settings, each in its own form.",
  },
  "endpoint-missing": {
    title: "The endpoint can't be derived",
    text: "Hosts of cloud services follow from region or account; hosts of servers that run anywhere have to be stated.",
  },
  "endpoint-platform": {
    title: "Host and platform don't belong together",
    text: "What a store can isolate, and how its keys and policies are made, depends on `platform`.",
  },
  "endpoint-host-unknown": {
    title: "The platform has no such host",
    text: "KFP's clients recognize stores by their hosts and choose the form of requests by them, so only the hosts that they know work.",
  },
  "endpoint-port": { title: "The port isn't one", text: "Ports are numbers; the scheme follows from `useSSL`." },
  "endpoint-port-fixed": {
    title: "The platform's hosts take no port",
    text: "For AWS any port makes deployKF's generator fail; the other services answer on the default ports.",
  },
  "endpoint-value": {
    title: "A part of the endpoint isn't what the platform takes",
    text: "Regions, accounts and variants become part of the host or of the signature of each request.",
  },
  "endpoint-contradiction": {
    title: "Host and settings contradict",
    text: "A request that is signed for another region or sent to another account's host is refused.",
  },
  "endpoint-plain-http": {
    title: "Artifacts travel without TLS",
    text: "Requests leave the cluster's own network. Data can be read and changed on the way.",
  },
  "endpoint-plain-http-keys": {
    title: "Keys are used without TLS in the internet",
    text: "Keys aren't sent, but what they sign can be read, changed in part, and repeated. Names count as public unless they end in `.svc` or `.svc.cluster.local`, have no dot, or are private addresses.",
  },
  "endpoint-addressing": {
    title: "Store and clients put the bucket into different places",
    text: "Path-style requests have the bucket in the path, virtual-host requests in the host name. KFP's API server uses virtual hosts for AWS, Google and Alibaba Cloud and paths elsewhere; KFP v2 does as the pipeline root says.",
  },
  "store-irsa": {
    title: "IRSA works with AWS alone",
    text: "Other clouds have similar means (Workload Identity and others), but KFP's clients speak S3 and know AWS's exchange of tokens only.",
  },
  "store-isolation": {
    title: "The store can't isolate by prefix",
    text: "Its keys reach the whole bucket. Only a bucket for each profile would separate them, which deployKF doesn't support.",
  },
  "store-shared": {
    title: "Profiles share the store",
    text: "Each profile has a key of its own that can be revoked, but every key reads, writes and deletes everything in the bucket.",
  },
  "store-virtual-host": {
    title: "The pipelines UI can't read the store",
    text: "Its client, minio-js, uses path-style requests for every store but AWS.",
  },
  "store-bucket-name": {
    title: "The store won't take the bucket's name",
    text: "Each store has its own rules; periods are refused where they break TLS.",
  },
  "store-bring-your-own": {
    title: "The program doesn't make that on this platform",
    text: "docs/platforms.md says who makes buckets and keys where. `--out DIR` writes the policy of each principal in the store's own language, to be applied by hand.",
  },
  "name-prefix-default": {
    title: "Another stack's users may have the same names",
    text: "Where AWS and Google refuse a name that is taken, MinIO's provider overwrites the user's policy, and a destroy deletes it for both.",
  },
  "package-missing": {
    title: "A package of the store isn't installed",
    text: "The packages of MinIO and Google Cloud are installed by those who use them: every provider in node_modules is also fetched as a plugin by Pulumi.",
  },
  "minio-administrator": {
    title: "Nobody said who the MinIO server's administrator is",
    text: "The stack reaches the server by the settings of @pulumi/minio: `minio:minioServer` (default: the host and port of objectStore), `minio:minioSsl`, `minio:minioUser`, `minio:minioPassword`, or the environment variables MINIO_ENDPOINT, MINIO_ENABLE_HTTPS, MINIO_USER, MINIO_PASSWORD.",
  },
  "store-credentials": {
    title: "One stack can't have the credentials of two clouds",
    text: "Wasabi is reached by the AWS provider with Wasabi's endpoints and the stack's AWS credentials, `aws:accessKey` and `aws:secretKey` or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  },
  "s3proxy-value": {
    title: "A part of S3Proxy's settings can't be right",
    text: "Names of Azure's things follow Azure's rules, and images are named by an exact version. docs/s3proxy.md shows a whole stack.",
  },
  "s3proxy-account": {
    title: "Profiles reach the whole storage account",
    text: "S3Proxy takes any container's name from any of its users. With the account's key behind it that is every container of the account, and the right to publish them.",
  },
  "s3proxy-keys": {
    title: "S3Proxy can't take the keys",
    text: "S3Proxy of this stack knows exactly the keys in `keys`, each by its own access key id. Keys that only others know can't be given to it.",
  },
  "s3proxy-secret-size": {
    title: "S3Proxy's keys don't fit into one Secret",
    text: "Each principal has a properties file in one Kubernetes Secret, which holds 1 MiB. Counted with keys as long as they may be.",
  },
  "rook-name": {
    title: "Rook or Kubernetes won't take a name",
    text: "A CephObjectStoreUser is called `<namePrefix>-backend` or `<namePrefix>-profile-<name>`, and its name becomes a label of its Secret. It isn't cut: all profiles' Secrets are named by one template.",
  },
  "rook-makes-all": {
    title: "With Rook the stack makes all of it, or nothing",
    text: "The rights of Rook's users stand in the bucket's policy, which the ObjectBucketClaim holds and Rook writes again whenever it differs. So bucket and users come from one hand; profiles with a key from elsewhere are `auth: unmanaged`.",
  },
  "rook-secret": {
    title: "Rook names its Secrets itself",
    text: "`rook-ceph-object-user-<store>-<user>`, with the keys `AccessKey` and `SecretKey`. Only the namespace of the profiles' Secrets can be chosen (`secrets.namespace`).",
  },
  "rook-policy-size": {
    title: "The bucket's policy has too many profiles",
    text: "All principals stand in one policy. The gateway reads 1 MiB of it, and the claim that carries it has to fit into etcd's 1.5 MiB.",
  },
  "rook-storage-class": {
    title: "The StorageClass isn't one for this bucket",
    text: "The class decides what becomes of the bucket when its claim is deleted, in which store it is made, and, by `parameters.bucketName`, even which bucket it is. It is read at `pulumi preview` and `up`, before the claim is made. docs/rook.md has one to copy.",
  },
  "store-option": {
    title: "The platform has no such option",
    text: "It would have no effect. docs/config.md says which platform has which.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
