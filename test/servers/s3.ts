import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";

/** A bucket, as the owner of one pair of keys sees it. */
export interface S3Bucket {
  readonly client: S3Client;
  readonly bucket: string;
}

interface S3Access {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
  readonly region?: string;
  readonly caCertificate?: string | undefined;
}

/** Answers of a store take at most this long; what lasts longer is an error, never a "no". */
const timeout = 20_000;

export function s3Bucket(access: S3Access): S3Bucket {
  const { endpoint, accessKey, secretKey, bucket, region = "us-east-1", caCertificate } = access;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: timeout,
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
      ...(caCertificate !== undefined && { httpsAgent: { ca: caCertificate } }),
    },
  });
  return { client, bucket };
}

export type Answer = "yes" | "no";

export function canPut({ client, bucket }: S3Bucket, key: string): Promise<Answer> {
  return answer(client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: "probe" })));
}

/** The object has to exist: a store may deny the sight of one that doesn't. */
export function canGet({ client, bucket }: S3Bucket, key: string): Promise<Answer> {
  return answer(
    client.send(new GetObjectCommand({ Bucket: bucket, Key: key })).then(({ Body }) => Body?.transformToByteArray()),
  );
}

/** Whether it can list what begins with `prefix`; "" is the whole bucket. */
export function canList({ client, bucket }: S3Bucket, prefix: string, delimiter?: string): Promise<Answer> {
  return answer(client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: delimiter })));
}

export function canDelete({ client, bucket }: S3Bucket, key: string): Promise<Answer> {
  return answer(client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
}

/** Only the store's own "access denied" is a "no": a wrong key, a missing object or a timeout is an error. */
async function answer(request: Promise<unknown>): Promise<Answer> {
  try {
    await request;
    return "yes";
  } catch (error) {
    if (refusal(error) === "403 AccessDenied") return "no";
    throw error;
  }
}

/** The status and code of what a store refused; undefined for what isn't a store's answer. */
export function refusal(error: unknown): string | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  return `${error.$metadata.httpStatusCode} ${error.name}`;
}
