import { existsSync } from "node:fs";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answers } from "./answers.js";
import { type AzuriteServer, startAzurite } from "./azurite.js";
import { type MinioServer, startMinio } from "./minio.js";
import { minioAdmin } from "./minio-admin.js";
import { startServer } from "./process.js";
import { canDelete, canGet, canList, canPut, refusal, type S3Bucket, s3Bucket } from "./s3.js";
import { type S3ProxyServer, startS3Proxy } from "./s3proxy.js";

const bucket = "store-test";
const own = "artifacts/team-1/";
const other = "artifacts/team-10/";

describe.each([
  ["http", false],
  ["https", true],
] as const)("MinIO over %s", (scheme, tls) => {
  let minio: MinioServer;
  let root: S3Bucket;
  let user: S3Bucket;

  beforeAll(async () => {
    minio = await startMinio({ tls });
    const admin = minioAdmin(minio);
    await admin.createBucket(bucket);
    await admin.createUser("team-1", "secret-of-team-1");
    await admin.createPolicy("team-1", ownPrefixOnly);
    await admin.attachPolicy("team-1", "team-1");
    root = minioBucket(minio, minio.rootUser, minio.rootPassword);
    user = minioBucket(minio, "team-1", "secret-of-team-1");
  });
  afterAll(() => minio?.stop());

  test("listens where it says", () => {
    expect(minio.endpoint).toBe(`${scheme}://127.0.0.1:${minio.port}`);
    expect(minio.caCertificate === undefined).toBe(!tls);
  });

  test("lets root do everything", async () => {
    expect(await allowed(root, other)).toEqual({ put: "yes", get: "yes", list: "yes", delete: "yes" });
  });

  test("keeps a user inside its prefix", async () => {
    expect(await canPut(root, `${other}probe`)).toBe("yes");
    expect(await allowed(user, own)).toEqual({ put: "yes", get: "yes", list: "yes", delete: "yes" });
    expect(await allowed(user, other)).toEqual({ put: "no", get: "no", list: "no", delete: "no" });
    expect(await canList(user, "")).toBe("no");
    expect(await canGet(root, `${other}probe`)).toBe("yes");
  });

  test("a probe takes nothing but a denial for a no", async () => {
    const stranger = minioBucket(minio, "team-1", "another-secret");
    expect(await refusalOf(canGet(stranger, `${own}probe`))).toBe("403 SignatureDoesNotMatch");
    expect(await refusalOf(canGet(root, "missing"))).toBe("404 NoSuchKey");
    const nowhere = s3Bucket({ endpoint: "http://127.0.0.1:1", accessKey: "a", secretKey: "b", bucket });
    await expect(canPut(nowhere, "probe")).rejects.toThrow("ECONNREFUSED");
  });

  test("says what the client said of a bad policy", async () => {
    await expect(minioAdmin(minio).createPolicy("bad", "{}")).rejects.toThrow(
      /^mc admin policy create failed \(1\)\. Its last lines:\n.*"status": ?"error"/s,
    );
  });
});

describe("S3Proxy in front of Azurite", () => {
  let azurite: AzuriteServer;
  let proxy: S3ProxyServer;
  let target: S3Bucket;

  beforeAll(async () => {
    azurite = await startAzurite();
    proxy = await startS3Proxy({
      properties: [
        "s3proxy.endpoint=http://0.0.0.0:8080",
        "s3proxy.authorization=aws-v4",
        "s3proxy.identity=team-1",
        "s3proxy.credential=secret-of-team-1",
        "jclouds.provider=azureblob",
        "jclouds.endpoint=https://account.blob.invalid",
        `jclouds.identity=${azurite.account}`,
        `jclouds.credential=${azurite.key}`,
      ].join("\n"),
      overrides: { "jclouds.endpoint": azurite.blobEndpoint },
    });
    target = proxyBucket(proxy, "secret-of-team-1");
    await target.client.send(new CreateBucketCommand({ Bucket: bucket }));
  });
  afterAll(async () => {
    await proxy?.stop();
    await azurite?.stop();
  });

  test("puts, gets, lists and deletes", async () => {
    expect(await allowed(target, own)).toEqual({ put: "yes", get: "yes", list: "yes", delete: "yes" });
    expect(await refusalOf(canGet(target, `${own}probe`))).toBe("404 NoSuchKey");
  });

  test("takes an upload in parts", async () => {
    const parts = [Buffer.alloc(5 * 2 ** 20, "a"), Buffer.from("the rest")];
    const whole = { Bucket: bucket, Key: `${own}parts` };
    const { UploadId } = await target.client.send(new CreateMultipartUploadCommand(whole));
    const uploaded = [];
    for (const [index, Body] of parts.entries()) {
      const part = { PartNumber: index + 1 };
      const { ETag } = await target.client.send(new UploadPartCommand({ ...whole, ...part, UploadId, Body }));
      uploaded.push({ ...part, ETag });
    }
    const MultipartUpload = { Parts: uploaded };
    await target.client.send(new CompleteMultipartUploadCommand({ ...whole, UploadId, MultipartUpload }));
    const { Body } = await target.client.send(new GetObjectCommand(whole));
    expect(Buffer.concat(parts).equals((await Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
  });

  test("refuses a wrong key", async () => {
    expect(await refusalOf(canPut(proxyBucket(proxy, "another-secret"), "probe"))).toBe("403 SignatureDoesNotMatch");
  });
});

describe("a server", () => {
  test("leaves nothing behind", async () => {
    const azurite = await startAzurite();
    const minio = await startMinio();
    for (const { pid, stop } of [azurite, minio]) {
      expect(process.kill(pid, 0)).toBe(true);
      await stop();
      expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    }
    expect(existsSync(minio.folder)).toBe(false);
    expect(await answers(minio.endpoint)).toBe(false);
    expect(await answers(azurite.blobEndpoint)).toBe(false);
  });

  test("that ends, or is never ready, is an error with its last lines", async () => {
    await expect(startS3Proxy({ properties: "s3proxy.authorization=none" })).rejects.toThrow(
      /^S3Proxy ended with exit code 1 before it was ready\. Its last lines:\n.*jclouds\.provider/s,
    );
    const args = ["-e", "console.log('still waiting'); setInterval(() => {}, 1_000)"];
    const never = { name: "Never", command: process.execPath, args, folder: "", ready: async () => false, seconds: 1 };
    await expect(startServer(never)).rejects.toThrow("Never was not ready within 1 s. Its last lines:\nstill waiting");
    await expect(startServer({ ...never, command: "no-such-program" })).rejects.toThrow(
      "Never can't be started: spawn no-such-program ENOENT before it was ready. It printed nothing.",
    );
  });
});

const ownPrefixOnly = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: [`arn:aws:s3:::${bucket}/${own}*`],
    },
    {
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: [`arn:aws:s3:::${bucket}`],
      Condition: { StringLike: { "s3:prefix": [`${own}*`] } },
    },
  ],
};

function minioBucket({ endpoint, caCertificate }: MinioServer, accessKey: string, secretKey: string): S3Bucket {
  return s3Bucket({ endpoint, caCertificate, accessKey, secretKey, bucket });
}

function proxyBucket({ endpoint }: S3ProxyServer, secretKey: string): S3Bucket {
  return s3Bucket({ endpoint, accessKey: "team-1", secretKey, bucket });
}

async function allowed(target: S3Bucket, prefix: string) {
  return {
    put: await canPut(target, `${prefix}probe`),
    get: await canGet(target, `${prefix}probe`),
    list: await canList(target, prefix),
    delete: await canDelete(target, `${prefix}probe`),
  };
}

async function refusalOf(request: Promise<unknown>): Promise<string | undefined> {
  try {
    await request;
  } catch (error) {
    return refusal(error) ?? `no answer of a store: ${error}`;
  }
  return undefined;
}
