import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Plan } from "../../plan/plan.js";
import { type MinioServer, startMinio } from "./minio.js";
import { type MinioStack, makeMinioStack } from "./minio-stack.js";
import { type Auth, auth, contentsOf, planOfStore, plant, principalsOf, teams } from "./planned.js";
import { canDelete, canGet, canList, canPut, outcome, type S3Bucket, uploadInParts } from "./s3.js";

const all = "put get list delete";

/** What keys begin with, and what may be done there: by hand, so that a plan that is wrong is noticed. */
const byHand = {
  //                        backend  team-1  team-1 with listScope prefix
  "artifacts/team-1/": [all, all, all],
  "v2/artifacts/team-1/": [all, all, all],
  "artifacts/team-1-prod/": [all, "list", ""],
  "v2/artifacts/team-1-prod/": [all, "list", ""],
  "artifacts/team-10/": [all, "list", ""],
  "v2/artifacts/team-10/": [all, "list", ""],
  "artifacts/team-2/": [all, "list", ""],
  "v2/artifacts/team-2/": [all, "list", ""],
  "artifacts/team-3/": [all, "list", ""],
  "artifacts/team-1": [all, "list", ""],
  "v2/artifacts/team-1": [all, "list", ""],
  "artifacts/": [all, "list", ""],
  "v2/artifacts/": [all, "list", ""],
  "v2/": ["list", "list", ""],
  "team-1/": ["list", "list", ""],
  "pipelines/": [all, "list", ""],
  pipelines: ["list", "list", ""],
  "": ["list", "list", ""],
} as const;
type Place = keyof typeof byHand;
const places = Object.keys(byHand) as Place[];

type Rights = Record<string, Record<string, string>>;
const rightsOf = (column: 0 | 1 | 2) => Object.fromEntries(places.map((place) => [place, byHand[place][column]]));

/** What the plan's access list says of each principal. */
function rightsByPlan(plan: Plan): Rights {
  const right = (principal: string, action: string, key: string) =>
    plan.access.some((one) => one.principal === principal && one.action === action && key.startsWith(one.prefix));
  const rights = (principal: string, place: Place) =>
    [
      right(principal, "s3:PutObject", `${place}object`) && "put",
      right(principal, "s3:GetObject", `${place}object`) && "get",
      right(principal, "s3:ListBucket", place) && "list",
      right(principal, "s3:DeleteObject", `${place}object`) && "delete",
    ]
      .filter(Boolean)
      .join(" ");
  const each = principalsOf(plan).map(({ principal }) => [principal, placesBy((place) => rights(principal, place))]);
  return Object.fromEntries(each);
}

function placesBy(of: (place: Place) => string): Record<string, string> {
  return Object.fromEntries(places.map((place) => [place, of(place)]));
}

/** What the server lets one principal do; whatever it puts, it deletes. */
async function rightsByServer(target: S3Bucket): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const place of places) {
    const answers = {
      put: await canPut(target, `${place}object-of-mine`),
      get: await canGet(target, `${place}object`),
      list: await canList(target, place),
      delete: await canDelete(target, `${place}object-of-mine`),
    };
    const allowed = Object.entries(answers).filter(([, answer]) => answer === "yes");
    found[place] = allowed.map(([action]) => action).join(" ");
  }
  return found;
}

interface Variant {
  readonly tls: boolean;
  readonly auth: Auth;
  /** Of the profiles' principals, from the table; the backend's is always the first. */
  readonly column: 1 | 2;
}

const variants: readonly Variant[] = [
  { tls: false, auth: { keySource: "existing", listScope: "bucket" }, column: 1 },
  { tls: false, auth: { keySource: "provided", listScope: "prefix" }, column: 2 },
  { tls: true, auth: { keySource: "provided", listScope: "bucket" }, column: 1 },
  { tls: true, auth: { keySource: "existing", listScope: "prefix" }, column: 2 },
];

describe.each(variants)("MinIO, TLS $tls, keys $auth.keySource, listing by $auth.listScope", (variant) => {
  const bound = variant.auth.listScope === "prefix";
  let minio: MinioServer;
  let plan: Plan;
  let stack: MinioStack;
  let planted: readonly string[];

  beforeAll(async () => {
    minio = await startMinio({ tls: variant.tls });
    plan = planOfStore("minio", minio.endpoint, auth(variant.auth));
    stack = await makeMinioStack(minio, plan);
    for (const place of places) await plant(stack.root, `${place}object`);
    planted = await contentsOf(stack.root);
  });
  afterAll(() => minio?.stop());

  const as = (principal: string): S3Bucket => {
    const target = stack.principals.get(principal);
    if (!target) throw new Error(`there is no ${principal}`);
    return target;
  };

  test("everyone can do what the plan says, and nothing else", async () => {
    const found: Rights = {};
    for (const [principal, target] of stack.principals) found[principal] = await rightsByServer(target);
    expect(Object.keys(found)).toEqual(["backend", ...teams.map((name) => `profile ${name}`)]);
    expect(found).toEqual(rightsByPlan(plan));
    expect(found.backend).toEqual(rightsOf(0));
    expect(found["profile team-1"]).toEqual(rightsOf(variant.column));
    expect(planted).toHaveLength(places.length);
    expect(await contentsOf(stack.root)).toEqual(planted);
  });

  test("the bucket is found by whoever may list it, and its location by all", async () => {
    const { bucket } = stack.root;
    const found = Object.fromEntries(
      await Promise.all(
        [...stack.principals].map(async ([principal, { client }]) => [
          principal,
          {
            head: await outcome(client.send(new HeadBucketCommand({ Bucket: bucket }))),
            location: await outcome(client.send(new GetBucketLocationCommand({ Bucket: bucket }))),
          },
        ]),
      ),
    );
    const open = { head: "done", location: "done" };
    // An answer to HEAD has no body, so no code either.
    const profile = bound ? { head: "403 Unknown", location: "done" } : open;
    expect(found).toEqual({ backend: open, ...Object.fromEntries(teams.map((name) => [`profile ${name}`, profile])) });
  });

  test("a key that is missing", async () => {
    const of = (principal: string, Key: string) => {
      const { client, bucket } = as(principal);
      return outcome(client.send(new GetObjectCommand({ Bucket: bucket, Key })));
    };
    expect(await of("backend", "artifacts/team-1/missing")).toBe("404 NoSuchKey");
    expect(await of("profile team-1", "artifacts/team-1/missing")).toBe("404 NoSuchKey");
    expect(await of("profile team-1", "artifacts/team-2/missing")).toBe("403 AccessDenied");
  });

  test("an upload in parts", async () => {
    const team = as("profile team-1");
    const other = as("profile team-10");
    const key = "artifacts/team-1/in-parts";
    const whole = { Bucket: team.bucket, Key: key };
    expect(await outcome(uploadInParts(team, key))).toBe("done");
    expect(await outcome(uploadInParts(other, key))).toBe("403 AccessDenied");
    expect(await canDelete(team, key)).toBe("yes");
    // Nobody is allowed to end an upload without an object: the guide's policies don't.
    const { UploadId } = await team.client.send(new CreateMultipartUploadCommand(whole));
    for (const { client } of [other, team]) {
      const abort = client.send(new AbortMultipartUploadCommand({ ...whole, UploadId }));
      expect(await outcome(abort)).toBe("403 AccessDenied");
    }
  });

  test("nobody gets at the bucket itself, or into another prefix by a detour", async () => {
    for (const [principal, { client, bucket }] of stack.principals) {
      const Bucket = bucket;
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
      const VersioningConfiguration = { Status: "Suspended" } as const;
      const found = {
        deleteBucket: await outcome(client.send(new DeleteBucketCommand({ Bucket }))),
        getPolicy: await outcome(client.send(new GetBucketPolicyCommand({ Bucket }))),
        putPolicy: await outcome(client.send(new PutBucketPolicyCommand({ Bucket, Policy }))),
        putVersioning: await outcome(client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }))),
      };
      expect([principal, ...Object.values(found)]).toEqual([principal, ...Array(4).fill("403 AccessDenied")]);
      // Whoever may list keys may list their versions, too.
      const versions = await outcome(client.send(new ListObjectVersionsCommand({ Bucket, Prefix: "pipelines/" })));
      expect(versions).toBe(bound && principal !== "backend" ? "403 AccessDenied" : "done");
    }
    const { client, bucket } = as("profile team-1");
    const Objects = ["artifacts/team-2/object", "pipelines/object"].map((Key) => ({ Key }));
    const { Errors = [], Deleted } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }),
    );
    expect(Errors.map(({ Code }) => Code)).toEqual(["AccessDenied", "AccessDenied"]);
    expect(Deleted).toBeUndefined();
    const detour = { Bucket: bucket, Key: "artifacts/team-1/../team-2/object", Body: "by team-1" };
    expect(await outcome(client.send(new PutObjectCommand(detour)))).toBe("400 XMinioInvalidResourceName");
    expect(await contentsOf(stack.root)).toEqual(planted);
  });
});

describe("MinIO with one key for all profiles", () => {
  test.each(["bucket", "prefix"] as const)("listing by %s: all artifacts, no definitions", async (listScope) => {
    const minio = await startMinio();
    try {
      const shared = auth({ keySource: "provided", listScope, profileKeys: "shared" });
      const plan = planOfStore("minio", minio.endpoint, shared);
      const stack = await makeMinioStack(minio, plan);
      for (const place of places) await plant(stack.root, `${place}object`);
      const found: Rights = {};
      for (const [principal, target] of stack.principals) found[principal] = await rightsByServer(target);
      expect(Object.keys(found)).toEqual(["backend", "profiles"]);
      expect(found).toEqual(rightsByPlan(plan));
      expect(found.profiles?.["artifacts/team-2/"]).toBe(all);
      expect(found.profiles?.["pipelines/"]).toBe(listScope === "bucket" ? "list" : "");
    } finally {
      await minio.stop();
    }
  });
});
