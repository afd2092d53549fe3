import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RecordedResource } from "../../cli/offline/recorder.js";
import { keyStack } from "../support/key-stacks.js";
import { runProgram } from "../support/program.js";
import { type MinioServer, startMinio } from "./minio.js";
import { type MinioAdmin, minioAdmin } from "./minio-admin.js";
import { canDelete, canGet, canList, canPut, type S3Bucket, s3Bucket } from "./s3.js";

const bucket = "acme-test-pipelines";
const region = "us-east-1";

/** What a program registers for a MinIO server, in the order of registration. */
async function registered({ endpoint }: MinioServer, slots: object): Promise<readonly RecordedResource[]> {
  const { hostname: host, port, protocol } = new URL(endpoint);
  const stack = keyStack({
    "aws:region": undefined,
    accountId: undefined,
    platform: "minio",
    bucket: { name: bucket },
    objectStore: { host, port, useSSL: protocol === "https:" },
    auth: { listScope: "prefix", slots },
  });
  const config = { ...stack.config, "minio:minioUser": "admin", "minio:minioPassword": "password" };
  return (await runProgram({ ...stack, config })).resources;
}

type Make = (inputs: Readonly<Record<string, string>>, name: string) => Promise<void>;

/** Makes on the server what was registered, and returns the keys of service accounts by their logical name. */
async function make(admin: MinioAdmin, resources: readonly RecordedResource[]): Promise<ReadonlyMap<string, Key>> {
  const keys = new Map<string, Key>();
  const makers: Readonly<Record<string, Make>> = {
    "minio:index/s3Bucket:S3Bucket": ({ bucket: name = "" }) => admin.createBucket(name),
    "minio:index/iamUser:IamUser": ({ name = "" }) => admin.createUser(name, "a-secret-that-nobody-uses"),
    "minio:index/iamPolicy:IamPolicy": ({ name = "", policy = "" }) => admin.createPolicy(name, policy),
    "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment": ({ userName = "", policyName = "" }) =>
      admin.attachPolicy(policyName, userName),
    "minio:index/iamServiceAccount:IamServiceAccount": async ({ targetUser = "", policy = "" }, name) => {
      const key = { accessKey: `account-${keys.size}`, secretKey: `secret-of-account-${keys.size}` };
      await admin.createServiceAccount(targetUser, key, policy);
      keys.set(name, key);
    },
  };
  for (const { type, inputs, name } of resources) await makers[type]?.(inputs as Record<string, string>, name);
  return keys;
}

interface Key {
  readonly accessKey: string;
  readonly secretKey: string;
}

describe("what the program registers, made on a server", () => {
  let minio: MinioServer;
  let keys: ReadonlyMap<string, Key>;

  beforeAll(async () => {
    minio = await startMinio();
    keys = await make(minioAdmin(minio), await registered(minio, { active: "2026-11", retiring: "2026-05" }));
  });
  afterAll(() => minio?.stop());

  const as = (name: string): S3Bucket => {
    const key = keys.get(name);
    if (!key) throw new Error(`there is no service account ${name}`);
    return s3Bucket({ endpoint: minio.endpoint, region, bucket, ...key });
  };
  const rights = async (target: S3Bucket, prefix: string) => [
    await canPut(target, `${prefix}object`),
    await canGet(target, `${prefix}object`),
    await canList(target, prefix),
    await canDelete(target, `${prefix}object`),
  ];

  test("a key for each principal and slot", () => {
    const names = ["backend", "profile-team-1", "profile-team-2"];
    expect([...keys.keys()].sort()).toEqual(
      names.flatMap((name) => [`kubeflow-${name}.2026-05`, `kubeflow-${name}.2026-11`]),
    );
  });

  test.each(["2026-11", "2026-05"])("slot %s: a profile has its own prefixes, and nothing else", async (slot) => {
    const team = as(`kubeflow-profile-team-1.${slot}`);

    for (const own of ["artifacts/team-1/", "v2/artifacts/team-1/"]) {
      expect([own, ...(await rights(team, own))]).toEqual([own, "yes", "yes", "yes", "yes"]);
    }
    for (const other of ["artifacts/team-2/", "v2/artifacts/team-2/", "pipelines/", ""]) {
      expect([other, ...(await rights(team, other))]).toEqual([other, "no", "no", "no", "no"]);
    }
  });

  test("the backend has all artifacts and the pipelines", async () => {
    for (const prefix of ["artifacts/team-1/", "v2/artifacts/team-2/", "pipelines/"]) {
      const found = await rights(as("kubeflow-backend.2026-11"), prefix);
      expect([prefix, ...found]).toEqual([prefix, "yes", "yes", "yes", "yes"]);
    }
  });
});
