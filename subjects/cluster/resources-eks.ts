import { packageOf } from "../../base/files/package-of.js";

/**
 * What of `@pulumi/eks` is used; only a stack that makes a cluster loads it.
 * @throws ProblemsError where it isn't installed
 */
export function loadEks() {
  const load = <T>(module: string) => packageOf<T>(`@pulumi/eks/${module}.js`, "cluster.source is new");
  return {
    ...load<typeof import("@pulumi/eks/cluster.js")>("cluster"),
    ...load<typeof import("@pulumi/eks/managedNodeGroup.js")>("managedNodeGroup"),
  };
}

export type Eks = ReturnType<typeof loadEks>;
