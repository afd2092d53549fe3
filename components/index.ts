/** What other programs use. */

export type * from "./args.js";
export { KubeflowBucket } from "./bucket.js";
export { EksCluster } from "./eks-cluster.js";
export { DeploykfObjectStore } from "./object-store.js";
