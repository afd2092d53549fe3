import type { Finding } from "../../base/problems/problem.js";
import { isAws, type Store } from "./store.js";

/** What is asked of an object store that this program doesn't do there. */

export function bucketNotMade({ platform, title }: Store): Finding {
  return {
    code: "store-bring-your-own",
    message: `bucket.create is true, and platform is ${platform}`,
    rule: `buckets of ${title} are made by you`,
    mend: "make the bucket with the store's own tools, and remove bucket.create",
  };
}

export function usersNotMade({ platform, title, capabilities }: Store, key: string): Finding {
  const hints = capabilities.makers.flatMap((maker) => (maker.by === "program" && maker.hint ? [maker.hint] : []));
  return {
    code: "store-bring-your-own",
    message: `${key} is iam-users, and platform is ${platform}`,
    rule: `keys of ${title} are made by you, with the policies that --out writes`,
    mend: [`set ${key}: provided and store the keys encrypted, or existing`, ...hints].join("; "),
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

export function optionOfOthers(key: string, store: Store): Finding {
  return {
    code: "store-option",
    message: `${key} is set, and platform is ${store.platform}`,
    rule: isAws(store) ? "S3 takes it from bucket.region or the credentials" : "no effect on this platform",
    mend: key === "bucket.region" ? "write it as objectStore.region" : `remove ${key}`,
  };
}
