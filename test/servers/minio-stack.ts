import { CreateBucketCommand } from "@aws-sdk/client-s3";
import type { Plan } from "../../plan/plan.js";
import { planPolicyFiles } from "../../plan/policy-files.js";
import type { MinioServer } from "./minio.js";
import { minioAdmin } from "./minio-admin.js";
import { plannedBucket, principalsOf } from "./planned.js";
import type { S3Bucket } from "./s3.js";

/** The plan's bucket on a server, as root and as each principal see it. */
export interface MinioStack {
  readonly root: S3Bucket;
  readonly principals: ReadonlyMap<string, S3Bucket>;
}

/** Does by hand what the plan leaves to others: a user for each principal, with the policy whose text the plan gives. */
export async function makeMinioStack(minio: MinioServer, plan: Plan): Promise<MinioStack> {
  const { caCertificate, rootUser, rootPassword } = minio;
  const admin = minioAdmin(minio);
  const texts = new Map(planPolicyFiles(plan).map(({ name, text }) => [name, text]));
  const root = plannedBucket(plan, { accessKey: rootUser, secretKey: rootPassword, caCertificate });
  await root.client.send(new CreateBucketCommand({ Bucket: plan.bucket.name }));
  const principals = new Map<string, S3Bucket>();
  for (const { principal, key } of principalsOf(plan)) {
    const text = texts.get(`${key}.json`);
    if (text === undefined) throw new Error(`there is no policy for ${principal}`);
    const secretKey = `secret-of-${key}`;
    await admin.createUser(key, secretKey);
    await admin.createPolicy(key, text);
    await admin.attachPolicy(key, key);
    principals.set(principal, plannedBucket(plan, { accessKey: key, secretKey, caCertificate }));
  }
  return { root, principals };
}
