import { canonicalJson } from "../../base/yaml/json.js";
import { valueAt } from "../../base/yaml/merge.js";
import type { PlanRecord } from "../../plan/record.js";
import type { AccessTuple } from "../../subjects/access/list.js";
import { coverCidr } from "./cidr.js";
import type { Consequence } from "./consequence.js";

/** The cluster whose service accounts roles trust and in which Secrets are. */
export function clusterConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  return [...secretsCluster(before, after), ...trustConsequences(before, after), ...apiConsequences(before, after)];
}

/** Who reads a Secret isn't known, but in another cluster it is somebody else. */
function secretsCluster(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const hasSecrets = ({ access }: PlanRecord) => access.some(({ secret }) => secret !== null);
  if (!hasSecrets(before) || !hasSecrets(after) || reachesTheSame(before, after)) return [];
  const [was, now] = [before, after].map(({ target: { cluster } }) => nameOf(cluster.reached));
  const what = `the Secrets with keys are those of another cluster${was === now ? "" : `: ${was} -> ${now}`}`;
  return [{ kind: "widens", subjects: ["the cluster"], what, effect: "whoever may read them there has the keys" }];
}

/** People give contexts their names; an issuer that is another one says that it is another cluster. */
function reachesTheSame({ target: { cluster: was } }: PlanRecord, { target: { cluster: now } }: PlanRecord): boolean {
  const otherIssuer = was.issuer !== null && now.issuer !== null && was.issuer !== now.issuer;
  return !otherIssuer && canonicalJson(was.reached) === canonicalJson(now.reached);
}

function trustConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [issuersOf(before.access), issuersOf(after.access)];
  if (was.length === 0 || now.length === 0) return [];
  const [old, other] = [before.target.cluster, after.target.cluster];
  if (old.issuer === null || other.issuer === null) return unknownTrust(old.trusted, other.trusted);
  if (was.join() === now.join()) return [];
  const what = `roles trust ${now.join()} in place of ${was.join()}`;
  const effect = "the old cluster's pods lose access at once, tokens that they hold included";
  return [{ kind: "interrupts", subjects: ["the cluster"], what, effect }];
}

type Identity = PlanRecord["target"]["cluster"]["trusted"];

/** What isn't known may be another cluster's, unless it is found by the same name. */
function unknownTrust(was: Identity, now: Identity): readonly Consequence[] {
  if (canonicalJson(was) === canonicalJson(now)) return [];
  const what = `it is another one, ${nameOf(was)} -> ${nameOf(now)}, and its issuer isn't stated on both sides`;
  const effect = "whether another cluster's service accounts get in can't be said; state cluster.issuerUrl";
  return [{ kind: "widens", subjects: ["the cluster"], what, effect }];
}

/** Who may reach the API server of a cluster that this stack makes. */
function apiConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [publicCidrs(before), publicCidrs(after)];
  if (!was || !now) return [];
  const uncovered = (some: readonly string[], others: readonly string[]) =>
    some.filter((one) => !coverCidr(others, one));
  const [opened, closed] = [uncovered(now, was), uncovered(was, now)];
  const subjects = ["the cluster's API server"];
  if (opened.length > 0) {
    const effect = "whoever is there still has to authenticate";
    return [{ kind: "widens", subjects, what: `is open to ${opened.join(", ")}`, effect }];
  }
  if (closed.length === 0) return [];
  const effect = "who works from there needs another way";
  return [{ kind: "narrows", subjects, what: `is closed to ${closed.join(", ")}`, effect }];
}

/** Undefined where the stack makes no cluster; none where the endpoint isn't public. */
function publicCidrs({ cluster }: PlanRecord): readonly string[] | undefined {
  const cidrs = valueAt(cluster, ["api", "publicCidrs"]);
  if (!Array.isArray(cidrs)) return undefined;
  return valueAt(cluster, ["api", "public"]) === true ? cidrs.map(String) : [];
}

function nameOf(identity: Identity): string {
  return Object.entries(identity)
    .filter(([key]) => !key.startsWith("output "))
    .map(([key, value]) => `${key} ${value}`)
    .join(" ");
}

function issuersOf(access: readonly AccessTuple[]): readonly string[] {
  return [...new Set(access.flatMap(({ issuer }) => (issuer === null ? [] : [issuer])))].sort();
}
