import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../../base/planned/resources.js";
import type { Finding } from "../../base/problems/problem.js";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import type { ClusterAccess } from "../../subjects/cluster/resources-access.js";
import type { KeyPlan, UserPlan } from "../../subjects/identity/key.js";
import type { KeyPair } from "../../subjects/identity/resources-key-pair.js";

/** A bucket that was registered. */
export interface CreatedBucket {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  /** What has to be there before the bucket is ready for objects. */
  readonly settings: readonly pulumi.Resource[];
}

export type CreateBucket = (name: string, plan: Planned<BucketPlan>, parent: pulumi.Resource) => CreatedBucket;

/**
 * Registers a user with exactly its policy; undefined where the store keeps the key in a Secret of its own. `bucketName`
 * is known once the bucket is ready, for stores whose policies are the bucket's.
 */
export type CreateUser = (
  name: string,
  plan: Planned<KeyPlan>,
  user: Planned<UserPlan>,
  parent: pulumi.Resource,
  bucketName: pulumi.Output<string>,
) => KeyPair | undefined;

/** What makes buckets and users of one object store. */
export interface StoreMakers {
  readonly createBucket: CreateBucket;
  readonly createUser: CreateUser;
}

/** What a store's makers are made with. */
export interface MakerContext {
  readonly name: string;
  readonly parent: pulumi.Resource;
  /** Where the store's own Kubernetes objects are created; undefined where the plan has none. */
  readonly cluster: ClusterAccess | undefined;
}

export type StoreMakersOf = (context: MakerContext) => StoreMakers;

/** The part of a plan that says how the store is reached. */
export interface Reached<Endpoint> {
  readonly settings: { readonly endpoint: Endpoint };
}

/** What registers a store's bucket and users; `Read` is what it reads of the plan. */
export interface StoreResources<Read> {
  /** @throws ProblemsError where the store's package isn't installed */
  readonly makersOf: (plan: Planned<Read>) => StoreMakersOf;
  /** What keeps the stack from reaching the store, if anything does. */
  readonly unready?: (stack: string) => Finding | undefined;
}
