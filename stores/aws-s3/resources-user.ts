import { AccessKey } from "@pulumi/aws/iam/accessKey.js";
import { User } from "@pulumi/aws/iam/user.js";
import { UserPolicy } from "@pulumi/aws/iam/userPolicy.js";
import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../../base/planned/resources.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { type KeyPlan, slotsOf, type UserPlan } from "../../subjects/identity/key.js";
import type { KeyPair } from "../../subjects/identity/resources-key-pair.js";

/**
 * Registers an IAM user with exactly its inline policy and a key for each slot.
 * @returns the key of the active slot, usable once the policy is in place
 */
export function createIamUser(
  name: string,
  plan: Planned<KeyPlan>,
  user: Planned<UserPlan>,
  parent: pulumi.Resource,
  provider?: pulumi.ProviderResource,
): KeyPair {
  const child = { parent, ...(provider && { provider }) };
  const opts = { ...child, deleteBeforeReplace: true };
  const iamUser = new User(
    name,
    user.inputs(({ userName, iam: { permissionsBoundary, path, tags } = {} }) => ({
      name: userName,
      ...(path !== undefined && { path }),
      ...(tags && { tags }),
      ...(permissionsBoundary !== undefined && { permissionsBoundary }),
    })),
    // The provider renames a user in place, and would then look for its old keys under the old name.
    { ...opts, replaceOnChanges: ["name"] },
  );
  const policy = new UserPolicy(
    name,
    { name: "object-store", user: iamUser.name, policy: plan.input(({ policy }) => canonicalJson(policy)) },
    opts,
  );
  // A slot's name is part of the logical name, so that a new slot is a new key and the old one stays until it is dropped.
  // Neither a profile's name nor a slot's has a dot: team's 1-a and team-1's a stay apart.
  const keyOf = (slot: string) =>
    new AccessKey(`${name}.${slot}`, { user: iamUser.name }, { ...child, dependsOn: [policy] });
  const slots = slotsOf(user.shape);
  const active = keyOf(slots.active);
  if (slots.retiring !== undefined) keyOf(slots.retiring);
  return { accessKey: active.id, secretKey: pulumi.secret(active.secret) };
}
