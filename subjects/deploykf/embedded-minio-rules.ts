import type { Finding } from "../../base/problems/problem.js";

/** What is said of the MinIO that deployKF runs itself, and of the data in it. */

/** Of the stack config's key that would say it. */
export function removalNotStated(key: string): Finding {
  return {
    code: "embedded-minio",
    message:
      "neither embeddedMinio: keep (for an installation that has data) nor embeddedMinio: remove (for a new one) is " +
      "stated: on a cluster that has run before, applying the values block deletes the embedded MinIO with its volume, " +
      "every artifact and pipeline definition in it, before Kubeflow Pipelines has switched",
    rule: "enabled: false takes MinIO's Application away, and ArgoCD deletes what belongs to it, its claim too, when the sync begins",
    mend: `write one of the two lines below ${key}; docs/operations.md#the-embedded-minio-and-its-data has the safe order`,
  };
}
