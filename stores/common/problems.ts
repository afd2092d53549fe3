import type { CatalogueEntry } from "../../base/problems/entry.js";

/** What a store is asked for that it can't do. */
export const storeProblems = {
  "store-irsa": {
    title: "IRSA works with AWS alone",
    text: "Other clouds have similar means (Workload Identity and others), but KFP's clients speak S3 and know AWS's exchange of tokens only.",
  },
  "store-isolation": {
    title: "The store can't isolate by prefix",
    text: "Its keys reach the whole bucket. Only a bucket for each profile would separate them, which deployKF doesn't support.",
  },
  "store-shared": {
    title: "Profiles share the store",
    text: "Each profile has a key of its own that can be revoked, but every key reads, writes and deletes everything in the bucket. On SeaweedFS 4.00 reading it was seen; writing and deleting, and all of it on versions judged as 4.00, is taken as so, as nothing is known to keep a key from it.",
  },
  "store-virtual-host": {
    title: "The pipelines UI can't read the store",
    text: "Its client, minio-js, uses path-style requests for every store but AWS.",
  },
  "store-bucket-name": {
    title: "The store won't take the bucket's name",
    text: "Each store has its own rules; periods are refused where they break TLS.",
  },
  "store-bring-your-own": {
    title: "The program doesn't make that on this platform",
    text: "docs/platforms.md says who makes buckets and keys where. `--out DIR` writes the policy of each principal in the store's own language, to be applied by hand.",
  },
  "store-option": {
    title: "The platform has no such option",
    text: "It would have no effect. docs/config.md says which platform has which.",
  },
  "package-missing": {
    title: "A package of the store isn't installed",
    text: "The packages of MinIO and Google Cloud are installed by those who use them: every provider in node_modules is also fetched as a plugin by Pulumi.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
