import type { Settings } from "./settings.js";

/** Whether the stack asks AWS anything: for the store, or for the cluster and its roles. */
export function usesAws({
  platform,
  cluster,
}: Pick<Settings, "platform"> & { cluster: Pick<Settings["cluster"], "source"> }): boolean {
  return platform === "aws-s3" || cluster.source === "eks" || cluster.source === "new";
}
