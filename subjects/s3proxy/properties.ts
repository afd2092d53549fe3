import { keystoreFile, largestHeldRequest, mostThreads, s3proxyPorts } from "./facts.js";

/** What every identity's file says alike. */
export interface ProxyServer {
  /** URL of the storage account's blob service. */
  readonly blobEndpoint: string;
  /** Undefined: S3Proxy asks Azure for tokens as its workload identity. */
  readonly storageAccount: string | undefined;
  /** Whether it serves https, with a keystore, in place of http. */
  readonly tls: boolean;
}

export interface ProxyKeys {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Of the storage account; nothing reads it where the server names no account. */
  readonly storageAccountKey: string;
}

/** The properties file of one identity, which S3Proxy reads with `--properties`. */
export function renderProperties(server: ProxyServer, keys: ProxyKeys): string {
  const { blobEndpoint, storageAccount, tls } = server;
  const endpoint: readonly (readonly [string, string])[] = tls
    ? [
        ["s3proxy.secure-endpoint", `https://0.0.0.0:${s3proxyPorts.tls}`],
        ["s3proxy.keystore-path", keystoreFile],
      ]
    : [["s3proxy.endpoint", `http://0.0.0.0:${s3proxyPorts.plain}`]];
  const properties: readonly (readonly [string, string])[] = [
    ...endpoint,
    ["s3proxy.authorization", "aws-v4"],
    ["s3proxy.identity", keys.accessKey],
    ["s3proxy.credential", keys.secretKey],
    ["s3proxy.v4-max-non-chunked-request-size", String(largestHeldRequest)],
    ["s3proxy.jetty.max-threads", String(mostThreads)],
    ["jclouds.provider", "azureblob"],
    ["jclouds.endpoint", blobEndpoint],
    // Both empty, and never left out: that is how S3Proxy is told to take Azure's default credentials.
    ["jclouds.identity", storageAccount ?? ""],
    ["jclouds.credential", storageAccount === undefined ? "" : keys.storageAccountKey],
  ];
  return properties.map(([name, value]) => `${name}=${escaped(value)}\n`).join("");
}

const named: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f" };

/** A value as `java.util.Properties` reads it back, from ISO 8859-1 too. Source: its `load` and `store`. */
function escaped(value: string): string {
  return value
    .replaceAll(/[\\=:#!]/g, "\\$&")
    .replaceAll(/[^ -~]/g, (unit) => named[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/^ /, "\\ ");
}
