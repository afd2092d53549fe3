import type { Finding } from "../../base/problems/problem.js";
import type { Store } from "./store.js";

/** What is asked of an object store that this program doesn't do there. */

export function bucketNotMade({ platform, title }: Store): Finding {
  return {
    code: "store-bring-your-own",
    message: `bucket.create is true, and platform is ${platform}`,
    rule: `buckets of ${title} are made by you`,
    mend: "make the bucket with the store's own tools, and remove bucket.create",
  };
}

export function usersNotMade({ platform, title }: Store, key: string): Finding {
  return {
    code: "store-bring-your-own",
    message: `${key} is iam-users, and platform is ${platform}`,
    rule: `keys of ${title} are made by you, with the policies that --out writes`,
    mend:
      platform === "ceph"
        ? `set ${key}: provided and store the keys encrypted, or existing; where Rook runs Ceph, set objectStore.rook`
        : `set ${key}: provided and store the keys encrypted, or existing`,
  };
}

/** The stack's AWS credentials are Wasabi's there, and can't be AWS's as well. */
export function credentialsOfWasabi(source: string): Finding {
  return {
    code: "store-credentials",
    message: `platform is wasabi, and cluster.source is ${source}`,
    rule: "the stack's AWS credentials are Wasabi's where it makes users or the bucket, so AWS can't be asked for the cluster",
    mend: "set cluster.source: kubeconfig, or auth.keySource: provided and bucket.create: false",
  };
}

export function optionOf(owner: string, key: string, platform: string): Finding {
  return {
    code: "store-option",
    message: `${key} is set, and platform is ${platform}`,
    rule: `only ${owner} has it`,
    mend: `remove ${key}`,
  };
}

export function optionOfOthers(key: string, platform: string): Finding {
  return {
    code: "store-option",
    message: `${key} is set, and platform is ${platform}`,
    rule: platform === "aws-s3" ? "S3 takes it from bucket.region or the credentials" : "no effect on this platform",
    mend: key === "bucket.region" ? "write it as objectStore.region" : `remove ${key}`,
  };
}
