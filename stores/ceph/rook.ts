/** What Rook makes of its custom resources: names, rules, limits. Source: rook/rook, files named in each docstring. */

import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { Finding } from "../../base/problems/problem.js";

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

/**
 * Everything that speaks against making `bucket` by a class: whose buckets are deleted with their claims, or are others' buckets.
 * Source: rook/rook deploy/examples/storageclass-bucket-retain.yaml; lib-bucket-provisioner, handleDeleteClaim.
 */
export function storageClassFindings(
  { store, namespace, storageClass }: RookStore,
  bucket: string,
  { provisioner, reclaimPolicy, parameters = {} }: StorageClassFacts,
): readonly Finding[] {
  const found: Finding[] = [];
  const report = (fault: string, rule: string, mend: string) =>
    found.push({ code: "rook-storage-class", message: `StorageClass ${storageClass} ${fault}`, rule, mend });
  if (reclaimPolicy !== "Retain") {
    report(
      // Kubernetes means Delete where a class says nothing.
      `has reclaimPolicy ${reclaimPolicy ?? "Delete"}`,
      "with it the bucket and all objects are deleted together with the claim",
      "make a class with reclaimPolicy: Retain (a class can't be changed), and name it in objectStore.rook.storageClass",
    );
  }
  if (provisioner !== undefined && !provisioner.endsWith(".ceph.rook.io/bucket")) {
    report(
      `has the provisioner ${provisioner}`,
      "buckets of Rook's are made by <operator's namespace>.ceph.rook.io/bucket",
      "name a class of buckets in objectStore.rook.storageClass",
    );
  }
  const { objectStoreName = store, objectStoreNamespace = namespace, bucketName = "" } = parameters;
  if (objectStoreName !== store || objectStoreNamespace !== namespace) {
    report(
      `makes buckets in ${objectStoreNamespace}/${objectStoreName}`,
      `users and values are those of ${namespace}/${store}`,
      `correct objectStore.rook, or name another class than ${storageClass}`,
    );
  }
  if (bucketName !== "" && bucketName !== bucket) {
    report(
      `has the parameter bucketName ${bucketName}`,
      "every claim of this class gets that bucket, whatever it asks for",
      "name a class without bucketName in objectStore.rook.storageClass",
    );
  }
  return found;
}

/**
 * The Secret that Rook makes for a principal's user, in the user's namespace; `key` is `backend`, `profiles` or
 * `profile-<name>`. Source: controller.go, generateCephUserSecretName and generateCephUserSecret.
 */
export function rookSecret({ store }: RookStore, namePrefix: string, key: string, namespace: string): SecretRef {
  const name = `rook-ceph-object-user-${store}-${namePrefix}-${key}`;
  return { namespace, name, accessKeyKey: "AccessKey", secretKeyKey: "SecretKey" };
}
