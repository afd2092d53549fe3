import { z } from "zod";
import { optionalText, text } from "../../base/input/field.js";

const s3proxyTls = z.strictObject({
  secretName: text("An existing Secret in the same namespace, with a PKCS#12 keystore and its password."),
  keystoreKey: z.string().default("keystore.p12").describe("Key of the keystore in it."),
  passwordKey: z.string().default("password").describe("Key of the keystore's password in it."),
});

const replicasError = { error: "a whole number of replicas from 2, so that one can be replaced" };

export const s3proxy = z
  .strictObject({
    storageAccount: text("The Azure storage account with the container (bucket.name)."),
    blobEndpoint: optionalText(
      "URL of its blob service. Default: https://ACCOUNT.blob.core.windows.net; other clouds have others.",
    ),
    clientId: optionalText("Client id of S3Proxy's Azure workload identity, in place of keys.storageAccountKey."),
    namespace: z.string().default("s3proxy").describe("Adopted or created, and never deleted; never a profile's."),
    replicas: z.int(replicasError).min(2, replicasError).default(2).describe("Pods, spread over nodes and zones."),
    image: optionalText("By an exact tag or digest. Default: the version that is tested, by digest."),
    tls: s3proxyTls.optional().describe("https in place of http; every client has to trust the certificate."),
  })
  .describe("azure-s3proxy: this stack runs S3Proxy in the cluster; host, port and useSSL follow (docs/s3proxy.md).");

export type S3ProxyConfig = z.output<typeof s3proxy>;
