/**
 * S3Proxy as this program runs it. Source: gaul/s3proxy 4.1 (`Main.java`, `S3ProxyHandler.java`, `AzureBlobStore.java`,
 * `Dockerfile`), and runs of 4.1.1.
 */
export const s3proxyVersion = "4.1.1";

/** Docker Hub's image of the version, for amd64 and arm64; the tag is for people, the digest counts. */
export const s3proxyImage = `docker.io/andrewgaul/s3proxy:${s3proxyVersion}@sha256:87662b2a5afcdfa5f478a1c61650bae4c87bbd15f6ff2823236bcfd66ef7fe04`;

/** Where the image has the program. */
export const s3proxyJar = "/opt/s3proxy/s3proxy";

/** The name of its objects in the cluster, and so of its Service. */
export const s3proxyName = "s3proxy";

/** The Secret with the properties files. */
export const s3proxySecret = `${s3proxyName}-identities`;

/** Ports that a user without privileges may listen at. */
export const s3proxyPorts = { plain: 8080, tls: 8443 } as const;

/** Answers 200 without a signature; every other path answers 403. */
export const healthPath = "/healthz";

/** Where a keystore is mounted, and the file's name there. */
export const keystoreFile = "/etc/s3proxy-tls/keystore.p12";

/** Read after the properties files, and so not part of them: its value is in a Secret of others. */
export const keystorePasswordProperty = "s3proxy.keystore-password";

/**
 * Bytes of a request whose signature covers a digest of its body: it is held in memory as a whole before it is believed.
 * KFP's launcher sends parts of 5 MiB, boto3 of 8, s3fs of 50, Hadoop of 64; minio-go streams what it puts.
 */
export const largestHeldRequest = 64 * 2 ** 20;

/**
 * Threads of one replica; requests beyond them wait. Two thirds of a 3 GiB heap hold as many of the largest bodies: with
 * a heap that they just fill, anybody who knows an access key id can end the process.
 */
export const mostThreads = 32;

/** Characters of a key's halves, so that the size of the Secret with all of them is bounded. */
export const mostKeyCharacters = 64;

/** The Service's name in the cluster's DNS. */
export function s3proxyHost(namespace: string): string {
  return `${s3proxyName}.${namespace}.svc.cluster.local`;
}
