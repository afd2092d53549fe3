import type { CatalogueEntry } from "../../base/problems/entry.js";

/** What is made by Rook. */
export const cephProblems = {
  "rook-name": {
    title: "Rook or Kubernetes won't take a name",
    text: "A CephObjectStoreUser is called `<namePrefix>-backend` or `<namePrefix>-profile-<name>`, and its name becomes a label of its Secret. It isn't cut: all profiles' Secrets are named by one template.",
  },
  "rook-makes-all": {
    title: "With Rook the stack makes all of it, or nothing",
    text: "The rights of Rook's users stand in the bucket's policy, which the ObjectBucketClaim holds and Rook writes again whenever it differs. So bucket and users come from one hand; profiles with a key from elsewhere are `auth: unmanaged`.",
  },
  "rook-secret": {
    title: "Rook names its Secrets itself",
    text: "`rook-ceph-object-user-<store>-<user>`, with the keys `AccessKey` and `SecretKey`. Only the namespace of the profiles' Secrets can be chosen (`secrets.namespace`).",
  },
  "rook-policy-size": {
    title: "The bucket's policy has too many profiles",
    text: "All principals stand in one policy. The gateway reads 1 MiB of it, and the claim that carries it has to fit into etcd's 1.5 MiB.",
  },
  "rook-storage-class": {
    title: "The StorageClass isn't one for this bucket",
    text: "The class decides what becomes of the bucket when its claim is deleted, in which store it is made, and, by `parameters.bucketName`, even which bucket it is. It is read at `pulumi preview` and `up`, before the claim is made. docs/rook.md has one to copy.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
