import { unknownFact } from "../../aws/arn.js";
import type { AccessTuple } from "../../plan/access.js";
import { canonicalJson } from "../../plan/documents.js";
import type { PlanRecord } from "../record.js";
import type { Consequence } from "./consequence.js";

/** The cluster whose service accounts roles trust and in which Secrets are, and the account that they trust it in. */
export function clusterConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  return [...secretsCluster(before, after), ...accountConsequences(before, after), ...trustConsequences(before, after)];
}

/** From a file a plan has no undefined parts. */
function sameCluster(before: PlanRecord, after: PlanRecord): boolean {
  return canonicalJson(before.cluster) === canonicalJson(after.cluster);
}

/** Who reads a Secret isn't known, but in another cluster it is somebody else. */
function secretsCluster(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const hasSecrets = ({ access }: PlanRecord) => access.some(({ secret }) => secret !== null);
  if (!hasSecrets(before) || !hasSecrets(after) || sameCluster(before, after)) return [];
  const effect = "whoever may read them there has the keys";
  return [
    { kind: "widens", subjects: ["the cluster"], what: "the Secrets with keys are those of another cluster", effect },
  ];
}

function accountConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [before.accountId, after.accountId];
  if (was === null || now === null || was === now) return [];
  const effect = "whom that account and its clusters let in can't be said; what is in the old one stays there";
  return [{ kind: "widens", subjects: ["the account"], what: `${was} becomes ${now}`, effect }];
}

function trustConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [issuersOf(before.access), issuersOf(after.access)];
  if ([...was, ...now].includes(unknownFact)) return unknownTrust(before, after);
  if (was.length === 0 || now.length === 0 || was.join() === now.join()) return [];
  const what = `roles trust ${now.join()} in place of ${was.join()}`;
  const effect = "the old cluster's pods lose access at once, tokens that they hold included";
  return [{ kind: "interrupts", subjects: ["the cluster"], what, effect }];
}

/** What isn't known may be another cluster's. */
function unknownTrust(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  if (sameCluster(before, after)) return [];
  const what = "it is described otherwise, and its issuer isn't stated on both sides";
  const effect = "whether another cluster's service accounts get in can't be said; state cluster.issuerUrl";
  return [{ kind: "widens", subjects: ["the cluster"], what, effect }];
}

function issuersOf(access: readonly AccessTuple[]): readonly string[] {
  return [...new Set(access.flatMap(({ issuer }) => (issuer === null ? [] : [issuer])))].sort();
}
