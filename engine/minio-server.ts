import type { ProviderArgs } from "@pulumi/minio/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { ObjectStoreEndpoint } from "../stores/store.js";

/**
 * How the stack reaches the MinIO server as its administrator: by the provider's own keys (`minio:minioServer`, ...), by
 * its environment variables, else at the endpoint that the cluster's clients use. What may be secret is one: the provider would
 * keep it in plain text in the state.
 */
export function minioServer({ host, port, useSSL, region }: ObjectStoreEndpoint): ProviderArgs {
  const config = new pulumi.Config("minio");
  const { MINIO_ENDPOINT, MINIO_ENABLE_HTTPS, MINIO_REGION, ...env } = process.env;
  const stated = config.get("minioServer") || MINIO_ENDPOINT;
  const overHttps = MINIO_ENABLE_HTTPS === undefined ? useSSL : MINIO_ENABLE_HTTPS === "true";
  return {
    minioServer: stated || (port === "" ? host : `${host}:${port}`),
    minioSsl: config.getBoolean("minioSsl") ?? overHttps,
    minioInsecure: config.getBoolean("minioInsecure"),
    minioCacertFile: config.get("minioCacertFile"),
    minioRegion: config.get("minioRegion") ?? MINIO_REGION ?? region,
    minioUser: config.getSecret("minioUser") ?? secretOf(env.MINIO_USER || env.MINIO_ACCESS_KEY),
    minioPassword: config.getSecret("minioPassword") ?? secretOf(env.MINIO_PASSWORD || env.MINIO_SECRET_KEY),
  };
}

function secretOf(text: string | undefined): pulumi.Output<string> | undefined {
  return text ? pulumi.secret(text) : undefined;
}
