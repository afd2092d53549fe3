import { ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import type { Plan } from "../../plan/plan.js";
import type { PlatformName } from "../../stores/index.js";
import type { PrincipalPlan } from "../../subjects/identity/plan.js";
import { encryptedPair } from "../support/key-changes.js";
import { type Change, config, planOf, profiles, without } from "../support/project.js";
import { type S3Bucket, s3Bucket } from "./s3.js";

/** Names that are prefixes of each other, and one that isn't. */
export const teams = ["team-1", "team-1-prod", "team-10", "team-2"] as const;

/** The plan of a stack on a server that listens at a URL. */
export function planOfStore(platform: PlatformName, url: string, ...changes: readonly Change[]): Plan {
  const { protocol, hostname, port } = new URL(url);
  return planOf(
    without("aws:region"),
    without("accountId"),
    config("platform", platform),
    config("objectStore", { host: hostname, port, useSSL: protocol === "https:" }),
    config("cluster", { source: "kubeconfig", path: "kubeconfig.yaml" }),
    profiles(...teams),
    ...changes,
  );
}

export interface Auth {
  readonly keySource: "existing" | "provided";
  readonly listScope: "bucket" | "prefix";
  readonly profileKeys?: "shared";
}

/** Keys that others make, and the stack's config has them if they are provided. */
export function auth(stated: Auth): Change {
  return (project) => {
    config("auth", { mode: "keys", ...stated })(project);
    if (stated.keySource === "existing") return;
    const each = { profiles: Object.fromEntries(teams.map((name) => [name, encryptedPair])) };
    const pairs = stated.profileKeys === "shared" ? { shared: encryptedPair } : each;
    config("keys", { backend: encryptedPair, ...pairs })(project);
  };
}

export function principalsOf({ principals: { backend, profiles } }: Plan): readonly PrincipalPlan[] {
  return [backend, ...profiles];
}

interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly caCertificate?: string | undefined;
}

/** The bucket as a client reaches it that was told the plan's endpoint. */
export function plannedBucket({ settings, bucket }: Plan, keys: Keys): S3Bucket {
  const { host, port, useSSL, region } = settings.endpoint;
  return s3Bucket({ endpoint: `${useSSL ? "https" : "http"}://${host}:${port}`, region, bucket: bucket.name, ...keys });
}

/** Puts an object, so that there is something to be refused. */
export async function plant({ client, bucket }: S3Bucket, key: string): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: `planted at ${key}` }));
}

/** Every object of a bucket with few of them: key, size and ETag. */
export async function contentsOf({ client, bucket }: S3Bucket): Promise<readonly string[]> {
  const { Contents = [], IsTruncated } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  if (IsTruncated) throw new Error("too many objects");
  return Contents.map(({ Key, Size, ETag }) => `${Key} ${Size} ${ETag}`);
}
