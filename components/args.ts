export interface DeploykfObjectStoreArgs {
  a?: string;
}
export interface KubeflowBucketArgs {
  a?: string;
}
export interface EksClusterArgs {
  a?: string;
}
