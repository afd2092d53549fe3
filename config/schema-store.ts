import { z } from "zod";

/** The bucket and the object store's endpoint in the stack config. */

const daysError = { error: "a whole number of days from 1, or off" };
const days = (fallback: number | "off", description: string) =>
  z
    .union([z.int(daysError).min(1, daysError), z.literal("off")], daysError)
    .default(fallback)
    .describe(description);

const retention = z.strictObject({
  artifactDays: days(
    "off",
    "Artifacts are deleted after this many days; never pipelines/. KFP's cache still finds expired artifacts.",
  ),
  noncurrentDays: days(90, "Overwritten and deleted artifacts can be restored for this many days; never pipelines/."),
  abortMultipartDays: days(7, "Parts of uploads that were never completed are deleted after this many days."),
});

const accessLogs = z.strictObject({
  bucket: z.string().describe("An existing bucket in the same region and account that takes the access logs."),
  prefix: z.string().default("").describe("What the log objects' keys begin with."),
});

export const bucket = z.strictObject({
  name: z.string().describe("The bucket's name; S3's rules for general purpose buckets."),
  create: z
    .boolean()
    .optional()
    .describe(
      "false: an existing bucket, in which nothing is changed. Default: true where the program makes buckets (docs/platforms.md).",
    ),
  sharedWith: z
    .array(z.string())
    .default([])
    .describe(
      "Other stacks whose clusters use this bucket: profiles whose prefixes overlap, as those of the same name do, then reach the same artifacts.",
    ),
  region: z
    .string()
    .optional()
    .describe(
      "aws-s3: the bucket's region; default: aws:region. gcs: the location of a bucket that this stack creates.",
    ),
  kmsKeyArn: z
    .string()
    .optional()
    .describe("ARN of an existing KMS key (no alias): default encryption of a new bucket, and two grants on the key."),
  retention: retention
    .prefault({})
    .describe("How long objects are kept. Only for a bucket that this stack creates, on aws-s3 and gcs."),
  accessLogs: accessLogs.optional().describe("Server access logs. Only for a bucket that this stack creates."),
});

const rook = z.strictObject({
  store: z.string().describe("Name of the CephObjectStore."),
  namespace: z.string().default("rook-ceph").describe("Namespace of the CephObjectStore."),
  storageClass: z.string().describe("StorageClass of buckets in that store; its reclaimPolicy has to be Retain."),
});

const portError = { error: 'a port in quotes, such as "9000", or "" for the default' };

const s3proxyTls = z.strictObject({
  secretName: z
    .string()
    .describe("An existing Secret in the same namespace, with a PKCS#12 keystore and its password."),
  keystoreKey: z.string().default("keystore.p12").describe("Key of the keystore in it."),
  passwordKey: z.string().default("password").describe("Key of the keystore's password in it."),
});

const replicasError = { error: "a whole number of replicas from 2, so that one can be replaced" };

const s3proxy = z
  .strictObject({
    storageAccount: z.string().describe("The Azure storage account with the container (bucket.name)."),
    blobEndpoint: z
      .string()
      .optional()
      .describe("URL of its blob service. Default: https://ACCOUNT.blob.core.windows.net; other clouds have others."),
    clientId: z
      .string()
      .optional()
      .describe("Client id of S3Proxy's Azure workload identity, in place of keys.storageAccountKey."),
    namespace: z.string().default("s3proxy").describe("Adopted or created, and never deleted; never a profile's."),
    replicas: z.int(replicasError).min(2, replicasError).default(2).describe("Pods, spread over nodes and zones."),
    image: z.string().optional().describe("By an exact tag or digest. Default: the version that is tested, by digest."),
    tls: s3proxyTls.optional().describe("https in place of http; every client has to trust the certificate."),
  })
  .describe("azure-s3proxy: this stack runs S3Proxy in the cluster; host, port and useSSL follow (docs/s3proxy.md).");

export const objectStore = z.strictObject({
  endpoint: z
    .enum(["regional", "global", "public", "internal", "private", "direct", "default", "eu", "fedramp"])
    .optional()
    .describe(
      "Which of the store's hosts. aws-s3: regional (default) or global (default in us-east-1). alibaba-oss: public or internal. ibm-cos: public, private or direct. cloudflare-r2: default, eu or fedramp.",
    ),
  host: z.string().optional().describe("Host without scheme and port, where it can't be derived from the region."),
  port: z.string(portError).optional().describe('Port in quotes; "" is the default of http and https.'),
  useSSL: z.boolean().optional().describe("Whether clients use TLS. Default: true, but S3Proxy inside the cluster."),
  region: z
    .string()
    .optional()
    .describe("Region that requests are signed for, where the store isn't aws-s3 (bucket.region)."),
  addressing: z
    .enum(["path", "virtual-host"])
    .optional()
    .describe("Where a store takes one style of requests alone: it is checked whether KFP's clients send those."),
  rook: rook
    .optional()
    .describe("ceph: Rook makes the bucket, its users and their keys, in the cluster: docs/rook.md."),
  accountId: z.string().optional().describe("cloudflare-r2: Cloudflare's account id, part of the host."),
  s3proxy: s3proxy.optional(),
});
