import { z } from "zod";
import { s3proxy } from "../../subjects/s3proxy/schema.js";
import { rook } from "../ceph/schema.js";
import { seaweedfs } from "../seaweedfs/schema.js";

const portError = { error: 'a port in quotes, such as "9000", or "" for the default' };

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
  seaweedfs: seaweedfs.optional().describe("seaweedfs: what is known of the server."),
});

export type ObjectStoreConfig = z.output<typeof objectStore>;
