import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Plan } from "../../plan/plan.js";
import { healthPath, keystorePasswordProperty, largestHeldRequest } from "../../subjects/s3proxy/facts.js";
import { planOf, profiles } from "../support/project.js";
import { renderedFiles, withS3Proxy } from "../support/s3proxy.js";
import { answers } from "./answers.js";
import { type AzuriteServer, startAzurite } from "./azurite.js";
import { type Keystore, keystoreIn } from "./certificate.js";
import { plant } from "./planned.js";
import { canDelete, canGet, canList, canPut, outcome, parts, type S3Bucket, s3Bucket, uploadInParts } from "./s3.js";
import { type S3ProxyServer, startS3Proxy } from "./s3proxy.js";

const principals = ["backend", "profile team-1"] as const;
const teams = ["team-1", "team-2"];

/** With everything that means something in a properties file. */
const keyOf = (principal: string) => ({
  accessKey: principal.replace(" ", "."),
  secretKey: `\\u0041=#!: of-${principal.replace(" ", "-")}\\`.replaceAll(" ", "_"),
});

let azurite: AzuriteServer;
const running: S3ProxyServer[] = [];

/** S3Proxy with exactly what a plan renders, but at other endpoints. */
async function startPlanned({ s3proxy }: Plan, keystore?: Keystore): Promise<S3ProxyServer> {
  if (!s3proxy) throw new Error("the plan has no S3Proxy");
  const server = await startS3Proxy({
    properties: renderedFiles(s3proxy, keyOf, azurite.key),
    overrides: {
      "jclouds.endpoint": azurite.blobEndpoint,
      ...(keystore && { "s3proxy.keystore-path": keystore.file, [keystorePasswordProperty]: keystore.password }),
    },
    ...(keystore && { caCertificate: keystore.certificate }),
  });
  running.push(server);
  return server;
}

const bucketAt =
  ({ settings, bucket }: Plan, { endpoint }: S3ProxyServer, caCertificate?: string) =>
  (principal: string, secretKey?: string): S3Bucket => {
    const keys = { ...keyOf(principal), ...(secretKey !== undefined && { secretKey }) };
    return s3Bucket({ endpoint, region: settings.endpoint.region, bucket: bucket.name, ...keys, caCertificate });
  };

const planned = (s3proxy: object = {}) =>
  planOf(withS3Proxy({ storageAccount: azurite.account, ...s3proxy }, teams), profiles(...teams));

beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => {
  for (const server of running) await server.stop();
  await azurite?.stop();
});

describe("S3Proxy as planned, in front of Azurite", () => {
  let proxy: S3ProxyServer;
  let as: ReturnType<typeof bucketAt>;

  beforeAll(async () => {
    const plan = planned();
    proxy = await startPlanned(plan);
    as = bucketAt(plan, proxy);
    const { client, bucket } = as("backend");
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  });

  // No prefix is closed to anyone: that is what the plan says of this store.
  test.each(principals)("the key of %s puts, gets, lists and deletes in the whole container", async (principal) => {
    const target = as(principal);
    expect(await outcome(target.client.send(new HeadBucketCommand({ Bucket: target.bucket })))).toBe("done");
    for (const place of ["artifacts/team-1/", "v2/artifacts/team-1/", "artifacts/team-10/", "pipelines/", ""]) {
      const key = `${place}of-${principal.replace(" ", "-")}`;
      const found = [await canPut(target, key), await canGet(target, key), await canList(target, place)];
      expect([place, ...found, await canDelete(target, key)]).toEqual([place, "yes", "yes", "yes", "yes"]);
      expect(await outcome(canGet(target, key))).toBe("404 NoSuchKey");
    }
  });

  test("what one key puts, the other reads", async () => {
    await plant(as("backend"), "pipelines/one");
    expect(await canGet(as("profile team-1"), "pipelines/one")).toBe("yes");
  });

  test.each(principals)("takes an upload in parts of %s", async (principal) => {
    const target = as(principal);
    const key = `artifacts/team-1/parts-of-${principal.replace(" ", "-")}`;
    await uploadInParts(target, key);
    const { Body } = await target.client.send(new GetObjectCommand({ Bucket: target.bucket, Key: key }));
    expect(Buffer.concat(parts).equals((await Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
  });

  test("refuses keys that it doesn't know", async () => {
    expect(await outcome(canPut(as("profile team-1", "another-secret"), "probe"))).toBe("403 SignatureDoesNotMatch");
    expect(await outcome(canPut(as("profile team-10"), "probe"))).toBe("403 InvalidAccessKeyId");
  });

  test("holds a request of the size that is planned, and refuses a larger one", async () => {
    const target = as("profile team-1");
    const put = (bytes: number) =>
      target.client.send(new PutObjectCommand({ Bucket: target.bucket, Key: "large", Body: Buffer.alloc(bytes) }));

    expect(await outcome(put(largestHeldRequest))).toBe("done");
    // It answers and closes the connection before it has read everything: who still sends may see the latter alone.
    const refusal = await put(largestHeldRequest + 1).catch((error: unknown) => String(error));
    expect(refusal).toMatch(/MaxMessageLengthExceeded|\bEPIPE\b|\bECONNRESET\b/);
    const head = new HeadObjectCommand({ Bucket: target.bucket, Key: "large" });
    expect(await target.client.send(head)).toMatchObject({ ContentLength: largestHeldRequest });
    expect(await canDelete(target, "large")).toBe("yes");
  });

  test("answers the probes without a signature, and nothing else", async () => {
    expect(await answers(`${proxy.endpoint}${healthPath}`, { status: 200 })).toBe(true);
    expect(await answers(`${proxy.endpoint}/`, { status: 403 })).toBe(true);
  });
});

test("S3Proxy as planned with TLS: over https alone, with the keystore's certificate", async () => {
  const folder = mkdtempSync(join(tmpdir(), "deploykf-object-store-keystore-"));
  try {
    const keystore = await keystoreIn(folder, "a password=#1");
    const plan = planned({ tls: { secretName: "keystore" } });
    const proxy = await startPlanned(plan, keystore);
    const as = bucketAt(plan, proxy, keystore.certificate);
    const { client, bucket } = as("backend");
    await outcome(client.send(new CreateBucketCommand({ Bucket: bucket })));

    expect(proxy.endpoint).toMatch(/^https:/);
    expect(await canPut(as("profile team-1"), "over-tls")).toBe("yes");
    expect(await canGet(as("backend"), "over-tls")).toBe("yes");
    expect(await outcome(canPut(as("profile team-1", "another-secret"), "probe"))).toBe("403 SignatureDoesNotMatch");
    await expect(canPut(bucketAt(plan, proxy)("backend"), "probe")).rejects.toThrow(/certificate/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
