/** What other programs use. */

export type * from "./args.js";
export { KubeflowBucket } from "./bucket.js";
export { EksCluster } from "./eks-cluster.js";
export { DeploykfObjectStore } from "./object-store.js";
export { PipelineKey } from "./pipeline-key.js";
export { PipelineRole } from "./pipeline-role.js";
