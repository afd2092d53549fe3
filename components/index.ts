/** What programs import: the components and their arguments. */

export { KubeflowBucket, type KubeflowBucketArgs } from "./bucket.js";
export { DeploykfObjectStore, type DeploykfObjectStoreArgs } from "./object-store.js";
export { EksCluster, type EksClusterArgs } from "../subjects/cluster/resources.js";
