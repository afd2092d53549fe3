import type { Finding } from "../../base/problems/problem.js";
import { withCommas } from "../../base/problems/text.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { type PolicyDocument, policyDocument, type Statement } from "../../subjects/access/documents.js";
import { type JudgedLimit, judged, type Limit } from "../../subjects/access/limit.js";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import { kubeflowNamespace } from "../../subjects/deploykf/paths.js";
import type { Principals } from "../../subjects/identity/plan.js";
import type { PlanView, StorePlan } from "../common/store.js";
import { kubernetesObjectSize, type RookStore, rookPolicySize, rookUserArn } from "./rook.js";
import type { CephSettings } from "./settings.js";

/** What Rook is asked for: a bucket by a claim, and users whose Secrets it makes. */
export interface RookPlan extends RookStore {
  /** The ObjectBucketClaim. */
  readonly claim: { readonly namespace: string; readonly name: string };
  /** Namespaces of the users, which the CephObjectStore has to allow unless it is in the same. */
  readonly userNamespaces: readonly string[];
}

export interface CephParts {
  readonly rook: RookPlan;
}

export function planRook(
  { rook, bucket }: Pick<PlanView, "bucket"> & CephSettings,
  principals: Principals,
): StorePlan<CephParts> | undefined {
  if (!rook) return undefined;
  const userNamespaces = [...new Set(usersOf(principals).map(({ namespace }) => namespace))].sort();
  return {
    parts: { rook: { ...rook, claim: { namespace: kubeflowNamespace, name: bucket.name }, userNamespaces } },
    bucketPolicy: usersPolicy(principals),
    namespaces: [kubeflowNamespace, ...userNamespaces],
    limits: rookLimits,
  };
}

/**
 * The bucket's policy: what each user's own document says, said of that user. Principals are lists, because Rook reads
 * them back as such when a claim is released. Source: rook/rook pkg/operator/ceph/object/policy.go, PolicyStatement.
 */
function usersPolicy(principals: Principals): PolicyDocument {
  return policyDocument(
    usersOf(principals).flatMap(({ userName, policy }) =>
      policy.Statement.map((statement): Statement => ({ Principal: { AWS: [rookUserArn(userName)] }, ...statement })),
    ),
  );
}

function usersOf({ backend, profiles }: Principals) {
  return [backend, ...profiles].flatMap((plan) =>
    plan.kind === "key" && plan.user && plan.secret
      ? [{ userName: plan.user.userName, namespace: plan.secret.namespace, policy: plan.policy }]
      : [],
  );
}

/** What else stands in a claim and in the ObjectBucket that Rook copies it to: metadata, status, managed fields. */
const besidePolicy = 8_192;

/** The sizes that the policy is bounded by, in bytes. */
export function rookLimits({ policy }: BucketPlan): readonly JudgedLimit[] {
  const text = canonicalJson(policy);
  // In the claim the policy is a text, in which each quotation mark takes two characters.
  const claim = Buffer.byteLength(JSON.stringify(text)) + besidePolicy;
  const limits = [
    size("bucket policy, bytes", Buffer.byteLength(text), rookPolicySize),
    size("ObjectBucketClaim, bytes", claim, kubernetesObjectSize),
  ];
  // One mistake, one finding.
  const tooLarge = limits.find(({ verdict }) => verdict === "impossible");
  return judged(limits, (one) => (one === tooLarge ? rookSizeFinding(one) : undefined));
}

function size(name: string, needed: number, most: number): Limit {
  return { name, quotaCode: undefined, needed, initial: most, most, verdict: needed > most ? "impossible" : "fits" };
}

/** What to say of a policy that doesn't fit. */
function rookSizeFinding({ name, needed, initial }: Limit): Finding {
  return {
    code: "rook-policy-size",
    message: `${name}: ${withCommas(needed)} needed, ${withCommas(initial)} at most`,
    rule: "every profile's rights stand in the bucket's one policy",
    mend: "set auth.listScope: bucket if it is prefix, shorten namePrefix, set auth.profileKeys: shared, or split the profiles over several clusters",
  };
}
