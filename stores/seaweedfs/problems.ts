import type { CatalogueEntry } from "../../base/problems/entry.js";

/** What has to be known of a SeaweedFS server. */
export const seaweedfsProblems = {
  "seaweedfs-version": {
    title: "What a SeaweedFS server keeps apart depends on its version",
    text: "4.00 was seen to wall nothing, 4.34 objects but not their names, 4.53 both. One between two is judged by the older, as its own walls aren't known, a newer one as 4.53, and without `objectStore.seaweedfs.version` nothing is claimed. Kubeflow Pipelines 2.15 to 2.16.1 and Kubeflow 1.11 and 26.03 ship 4.00, Kubeflow Pipelines 2.17.0 ships 4.34.",
  },
  "seaweedfs-listing": {
    title: "A SeaweedFS server shows the names of all keys",
    text: "On 4.34 and 4.44 who may list below one prefix lists everything behind it in the bucket: names, sizes and times, no contents. No form of policy closes it. From 4.53 on `auth.listScope: prefix` does; `auth.listScope: bucket` lets every profile list everything on any version.",
  },
  "seaweedfs-tls": {
    title: "Whether a SeaweedFS server speaks TLS isn't stated",
    text: "Clients that use https at a server of http reach nothing. `objectStore.useSSL` says which it is.",
  },
  "seaweedfs-ports": {
    title: "SeaweedFS's other ports are open to the cluster",
    text: "The S3 API asks for keys; the filer, the master and the volume servers don't by default. What this plan says of isolation holds only where profiles' pods reach nothing but 8333.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
