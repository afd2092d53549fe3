import type { CatalogueEntry } from "../../base/problems/entry.js";

/** What has to be known of a SeaweedFS server. */
export const seaweedfsProblems = {
  "seaweedfs-version": {
    title: "What a SeaweedFS server keeps apart depends on its version",
    text: "4.00 walls nothing, 4.34 objects but not their names, 4.53 both. One between two is judged by the older, a newer one as 4.53, and without `objectStore.seaweedfs.version` nothing is claimed. Kubeflow Pipelines 2.15 to 2.16.1 and Kubeflow 1.11 and 26.03 ship 4.00, Kubeflow Pipelines 2.17.0 ships 4.34.",
  },
  "seaweedfs-listing": {
    title: "A SeaweedFS server shows the names of all keys",
    text: "On 4.34 and 4.44 who may list below one prefix lists everything behind it in the bucket: names, sizes and times, no contents. No form of policy closes it.",
  },
  "seaweedfs-ports": {
    title: "SeaweedFS's other ports are open to the cluster",
    text: "The S3 API asks for keys; the filer, the master and the volume servers don't by default. What this plan says of isolation holds only where profiles' pods reach nothing but 8333.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
