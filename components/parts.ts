import type { Planned } from "../base/planned/resources.js";
import type { CreateBucket } from "../stores/common/resources.js";
import type { BucketPlan } from "../subjects/bucket/plan.js";
import type { NewClusterPlan } from "../subjects/cluster/plan.js";
import type { EksClusterArgs, KubeflowBucketArgs } from "./args.js";
export function plannedBucket(_: KubeflowBucketArgs): { plan: Planned<BucketPlan>; createBucket: CreateBucket } {
  throw new Error("x");
}
export function plannedCluster(_: EksClusterArgs): Planned<NewClusterPlan> {
  throw new Error("x");
}
