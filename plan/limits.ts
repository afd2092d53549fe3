import type { Finding } from "../base/problems/problem.js";
import type { Settings } from "../settings/settings.js";
import { rookLimits, rookSizeFinding } from "../stores/ceph/plan.js";
import { gcpFinding, gcpLimitsOf } from "../stores/gcs/limits.js";
import type { GcpPlan } from "../stores/gcs/plan.js";
import type { Facts } from "../subjects/access/facts.js";
import type { Limit } from "../subjects/access/limit.js";
import type { BucketPlan } from "../subjects/bucket/plan.js";
import { awsFinding, awsLimits, type Limited } from "../subjects/identity/limits.js";
import { secretFinding, secretLimit } from "../subjects/s3proxy/limits.js";
import type { S3ProxyPlan } from "../subjects/s3proxy/plan.js";

/** A limit, and what to say where it isn't met as the account, project or cluster is by default. */
export interface JudgedLimit {
  readonly limit: Limit;
  readonly finding: Finding | undefined;
}

/** What the plan needs of each cloud's quotas, and of the size of objects in the cluster. */
export function planLimits(
  settings: Settings,
  facts: Facts,
  limited: Limited & {
    readonly bucket: BucketPlan;
    readonly gcp: GcpPlan | undefined;
    readonly s3proxy: S3ProxyPlan | undefined;
  },
): readonly JudgedLimit[] {
  const { gcp, s3proxy, bucket } = limited;
  const ofRook = settings.rook ? rookLimits(bucket) : [];
  const tooLarge = ofRook.find(({ verdict }) => verdict === "impossible");
  return [
    ...judged(awsLimits(settings, facts, limited), awsFinding),
    ...judged(gcpLimitsOf(gcp, settings.auth.slots, bucket), gcpFinding),
    ...(s3proxy ? judged([secretLimit(s3proxy)], (limit) => secretFinding(limit, s3proxy.identities.length)) : []),
    ...judged(ofRook, (limit) => (limit === tooLarge ? rookSizeFinding(limit) : undefined)),
  ];
}

function judged(limits: readonly Limit[], findingOf: (limit: Limit) => Finding | undefined): readonly JudgedLimit[] {
  return limits.map((limit) => ({ limit, finding: limit.verdict === "fits" ? undefined : findingOf(limit) }));
}
