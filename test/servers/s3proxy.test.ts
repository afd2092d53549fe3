import { CreateBucketCommand, GetObjectCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Plan } from "../../plan/plan.js";
import { type AzuriteServer, startAzurite } from "./azurite.js";
import { auth, plannedBucket, planOfStore, plant } from "./planned.js";
import { canDelete, canGet, canList, canPut, outcome, parts, uploadInParts } from "./s3.js";
import { type S3ProxyServer, startS3Proxy } from "./s3proxy.js";

const identities = ["backend", "team-1"] as const;

describe("S3Proxy in front of Azurite", () => {
  let azurite: AzuriteServer;
  let proxy: S3ProxyServer;
  let plan: Plan;
  const as = (accessKey: string, secretKey = `secret-of-${accessKey}`) => plannedBucket(plan, { accessKey, secretKey });

  beforeAll(async () => {
    azurite = await startAzurite();
    proxy = await startS3Proxy({
      properties: identities.map((identity) =>
        [
          "s3proxy.endpoint=http://0.0.0.0:8080",
          "s3proxy.authorization=aws-v4",
          `s3proxy.identity=${identity}`,
          `s3proxy.credential=secret-of-${identity}`,
          "jclouds.provider=azureblob",
          "jclouds.endpoint=https://account.blob.invalid",
          `jclouds.identity=${azurite.account}`,
          `jclouds.credential=${azurite.key}`,
        ].join("\n"),
      ),
      overrides: { "jclouds.endpoint": azurite.blobEndpoint },
    });
    plan = planOfStore("azure-s3proxy", proxy.endpoint, auth({ keySource: "existing", listScope: "bucket" }));
    const { client, bucket } = as("backend");
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  });
  afterAll(async () => {
    await proxy?.stop();
    await azurite?.stop();
  });

  // No prefix is closed to anyone: that is what the plan says of this store.
  test.each(identities)("the key of %s puts, gets, lists and deletes in the whole container", async (identity) => {
    const target = as(identity);
    expect(await outcome(target.client.send(new HeadBucketCommand({ Bucket: target.bucket })))).toBe("done");
    for (const place of ["artifacts/team-1/", "v2/artifacts/team-1/", "artifacts/team-10/", "pipelines/", ""]) {
      const key = `${place}of-${identity}`;
      const found = [await canPut(target, key), await canGet(target, key), await canList(target, place)];
      expect([place, ...found, await canDelete(target, key)]).toEqual([place, "yes", "yes", "yes", "yes"]);
      expect(await outcome(canGet(target, key))).toBe("404 NoSuchKey");
    }
  });

  test("what one key puts, the other reads", async () => {
    await plant(as("backend"), "pipelines/one");
    expect(await canGet(as("team-1"), "pipelines/one")).toBe("yes");
  });

  test.each(identities)("takes an upload in parts of %s", async (identity) => {
    const target = as(identity);
    const key = `artifacts/team-1/parts-of-${identity}`;
    await uploadInParts(target, key);
    const { Body } = await target.client.send(new GetObjectCommand({ Bucket: target.bucket, Key: key }));
    expect(Buffer.concat(parts).equals((await Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
  });

  test("refuses keys that it doesn't know", async () => {
    expect(await outcome(canPut(as("team-1", "another-secret"), "probe"))).toBe("403 SignatureDoesNotMatch");
    expect(await outcome(canPut(as("team-10"), "probe"))).toBe("403 InvalidAccessKeyId");
  });
});
