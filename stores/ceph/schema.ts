import { z } from "zod";

const rook = z.strictObject({
  store: z.string().describe("Name of the CephObjectStore."),
  namespace: z.string().default("rook-ceph").describe("Namespace of the CephObjectStore."),
  storageClass: z.string().describe("StorageClass of buckets in that store; its reclaimPolicy has to be Retain."),
});

export const cephOptions = {
  rook: rook
    .optional()
    .describe("ceph: Rook makes the bucket, its users and their keys, in the cluster: docs/rook.md."),
} as const;

export type CephOptions = z.output<z.ZodObject<typeof cephOptions>>;
