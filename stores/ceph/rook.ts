/** What Rook makes of its custom resources: names, rules, limits. Source: rook/rook, files named in each docstring. */

import type { SecretRef } from "../../base/kubernetes/secret.js";

/** An object store of Rook's, and what buckets in it are made by. */
export interface RookStore {
  /** Name of the CephObjectStore. */
  readonly store: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Class of the bucket's claim. */
  readonly storageClass: string;
}

/**
 * Characters of a user's name: it becomes the label `user` of the user's Secret, and labels have 63.
 * Source: pkg/operator/ceph/object/user/controller.go, generateCephUserSecret.
 */
export const rookUserLength = 63;

/** Characters of a CephObjectStore's name: `rook-ceph-rgw-<store>` is a Service, whose name has 63. */
export const rookStoreLength = 63 - "rook-ceph-rgw-".length;

/** The Secret that Rook makes for a user, in the user's namespace. Source: controller.go, generateCephUserSecretName. */
export function rookSecretName(store: string, user: string): string {
  return `rook-ceph-object-user-${store}-${user}`;
}

/** The keys in that Secret. Source: controller.go, generateCephUserSecret. */
export const rookSecretKeys = { accessKeyKey: "AccessKey", secretKeyKey: "SecretKey" } as const;

/** A user as a bucket policy of the gateway names it; it has no account and no tenant. Source: pkg/operator/ceph/object/policy.go. */
export function rookUserArn(user: string): string {
  return `arn:aws:iam:::user/${user}`;
}

/** The gateway's Service inside the cluster. Source: pkg/operator/ceph/object, Service rook-ceph-rgw-<store>. */
export function rookHost({ store, namespace }: RookStore): string {
  return `rook-ceph-rgw-${store}.${namespace}.svc.cluster.local`;
}

/** Bytes of a bucket policy that the gateway reads. Source: Ceph, `rgw_max_put_param_size`, default 1 MiB. */
export const rookPolicySize = 1_048_576;

/** Bytes of one object that etcd takes in a request. Source: etcd, `--max-request-bytes`, default 1.5 MiB. */
export const kubernetesObjectSize = 1_572_864;

/** What is read of a StorageClass; absent parts are undefined. */
export interface StorageClassFacts {
  readonly provisioner: string | undefined;
  readonly reclaimPolicy: string | undefined;
  readonly parameters: Readonly<Record<string, string>> | undefined;
}

/** What is wrong with a class of buckets. */
export interface StorageClassFault {
  /** Ends the sentence "StorageClass NAME ...". */
  readonly fault: string;
  readonly rule: string;
  readonly mend: string;
}

/**
 * Everything that speaks against making `bucket` by a class: whose buckets are deleted with their claims, or are others' buckets.
 * Source: rook/rook deploy/examples/storageclass-bucket-retain.yaml; lib-bucket-provisioner, handleDeleteClaim.
 */
export function storageClassFaults(
  { store, namespace, storageClass }: RookStore,
  bucket: string,
  { provisioner, reclaimPolicy, parameters = {} }: StorageClassFacts,
): readonly StorageClassFault[] {
  const faults: StorageClassFault[] = [];
  if (reclaimPolicy !== "Retain") {
    faults.push({
      // Kubernetes means Delete where a class says nothing.
      fault: `has reclaimPolicy ${reclaimPolicy ?? "Delete"}`,
      rule: "with it the bucket and all objects are deleted together with the claim",
      mend: "make a class with reclaimPolicy: Retain (a class can't be changed), and name it in objectStore.rook.storageClass",
    });
  }
  if (provisioner !== undefined && !provisioner.endsWith(".ceph.rook.io/bucket")) {
    faults.push({
      fault: `has the provisioner ${provisioner}`,
      rule: "buckets of Rook's are made by <operator's namespace>.ceph.rook.io/bucket",
      mend: "name a class of buckets in objectStore.rook.storageClass",
    });
  }
  const { objectStoreName = store, objectStoreNamespace = namespace, bucketName = "" } = parameters;
  if (objectStoreName !== store || objectStoreNamespace !== namespace) {
    faults.push({
      fault: `makes buckets in ${objectStoreNamespace}/${objectStoreName}`,
      rule: `users and values are those of ${namespace}/${store}`,
      mend: `correct objectStore.rook, or name another class than ${storageClass}`,
    });
  }
  if (bucketName !== "" && bucketName !== bucket) {
    faults.push({
      fault: `has the parameter bucketName ${bucketName}`,
      rule: "every claim of this class gets that bucket, whatever it asks for",
      mend: "name a class without bucketName in objectStore.rook.storageClass",
    });
  }
  return faults;
}

/** Rook's Secret of a principal; `key` is `backend`, `profiles` or `profile-<name>`. */
export function rookSecret(rook: RookStore, namePrefix: string, key: string, namespace: string): SecretRef {
  return { namespace, name: rookSecretName(rook.store, `${namePrefix}-${key}`), ...rookSecretKeys };
}
