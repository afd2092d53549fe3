import { bucketArn, userArn } from "../../base/aws/arn.js";
import { nameOf } from "../../base/aws/names.js";
import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { Settings } from "../../settings/settings.js";
import { type GcpUserPlan, gcpUser } from "../../stores/gcs/plan.js";
import { storeOf } from "../../stores/index.js";
import type { Facts } from "../access/facts.js";
import type { PrincipalBase } from "../access/principal.js";
import { bucketPartition } from "../bucket/plan.js";
import type { KeySource, SlotSettings } from "./settings.js";

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
  readonly iam: IamUserPlan | undefined;
  /** Only of a Google Cloud project. */
  readonly gcp: GcpUserPlan | undefined;
}

/**
 * The slots of a user whose keys this stack makes.
 * @throws Error for a user whose key the store makes
 */
export function slotsOf({ userName, slots }: UserPlan): SlotSettings {
  if (!slots) throw new Error(`the key of ${userName} isn't made by this stack`);
  return slots;
}

export interface IamUserPlan {
  readonly userArn: string;
  readonly path: string;
  readonly permissionsBoundary: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface SecretPlan extends SecretRef {
  /** false: made by others, or by the store itself. */
  readonly create: boolean;
}

export function keyBuilder(settings: Settings, facts: Facts) {
  const account = { partition: settings.partition, accountId: facts.accountId };
  const { path, permissionsBoundary, slots, keySource } = settings.auth;
  const bucket = { name: settings.bucket.name, arn: bucketArn(bucketPartition(settings), settings.bucket.name) };
  const { longestUserName } = storeOf(settings.platform).capabilities;
  return (base: PrincipalBase, secret: SecretRef | undefined, ownSource: KeySource | undefined): KeyPlan => {
    const source = ownSource ?? keySource;
    const userName = nameOf(settings.namePrefix, base.key, longestUserName);
    const iam = { userArn: userArn(account, path, userName), path, permissionsBoundary, tags: settings.tags };
    const user = {
      userName,
      slots: settings.rook ? undefined : slots,
      iam: settings.platform === "aws-s3" ? iam : undefined,
      gcp: settings.platform === "gcs" ? gcpUser(base, bucket) : undefined,
    };
    return {
      kind: "key",
      ...base,
      source,
      user: source === "iam-users" ? user : undefined,
      secret: secret && { ...secret, create: source !== "existing" && !settings.rook },
    };
  };
}
