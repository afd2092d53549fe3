import * as pulumi from "@pulumi/pulumi";
import type { ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import { packageOf } from "../../base/files/package-of.js";
import type { Planned } from "../../base/planned/resources.js";
import { canonicalJson } from "../../base/yaml/json.js";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import { type KeyPlan, slotsOf, type UserPlan } from "../../subjects/identity/key.js";
import type { KeyPair } from "../../subjects/identity/resources-key-pair.js";
import type { CreatedBucket, Reached, StoreMakersOf, StoreResources } from "../common/resources.js";
import { administratorMissing, minioServer } from "./resources-server.js";

export const minioResources: StoreResources<Reached<ObjectStoreEndpoint>> = {
  makersOf: (plan) => minioMakers(loaded(), plan.shape.settings.endpoint),
  unready: administratorMissing,
};

type Minio = ReturnType<typeof loaded>;

/** What of the provider's package is used. */
function loaded() {
  const load = <T>(module: string) => packageOf<T>(`@pulumi/minio/${module}.js`, "platform is minio");
  return {
    ...load<typeof import("@pulumi/minio/iamPolicy.js")>("iamPolicy"),
    ...load<typeof import("@pulumi/minio/iamServiceAccount.js")>("iamServiceAccount"),
    ...load<typeof import("@pulumi/minio/iamUser.js")>("iamUser"),
    ...load<typeof import("@pulumi/minio/iamUserPolicyAttachment.js")>("iamUserPolicyAttachment"),
    ...load<typeof import("@pulumi/minio/provider.js")>("provider"),
    ...load<typeof import("@pulumi/minio/s3bucket.js")>("s3bucket"),
  };
}

function minioMakers(minio: Minio, endpoint: ObjectStoreEndpoint): StoreMakersOf {
  return ({ name, parent }) => {
    const provider = new minio.Provider(`${name}-minio`, minioServer(endpoint), { parent });
    return {
      createBucket: (bucketName, plan, of) => createBucket(minio, bucketName, plan, { parent: of, provider }),
      createUser: (userName, plan, user, of) => createUser(minio, userName, plan, user, { parent: of, provider }),
    };
  };
}

interface Owned {
  readonly parent: pulumi.Resource;
  readonly provider: pulumi.ProviderResource;
}

function createBucket({ S3Bucket }: Minio, name: string, plan: Planned<BucketPlan>, owned: Owned): CreatedBucket {
  const bucket = new S3Bucket(
    name,
    { bucket: plan.input((known) => known.name), acl: "private", forceDestroy: false },
    { ...owned, protect: true, retainOnDelete: true },
  );
  return { bucketName: bucket.bucket, bucketArn: bucket.arn, settings: [] };
}

/**
 * A user with its policy, and a service account of that user for each slot: a user has one key, and a new secret for it
 * ends the old one at once.
 */
function createUser(
  minio: Minio,
  name: string,
  plan: Planned<KeyPlan>,
  user: Planned<UserPlan>,
  owned: Owned,
): KeyPair {
  const { userName } = user.shape;
  const opts = { ...owned, deleteBeforeReplace: true };
  const document = plan.input(({ policy }) => canonicalJson(policy));
  const policy = new minio.IamPolicy(name, { name: userName, policy: document }, opts);
  const minioUser = new minio.IamUser(name, { name: userName }, opts);
  const attachment = new minio.IamUserPolicyAttachment(
    name,
    { userName: minioUser.name, policyName: policy.name },
    opts,
  );
  // Without a policy of its own the provider sees a change of it at every preview.
  const keyOf = (slot: string) =>
    new minio.IamServiceAccount(
      `${name}.${slot}`,
      { targetUser: minioUser.name, policy: document },
      { ...owned, dependsOn: [attachment] },
    );
  const slots = slotsOf(user.shape);
  const active = keyOf(slots.active);
  if (slots.retiring !== undefined) keyOf(slots.retiring);
  return { accessKey: active.accessKey, secretKey: pulumi.secret(active.secretKey) };
}
