import { z } from "zod";

const portError = { error: 'a port in quotes, such as "9000", or "" for the default' };

/** What `objectStore` says of the endpoint, on every platform. */
export const endpointOptions = {
  endpoint: z
    .enum(["regional", "global", "public", "internal", "private", "direct", "default", "eu", "fedramp"])
    .optional()
    .describe(
      "Which of the store's hosts. aws-s3: regional (default) or global (default in us-east-1). alibaba-oss: public or internal. ibm-cos: public, private or direct. cloudflare-r2: default, eu or fedramp.",
    ),
  host: z.string().optional().describe("Host without scheme and port, where it can't be derived from the region."),
  port: z
    .string(portError)
    .optional()
    .describe(
      'Port in quotes; "" is the default of http and https. Default: "9000" on minio, "8333" on seaweedfs, else "".',
    ),
  useSSL: z.boolean().optional().describe("Whether clients use TLS. Default: true, but S3Proxy inside the cluster."),
  allowPlainHttp: z
    .boolean()
    .optional()
    .describe(
      "true: useSSL may be false also where the store is outside the cluster, in a network of your own; never at a cloud's hosts in the internet.",
    ),
  region: z
    .string()
    .optional()
    .describe("Region that requests are signed for, where the store isn't aws-s3 (bucket.region)."),
  addressing: z
    .enum(["path", "virtual-host"])
    .optional()
    .describe("Where a store takes one style of requests alone: it is checked whether KFP's clients send those."),
} as const;

export type EndpointConfig = z.output<z.ZodObject<typeof endpointOptions>>;
