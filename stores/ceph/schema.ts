import { z } from "zod";

export const rook = z.strictObject({
  store: z.string().describe("Name of the CephObjectStore."),
  namespace: z.string().default("rook-ceph").describe("Namespace of the CephObjectStore."),
  storageClass: z.string().describe("StorageClass of buckets in that store; its reclaimPolicy has to be Retain."),
});
