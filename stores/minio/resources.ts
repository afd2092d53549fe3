import { IamPolicy } from "@pulumi/minio/iamPolicy.js";
import { IamServiceAccount } from "@pulumi/minio/iamServiceAccount.js";
import { IamUser } from "@pulumi/minio/iamUser.js";
import { IamUserPolicyAttachment } from "@pulumi/minio/iamUserPolicyAttachment.js";
import { Provider, type ProviderArgs } from "@pulumi/minio/provider.js";
import { S3Bucket } from "@pulumi/minio/s3bucket.js";
import * as pulumi from "@pulumi/pulumi";
import { canonicalJson } from "../../base/yaml/json.js";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import { type KeyPlan, slotsOf, type UserPlan } from "../../subjects/identity/key.js";
import type { KeyPair } from "../../subjects/identity/resources-key-pair.js";
import type { CreatedBucket, StoreMakersOf } from "../common/resources.js";

/** Makers for a MinIO server, reached as `server` says; its password has to be a secret, the provider doesn't make it one. */
export function minioMakers(server: ProviderArgs): StoreMakersOf {
  return ({ name, parent }) => {
    const provider = new Provider(`${name}-minio`, server, { parent });
    return {
      createBucket: (bucketName, plan, of) => createBucket(bucketName, plan, of, provider),
      createUser: (userName, plan, user, of) => createUser(userName, plan, user, of, provider),
    };
  };
}

function createBucket(
  name: string,
  plan: BucketPlan,
  parent: pulumi.Resource,
  provider: pulumi.ProviderResource,
): CreatedBucket {
  const bucket = new S3Bucket(
    name,
    { bucket: plan.name, acl: "private", forceDestroy: false },
    { parent, provider, protect: true, retainOnDelete: true },
  );
  return { bucketName: bucket.bucket, bucketArn: bucket.arn, settings: [] };
}

/**
 * A user with its policy, and a service account of that user for each slot: a user has one key, and a new secret for it
 * ends the old one at once.
 */
function createUser(
  name: string,
  plan: KeyPlan,
  user: UserPlan,
  parent: pulumi.Resource,
  provider: pulumi.ProviderResource,
): KeyPair {
  const opts = { parent, provider, deleteBeforeReplace: true };
  const document = canonicalJson(plan.policy);
  const policy = new IamPolicy(`${name}-${plan.key}`, { name: user.userName, policy: document }, opts);
  const minioUser = new IamUser(`${name}-${plan.key}`, { name: user.userName }, opts);
  const attachment = new IamUserPolicyAttachment(
    `${name}-${plan.key}`,
    { userName: minioUser.name, policyName: policy.name },
    opts,
  );
  // Without a policy of its own the provider sees a change of it at every preview.
  const keyOf = (slot: string) =>
    new IamServiceAccount(
      `${name}-${plan.key}.${slot}`,
      { targetUser: minioUser.name, policy: document },
      { parent, provider, dependsOn: [attachment] },
    );
  const slots = slotsOf(user);
  const active = keyOf(slots.active);
  if (slots.retiring !== undefined) keyOf(slots.retiring);
  return { accessKey: active.accessKey, secretKey: pulumi.secret(active.secretKey) };
}
