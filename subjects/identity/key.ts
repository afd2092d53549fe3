import { userArn } from "../../base/aws/arn.js";
import { nameOf } from "../../base/aws/names.js";
import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { Facts } from "../access/facts.js";
import type { PrincipalBase } from "../access/principal.js";
import type { RolePlan, RoleSettings } from "./role.js";
import type { KeySource, SlotSettings } from "./schema.js";
import type { AuthSettings, SecretSettings } from "./settings.js";
import type { KeyHolder } from "./who.js";

/** A principal with an access key. */
export interface KeyPlan extends PrincipalBase {
  readonly kind: "key";
  readonly source: KeySource;
  /** Only with source iam-users. */
  readonly user: UserPlan | undefined;
  /** The Secret that holds the key; undefined where the key is inline in the values. */
  readonly secret: SecretPlan | undefined;
}

/** A user of the store with its one policy and a key for each slot. */
export interface UserPlan {
  readonly userName: string;
  /** Undefined where the store makes the user's one key, as Rook does. */
  readonly slots: SlotSettings | undefined;
  /** Only of an AWS account. */
  readonly iam: (Pick<RolePlan, "path" | "permissionsBoundary" | "tags"> & { readonly userArn: string }) | undefined;
}

/**
 * The slots of a user whose keys this stack makes.
 * @throws Error for a user whose key the store makes
 */
export function slotsOf({ userName, slots }: UserPlan): SlotSettings {
  if (!slots) throw new Error(`the key of ${userName} isn't made by this stack`);
  return slots;
}

export interface SecretPlan extends SecretRef {
  /** false: made by others, or by the store itself. */
  readonly create: boolean;
}

export interface KeySettings extends RoleSettings {
  readonly auth: Pick<AuthSettings, "path" | "permissionsBoundary" | "slots">;
  readonly secrets: Pick<SecretSettings, "ofStore">;
}

/** What a store says of users that are made in it. */
export interface StoreUsers {
  /** Characters of a user's name, where it isn't IAM's 64. */
  readonly longestUserName?: number | undefined;
  /** Whether they are users of the stack's AWS account. */
  readonly ofAws: boolean;
}

export function keyBuilder(settings: KeySettings, facts: Facts, users: StoreUsers) {
  const account = { partition: settings.partition, accountId: facts.accountId };
  const { path, permissionsBoundary, slots } = settings.auth;
  return (base: PrincipalBase, { source, secret, create }: KeyHolder): KeyPlan => {
    const userName = nameOf(settings.namePrefix, base.key, users.longestUserName);
    const iam = { userArn: userArn(account, path, userName), path, permissionsBoundary, tags: settings.tags };
    const user = {
      userName,
      slots: settings.secrets.ofStore ? undefined : slots,
      iam: users.ofAws ? iam : undefined,
    };
    return {
      kind: "key",
      ...base,
      source,
      user: source === "iam-users" ? user : undefined,
      secret: secret && { ...secret, create },
    };
  };
}
