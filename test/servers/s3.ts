import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
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
    // For requests that wait for a server's "continue" the client takes an agent of its own, without the CA.
    expectContinueHeader: false,
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

/** What an upload in parts is made of: all but the last have at least 5 MiB. */
export const parts: readonly Buffer[] = [Buffer.alloc(5 * 2 ** 20, "a"), Buffer.from("the rest")];

/** Uploads {@link parts} as one object. */
export async function uploadInParts({ client, bucket }: S3Bucket, key: string): Promise<void> {
  const whole = { Bucket: bucket, Key: key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(whole));
  const uploaded = [];
  for (const [index, Body] of parts.entries()) {
    const part = { PartNumber: index + 1 };
    const { ETag } = await client.send(new UploadPartCommand({ ...whole, ...part, UploadId, Body }));
    uploaded.push({ ...part, ETag });
  }
  const MultipartUpload = { Parts: uploaded };
  await client.send(new CompleteMultipartUploadCommand({ ...whole, UploadId, MultipartUpload }));
}

/** "done", or the status and code of the refusal; what isn't a store's answer is an error. */
export async function outcome(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return "done";
  } catch (error) {
    const refused = refusal(error);
    if (refused === undefined) throw error;
    return refused;
  }
}

/** The status and code of what a store refused; undefined for what isn't a store's answer. */
export function refusal(error: unknown): string | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  return `${error.$metadata.httpStatusCode} ${error.name}`;
}
