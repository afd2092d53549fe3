import { IAMCustomRole } from "@pulumi/gcp/projects/iamcustomRole.js";
import { Account } from "@pulumi/gcp/serviceaccount/account.js";
import { Bucket } from "@pulumi/gcp/storage/bucket.js";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember.js";
import { HmacKey } from "@pulumi/gcp/storage/hmacKey.js";
import * as pulumi from "@pulumi/pulumi";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import { type KeyPlan, slotsOf, type UserPlan } from "../../subjects/identity/key.js";
import type { KeyPair } from "../../subjects/identity/resources-key-pair.js";
import type { CreatedBucket, StoreMakersOf } from "../common/resources.js";
import { labelsOf } from "./names.js";
import type { GcpPlan, GcpRolePlan, GcpUserPlan } from "./plan.js";
import { gcpLifecycleRules } from "./resources-lifecycle.js";

/** Custom roles by the names that bindings use. */
type Roles = ReadonlyMap<string, IAMCustomRole>;

/** Makers for Google Cloud Storage, in the project of the stack's own provider config. */
export function gcpMakers(plan: GcpPlan | undefined): StoreMakersOf {
  return ({ name, parent }) => {
    const roles: Roles = new Map(plan?.roles.map((role) => [role.name, createRole(name, role, parent)]));
    return {
      createBucket: createGcsBucket,
      createUser: (userName, key, user, of, bucketName) => {
        const account = plan?.users.get(key.key);
        if (!account) throw new Error(`the plan has no service account for ${key.principal}`);
        return createServiceAccount(userName, key, { ...user, ...account }, { roles, bucketName, parent: of });
      },
    };
  };
}

function createRole(name: string, role: GcpRolePlan, parent: pulumi.Resource): IAMCustomRole {
  const { roleId, description, permissions } = role;
  return new IAMCustomRole(
    `${name}-${role.name}`,
    { roleId, title: roleId, description, permissions: [...permissions] },
    { parent },
  );
}

/** Private, encrypted and TLS only as every bucket of Google's can be: ACLs are off, and nothing can be made public. */
function createGcsBucket(name: string, plan: BucketPlan, parent: pulumi.Resource): CreatedBucket {
  const bucket = new Bucket(
    name,
    {
      name: plan.name,
      location: plan.region,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      lifecycleRules: gcpLifecycleRules(plan.lifecycleRules),
      forceDestroy: false,
      labels: labelsOf(plan.tags),
    },
    { parent, protect: true, retainOnDelete: true },
  );
  return { bucketName: bucket.name, bucketArn: bucket.name.apply(() => plan.arn), settings: [] };
}

interface AccountContext {
  readonly roles: Roles;
  readonly bucketName: pulumi.Output<string>;
  readonly parent: pulumi.Resource;
}

/** A service account with exactly its bindings on the bucket, and a key for each slot. */
function createServiceAccount(
  name: string,
  { key }: KeyPlan,
  user: UserPlan & GcpUserPlan,
  { roles, bucketName, parent }: AccountContext,
): KeyPair {
  const { userName, displayName, description, bindings } = user;
  const slots = slotsOf(user);
  const account = new Account(`${name}-${key}`, { accountId: userName, displayName, description }, { parent });
  const granted = bindings.map(({ role, condition }, index) => {
    const made = roles.get(role.name);
    if (!made) throw new Error(`the plan has no role ${role.name}`);
    return new BucketIAMMember(
      `${name}-${key}.${index + 1}`,
      { bucket: bucketName, role: made.name, member: account.member, ...(condition && { condition }) },
      { parent },
    );
  });
  const keyOf = (slot: string) =>
    new HmacKey(`${name}-${key}.${slot}`, { serviceAccountEmail: account.email }, { parent, dependsOn: granted });
  const active = keyOf(slots.active);
  if (slots.retiring !== undefined) keyOf(slots.retiring);
  return { accessKey: active.accessId, secretKey: pulumi.secret(active.secret) };
}
