import type { input } from "@pulumi/gcp/types/index.js";
import * as pulumi from "@pulumi/pulumi";
import { packageOf } from "../../base/files/package-of.js";
import type { Planned } from "../../base/planned/resources.js";
import type { BucketPlan, LifecycleRule } from "../../subjects/bucket/plan.js";
import { slotsOf, type UserPlan } from "../../subjects/identity/key.js";
import type { KeyPair } from "../../subjects/identity/resources-key-pair.js";
import type { CreatedBucket, StoreMakersOf, StoreResources } from "../common/resources.js";
import { labelsOf } from "./names.js";
import type { GcpPlan, GcpRolePlan, GcpUserPlan, GcsParts } from "./plan.js";

/** In the project of the stack's own provider config. */
export const gcsResources: StoreResources<Partial<GcsParts>> = {
  makersOf: (plan) =>
    gcpMakers(
      loaded(),
      plan.maybe(({ gcp }) => gcp),
    ),
};

type Gcp = ReturnType<typeof loaded>;

/** What of the provider's package is used. */
function loaded() {
  const load = <T>(module: string) => packageOf<T>(`@pulumi/gcp/${module}.js`, "platform is gcs");
  return {
    ...load<typeof import("@pulumi/gcp/projects/iamcustomRole.js")>("projects/iamcustomRole"),
    ...load<typeof import("@pulumi/gcp/serviceaccount/account.js")>("serviceaccount/account"),
    ...load<typeof import("@pulumi/gcp/storage/bucket.js")>("storage/bucket"),
    ...load<typeof import("@pulumi/gcp/storage/bucketIAMMember.js")>("storage/bucketIAMMember"),
    ...load<typeof import("@pulumi/gcp/storage/hmacKey.js")>("storage/hmacKey"),
  };
}

/** Names of custom roles by the names that bindings use. */
type Roles = ReadonlyMap<string, pulumi.Output<string>>;

function gcpMakers(gcp: Gcp, plan: Planned<GcpPlan> | undefined): StoreMakersOf {
  return ({ name, parent }) => {
    const roles: Roles = new Map(plan?.shape.roles.map((role) => [role.name, createRole(gcp, name, role, parent)]));
    return {
      createBucket: (bucketName, bucket, of) => createGcsBucket(gcp, bucketName, bucket, of),
      createUser: (userName, key, user, of, bucketName) => {
        const account = plan?.maybe(({ users }) => users.get(key.shape.key));
        if (!account) throw new Error(`the plan has no service account for ${key.shape.principal}`);
        return createServiceAccount(gcp, userName, user.shape, account, {
          roles,
          bucketName,
          of,
        });
      },
    };
  };
}

function createRole(
  { IAMCustomRole }: Gcp,
  name: string,
  role: GcpRolePlan,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { roleId, description, permissions } = role;
  const args = { roleId, title: roleId, description, permissions: [...permissions] };
  return new IAMCustomRole(`${name}-${role.name}`, args, { parent }).name;
}

/** Private, encrypted and TLS only as every bucket of Google's can be: ACLs are off, and nothing can be made public. */
function createGcsBucket(
  { Bucket }: Gcp,
  name: string,
  plan: Planned<BucketPlan>,
  parent: pulumi.Resource,
): CreatedBucket {
  const bucket = new Bucket(
    name,
    {
      ...plan.inputs(({ name: bucketName, region }) => ({ name: bucketName, location: region })),
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      // One that is off is left out. Source: Cloud Storage, "Object Lifecycle Management".
      lifecycleRules: plan.shape.lifecycleRules.filter(({ enabled }) => enabled).map(gcpLifecycleRule),
      forceDestroy: false,
      labels: labelsOf(plan.shape.tags),
    },
    { parent, protect: true, retainOnDelete: true },
  );
  return { bucketName: bucket.name, bucketArn: bucket.name.apply(() => plan.output(({ arn }) => arn)), settings: [] };
}

function gcpLifecycleRule({ prefix, effect, days }: LifecycleRule): input.storage.BucketLifecycleRule {
  const below = prefix === "" ? {} : { matchesPrefixes: [prefix] };
  const remove = { type: "Delete" };
  switch (effect) {
    case "abort-multipart-upload":
      return { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: days, ...below } };
    case "expire-noncurrent":
      return { action: remove, condition: { daysSinceNoncurrentTime: days, withState: "ARCHIVED", ...below } };
    case "expire":
      // The age of a noncurrent object counts from its creation, too: it would go before its days are over.
      return { action: remove, condition: { age: days, withState: "LIVE", ...below } };
  }
}

/** What a service account's bindings hang on. */
interface Granted {
  readonly roles: Roles;
  readonly bucketName: pulumi.Output<string>;
  readonly of: pulumi.Resource;
}

/** A service account with exactly its bindings on the bucket, and a key for each slot. */
function createServiceAccount(
  gcp: Gcp,
  name: string,
  user: UserPlan,
  plan: Planned<GcpUserPlan>,
  { roles, bucketName, of: parent }: Granted,
): KeyPair {
  const { displayName, description } = plan.shape;
  const slots = slotsOf(user);
  const account = new gcp.Account(name, { accountId: user.userName, displayName, description }, { parent });
  const granted = plan
    .items(({ bindings }) => bindings)
    .map((binding, index) => {
      const { role } = binding.shape;
      const roleName = roles.get(role.name);
      if (!roleName) throw new Error(`the plan has no role ${role.name}`);
      const conditional = binding.inputs(({ condition }) => ({ ...(condition && { condition }) }));
      return new gcp.BucketIAMMember(
        `${name}.${index + 1}`,
        { bucket: bucketName, role: roleName, member: account.member, ...conditional },
        { parent },
      );
    });
  const keyOf = (slot: string) =>
    new gcp.HmacKey(`${name}.${slot}`, { serviceAccountEmail: account.email }, { parent, dependsOn: granted });
  const active = keyOf(slots.active);
  if (slots.retiring !== undefined) keyOf(slots.retiring);
  return { accessKey: active.accessId, secretKey: pulumi.secret(active.secret) };
}
