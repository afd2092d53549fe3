import type { Finding } from "../../base/problems/problem.js";
import type { Store } from "./store.js";

/** What is asked of a store, against what it can do. `key` names the user's setting. */

export function checkIrsa(store: Store): Finding | undefined {
  if (store.capabilities.irsa) return undefined;
  return {
    code: "store-irsa",
    message: `auth.mode is irsa, and platform is ${store.platform}`,
    rule: "only AWS takes the tokens of Kubernetes service accounts; KFP's clients know no other exchange",
    mend: "set auth.mode: keys",
  };
}

export function checkPrefixListing(store: Store): Finding | undefined {
  if (store.capabilities.listingByPrefix) return undefined;
  return {
    code: "store-isolation",
    message: `auth.listScope is prefix, and platform is ${store.platform}`,
    rule: `${store.title} can't limit a key to prefixes`,
    mend: "remove auth.listScope, or choose a store that isolates by prefix",
  };
}

export function checkStoreBucketName(store: Store, key: string, name: string): Finding | undefined {
  const rule = store.bucketNameRule(name);
  if (rule === undefined) return undefined;
  return {
    code: "store-bucket-name",
    message: `${key} is "${name}", and platform is ${store.platform}`,
    rule,
    mend: "choose a name such as acme-dev-pipelines",
  };
}

/** What holds for every stack of a platform, worth a warning. */
export function warnOfStore(store: Store): readonly Finding[] {
  const { isolation, isolationNote, addressing } = store.capabilities;
  const found: Finding[] = [];
  if (isolation !== "prefix") {
    found.push({
      code: "store-shared",
      message: `platform is ${store.platform}: profiles aren't isolated from each other`,
      rule: isolationNote.replace(/\.$/, ""),
      mend: "nothing to do if all profiles may see each other's artifacts; else choose another store",
    });
  }
  if (addressing === "virtual-host") {
    found.push({
      code: "store-virtual-host",
      message: `platform is ${store.platform}: the pipelines UI can't show artifacts`,
      rule: `${store.title} takes virtual-host requests alone, and the UI sends others; runs aren't affected`,
      mend: "read artifacts with the store's own tools",
    });
  }
  return found;
}
