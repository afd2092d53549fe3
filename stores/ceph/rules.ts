import type { Words } from "../../base/input/words.js";
import { isDnsLabel, isDnsName, isDnsSubdomain } from "../../base/kubernetes/names.js";
import type { Finding } from "../../base/problems/problem.js";
import { rookStoreLength, rookUserLength } from "./rook.js";

/** Rules for buckets and users that Rook makes. */

export function rookElsewhere(platform: string): Finding {
  return {
    code: "store-option",
    message: `objectStore.rook is set, and platform is ${platform}`,
    rule: "Rook runs Ceph",
    mend: "remove objectStore.rook, or set platform: ceph",
  };
}

export function checkRookStore(key: string, name: string): Finding | undefined {
  if (name.length <= rookStoreLength && isDnsLabel(name)) return undefined;
  return {
    code: "rook-name",
    message: `${key} is "${name}"`,
    rule: `the gateway's Service is rook-ceph-rgw-<store>, so a store's name is a DNS label of ${rookStoreLength} characters`,
    mend: "kubectl get cephobjectstores -A prints the names",
  };
}

export function checkStorageClassName(key: string, name: string): Finding | undefined {
  if (isDnsName(name)) return undefined;
  return {
    code: "rook-name",
    message: `${key} is "${name}"`,
    rule: "the name of a StorageClass is a DNS name",
    mend: "kubectl get storageclasses prints the names",
  };
}

export function checkRookNamePrefix(key: string, prefix: string): Finding | undefined {
  if (isDnsSubdomain(`${prefix}-backend`)) return undefined;
  return {
    code: "rook-name",
    message: `${key} is "${prefix}"`,
    rule: "Rook's users are Kubernetes objects: a-z, 0-9, - and . , each part from a letter or digit to one",
    mend: "choose a name such as kf-dev",
  };
}

/** `owners` are all whose users have too long a name, the longest first; `name` is that of the first. */
export function userNameTooLong(owners: readonly string[], name: string): Finding {
  const [first] = owners;
  const among = owners.length === 1 ? "" : `, the longest of ${owners.length} that don't fit`;
  return {
    code: "rook-name",
    message: `the user of ${first} would be called ${name}, ${name.length} characters${among}`,
    rule: `Rook writes a user's name into a label, which has ${rookUserLength}, and deployKF's template needs all profiles' names whole`,
    mend: `set a namePrefix that is shorter by ${name.length - rookUserLength} or more`,
  };
}

/** `key` has a value that leaves out a part of what only goes together. */
export function rookMakesAll(key: string, value: string): Finding {
  return {
    code: "rook-makes-all",
    message: `${key} is ${value}, and objectStore.rook is set`,
    rule: "what Rook's users may do stands in the policy of the bucket that Rook makes, and nobody else is in it",
    mend: `remove ${key}; or remove objectStore.rook, and bring bucket and keys yourself`,
  };
}

export function sharedOfRook(): Finding {
  return {
    code: "rook-makes-all",
    message: "bucket.sharedWith is set, and objectStore.rook, too",
    rule: "the policy of a bucket that Rook makes names the users of one stack",
    mend: "remove bucket.sharedWith; or remove objectStore.rook in all these stacks, and bring bucket and keys yourself",
  };
}

export function slotsOfRook(): Finding {
  return {
    code: "key-slots",
    message: "auth.slots is set, and objectStore.rook, too",
    rule: "a user of Rook's has one key, which Rook makes and nobody else knows",
    mend: "remove auth.slots; a user that is replaced gets a new key (docs/rook.md#rotation)",
  };
}

export function inlineOfRook(): Finding {
  return {
    code: "inline-without-key",
    message: "auth.backendKey is inline, and objectStore.rook is set",
    rule: "an inline key has to be known, and Rook's keys stand in Rook's Secrets alone",
    mend: "remove auth.backendKey",
  };
}

export function secretOfRook(key: string): Finding {
  return {
    code: "rook-secret",
    message: `${key} is set, and objectStore.rook, too`,
    rule: "Rook makes the Secrets, and names them and the keys in them by rules of its own",
    mend: `remove ${key}: the values name Rook's Secrets`,
  };
}

export function rookWithoutKubeconfig({ kubeconfig }: Words): Finding {
  return {
    code: "kubeconfig-missing",
    message: "Rook's users and bucket are to be created, and the stack doesn't say in which cluster",
    rule: "the Kubernetes provider needs a kubeconfig",
    mend: `${kubeconfig}, or remove objectStore.rook`,
  };
}
