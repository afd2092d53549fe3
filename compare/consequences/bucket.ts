import type { BucketRecord, PlanRecord } from "../../plan/record.js";
import { storeIdentity } from "../../stores/same-store.js";
import type { Consequence } from "./consequence.js";

/** The bucket, and the store that it is in. */
export function bucketConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [before.bucket, after.bucket];
  const subjects = ["the bucket"];
  const found: Consequence[] = [];
  if (was.name !== now.name) {
    const effect = was.create
      ? `${replaced}; objects stay in the old one`
      : "objects stay in the old one, and nothing copies them";
    found.push({ kind: was.create ? "refused" : "moves", subjects, what: `${was.name} becomes ${now.name}`, effect });
  } else if (storeKey(before) !== storeKey(after)) {
    const what = `the store at ${hostOf(before)} becomes that at ${hostOf(after)}`;
    const effect = "all clients go there with the next deployment of the values; nothing copies objects";
    found.push({ kind: "moves", subjects, what, effect });
  }
  if (was.name === now.name && was.create && !now.create) {
    const effect = "its resources are protected, so pulumi up refuses to let go of them: docs/operations.md";
    found.push({ kind: "refused", subjects, what: "is no longer this stack's", effect });
  }
  if (was.create && now.create && was.region !== now.region) {
    found.push({ kind: "refused", subjects, what: `moves from ${was.region} to ${now.region}`, effect: replaced });
  }
  if ((was.create || now.create) && was.kmsKeyArn !== now.kmsKeyArn) found.push(otherKey(now.kmsKeyArn));
  return [...found, ...lostGuards(was, now)];
}

const replaced = "it would be replaced, so pulumi up refuses: it is protected";

/** Without a key of its own, an object is open to everybody who may get it, whether or not they may use the key. */
function otherKey(kmsKeyArn: string | undefined): Consequence {
  const what = `new objects are encrypted by ${kmsKeyArn ?? "the store's own key"}`;
  const kept = "those that exist keep their key, which readers still need";
  return kmsKeyArn === undefined
    ? { kind: "widens", subjects: ["the bucket"], what, effect: `who may get them needs no key any more; ${kept}` }
    : { kind: "moves", subjects: ["the bucket"], what, effect: kept };
}

/** Statements of the bucket's policy that refuse something, and are gone. */
function lostGuards(was: BucketRecord, now: BucketRecord): readonly Consequence[] {
  if (!was.create || !now.create) return [];
  const guards = new Set(now.policy.Statement.map(({ Sid }) => Sid));
  return was.policy.Statement.flatMap(({ Sid }): Consequence[] => {
    if (Sid === undefined || guards.has(Sid)) return [];
    const what = `its policy loses ${Sid}`;
    return [{ kind: "widens", subjects: ["the bucket"], what, effect: "what it refused is allowed" }];
  });
}

/** The store that a plan's bucket is in; at another port may be another server. */
export function storeKey({ platform, endpoint, target }: PlanRecord): string {
  const { partition, bucket, cluster } = target;
  const { host, port } = endpoint;
  return storeIdentity({ platform, partition, region: bucket.region, host, port, cluster: cluster.reached });
}

function hostOf({ endpoint: { host, port } }: PlanRecord): string {
  return port === "" ? host : `${host}:${port}`;
}
