import { unknownFact } from "../aws/arn.js";
import type { AccessTuple } from "../plan/access.js";
import { canonicalJson } from "../plan/documents.js";
import { reachOf } from "../stores/host.js";
import type { BucketRecord, PlanRecord, PrincipalRecord } from "./record.js";

/** What a change does to those who use the store, beside what they may. */
export interface Consequence {
  /** `interrupts`: somebody who works now loses access for a while. `refused`: `pulumi up` won't do it. `widens`: a guard goes away. */
  readonly kind: "interrupts" | "refused" | "widens" | "moves";
  /** The principals, or the bucket; several where it is the same for all. */
  readonly subjects: readonly string[];
  readonly what: string;
  readonly effect: string;
}

/** Consequences of going from one plan to the other, the same ones of several principals as one. */
export function consequencesOf(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const old = new Map(before.principals.map((one) => [one.principal, one]));
  const both = after.principals.flatMap((now) => {
    const was = old.get(now.principal);
    return was ? [{ was, now }] : [];
  });
  const ofSubjects = subjectConsequences(before, after);
  const ofPrincipals = both.flatMap(({ was, now }) => principalConsequences(was, now, before, after));
  return merged([
    ...bucketConsequences(before, after),
    ...secretsCluster(before, after),
    ...accountConsequences(before, after),
    ...trustConsequences(before, after),
    ...boundaryConsequences(before, after),
    ...ofSubjects,
    ...ofPrincipals,
  ]);
}

function bucketConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [before.bucket, after.bucket];
  const subjects = ["the bucket"];
  const found: Consequence[] = [];
  const moved = storeOf(before) !== storeOf(after);
  if (was.name !== now.name) {
    found.push({
      kind: was.create ? "refused" : "moves",
      subjects,
      what: `${was.name} becomes ${now.name}`,
      effect: was.create
        ? "it would be replaced, so pulumi up refuses: it is protected; objects stay in the old one"
        : "objects stay in the old one, and nothing copies them",
    });
  } else if (moved) {
    found.push({
      kind: "moves",
      subjects,
      what: `the store at ${hostOf(before)} becomes that at ${hostOf(after)}`,
      effect: "all clients go there with the next deployment of the values; nothing copies objects",
    });
  }
  if (was.name === now.name && was.create && !now.create) {
    const effect = "its resources are protected, so pulumi up refuses to let go of them: docs/operations.md";
    found.push({ kind: "refused", subjects, what: "is no longer this stack's", effect });
  }
  if (was.create && now.create && was.region !== now.region) {
    const effect = "it would be replaced, so pulumi up refuses: it is protected";
    found.push({ kind: "refused", subjects, what: `moves from ${was.region} to ${now.region}`, effect });
  }
  if (now.create && was.kmsKeyArn !== now.kmsKeyArn) {
    const what = `new objects are encrypted by ${now.kmsKeyArn ?? "the store's own key"}`;
    found.push({ kind: "moves", subjects, what, effect: "those that exist keep their key, which readers still need" });
  }
  return [...found, ...lostGuards(was, now)];
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

/** Names of buckets are unique in all of S3, elsewhere at one server or service. */
export function storeOf(plan: PlanRecord): string {
  if (plan.platform === "aws-s3") return plan.platform;
  // A Service's name is another one in each cluster.
  const cluster = reachOf(plan.endpoint.host) === "cluster" ? ` ${canonicalJson(plan.cluster)}` : "";
  return `${plan.platform} ${hostOf(plan)}${cluster}`;
}

function hostOf({ endpoint: { host, port } }: PlanRecord): string {
  return port === "" ? host : `${host}:${port}`;
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

/** A boundary that every role and user had, and one of them no longer has. */
function boundaryConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [boundariesOf(before), boundariesOf(after)];
  const lost = [...was].filter((boundary) => boundary !== "");
  if (lost.length === 0 || [...now].every((boundary) => was.has(boundary))) return [];
  const what = now.has("")
    ? "the permissions boundary is removed"
    : `the permissions boundary becomes ${[...now].join(", ")}`;
  return [{ kind: "widens", subjects: ["roles and users"], what, effect: "what the old one refused may be allowed" }];
}

/** Permissions boundaries of all roles and users of IAM; "" for one without. */
export function boundariesOf({ principals }: PlanRecord): ReadonlySet<string> {
  const bounded = principals.filter(({ kind, user }) => kind === "role" || user?.iam !== undefined);
  return new Set(bounded.map((one) => boundaryOf(one) ?? ""));
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

/** Service accounts that go from one role to another: the old role is deleted while they hold its credentials. */
function subjectConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const rolesOf = ({ access }: PlanRecord) =>
    new Map(access.flatMap(({ serviceAccount, principal }) => (serviceAccount ? [[serviceAccount, principal]] : [])));
  const now = rolesOf(after);
  const moved = [...rolesOf(before)].flatMap(([account, principal]) => {
    const other = now.get(account);
    return other === undefined || other === principal ? [] : [principal];
  });
  const effect = "running pods lose access until the values are deployed and they restart";
  return [...new Set(moved)].map((principal) => {
    return { kind: "interrupts", subjects: [principal], what: "the service accounts use another role", effect };
  });
}

function principalConsequences(
  was: PrincipalRecord,
  now: PrincipalRecord,
  before: PlanRecord,
  after: PlanRecord,
): readonly Consequence[] {
  const subjects = [now.principal];
  const found: Consequence[] = [];
  if (isBound(was) && !isBound(now)) {
    const what = "no policy of this stack bounds the key any more";
    found.push({ kind: "widens", subjects, what, effect: "whoever makes it decides what it may do" });
  }
  if (was.kind !== now.kind) {
    const what = now.kind === "key" ? "a key takes the place of the role" : "a role takes the place of the key";
    const effect = "running pods lose access until the values are deployed and they restart";
    return [...found, { kind: "interrupts", subjects, what, effect }];
  }
  if (was.kind === "role" && was.roleArn !== now.roleArn) {
    const effect = "running pods lose access until the values are deployed and they restart";
    found.push({ kind: "interrupts", subjects, what: "the role is renamed, so replaced", effect });
  }
  if (was.user && now.user && was.user.userName !== now.user.userName) {
    const effect = "running pods lose access until the Secret's new key reaches them and they restart";
    found.push({ kind: "interrupts", subjects, what: "the user is renamed, so replaced, with its keys", effect });
  } else if (was.user && now.user && droppedKey(before, after)) {
    const what = `the key ${before.rotation?.active} is deleted in the step that makes ${after.rotation?.active}`;
    const effect = `running pods lose access until they restart; keep it as auth.slots.retiring for a while`;
    found.push({ kind: "interrupts", subjects, what, effect });
  }
  if (was.user && !now.user) {
    const effect = "running pods lose access until the Secret's new key reaches them and they restart";
    found.push({
      kind: "interrupts",
      subjects,
      what: "the user and its keys are deleted, others make the key",
      effect,
    });
  }
  const [old, secret] = [secretOf(was), secretOf(now)];
  if (old !== secret) {
    const effect = "who reads the old one has nothing until the values are deployed";
    found.push({ kind: "interrupts", subjects, what: "the key moves to another place", effect });
  }
  return found;
}

/** Whether this stack makes the principal's policy. */
function isBound({ kind, user }: PrincipalRecord): boolean {
  return kind === "role" || user !== undefined;
}

/** The key that Secrets held is neither kept nor retiring. */
function droppedKey({ rotation: was }: PlanRecord, { rotation: now }: PlanRecord): boolean {
  return was !== null && now !== null && was.active !== now.active && was.active !== now.retiring;
}

function secretOf({ kind, secret }: PrincipalRecord): string | undefined {
  if (kind === "role") return undefined;
  return secret ? `Secret ${secret.namespace}/${secret.name}` : "the values";
}

function boundaryOf({ permissionsBoundary, user }: PrincipalRecord): string | undefined {
  return permissionsBoundary ?? user?.iam?.permissionsBoundary;
}

function merged(consequences: readonly Consequence[]): readonly Consequence[] {
  const groups = new Map<string, Consequence>();
  for (const one of consequences) {
    const key = JSON.stringify([one.kind, one.what, one.effect]);
    const same = groups.get(key);
    groups.set(key, same ? { ...same, subjects: [...same.subjects, ...one.subjects] } : one);
  }
  return [...groups.values()];
}
