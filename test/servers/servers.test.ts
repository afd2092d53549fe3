import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answers } from "./answers.js";
import { startAzurite } from "./azurite.js";
import { type MinioServer, startMinio } from "./minio.js";
import { minioAdmin } from "./minio-admin.js";
import { startServer } from "./process.js";
import { canDelete, canGet, canList, canPut, outcome, type S3Bucket, s3Bucket } from "./s3.js";
import { startS3Proxy } from "./s3proxy.js";

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
    expect(await outcome(canGet(stranger, `${own}probe`))).toBe("403 SignatureDoesNotMatch");
    expect(await outcome(canGet(root, "missing"))).toBe("404 NoSuchKey");
    const nowhere = s3Bucket({ endpoint: "http://127.0.0.1:1", accessKey: "a", secretKey: "b", bucket });
    await expect(canPut(nowhere, "probe")).rejects.toThrow("ECONNREFUSED");
  });

  test("says what the client said of a bad policy", async () => {
    await expect(minioAdmin(minio).createPolicy("bad", "{}")).rejects.toThrow(
      /^mc admin policy create failed \(1\)\. Its last lines:\n.*"status": ?"error"/s,
    );
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

async function allowed(target: S3Bucket, prefix: string) {
  return {
    put: await canPut(target, `${prefix}probe`),
    get: await canGet(target, `${prefix}probe`),
    list: await canList(target, prefix),
    delete: await canDelete(target, `${prefix}probe`),
  };
}
