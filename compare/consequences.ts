import { isDeepStrictEqual } from "node:util";
import { unknownFact } from "../aws/arn.js";
import type { AccessTuple } from "../plan/access.js";
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
    ...trustConsequences(before, after),
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
      what: `the store at ${hostOf(before)} becomes ${hostOf(after)}`,
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
  return plan.platform === "aws-s3" ? plan.platform : `${plan.platform} ${hostOf(plan)}`;
}

function hostOf({ endpoint: { host, port } }: PlanRecord): string {
  return port === "" ? host : `${host}:${port}`;
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
  if (isDeepStrictEqual(before.cluster, after.cluster)) return [];
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
    return other === undefined || other === principal ? [] : [`${principal}\n${other}`];
  });
  return [...new Set(moved)].map((pair): Consequence => {
    const [principal = "", other = ""] = pair.split("\n");
    const effect = "running pods lose access until the values are deployed and they restart";
    return { kind: "interrupts", subjects: [principal], what: `its service accounts use the role of ${other}`, effect };
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
  if (was.kind !== now.kind) {
    const what = now.kind === "key" ? "a key takes the place of the role" : "a role takes the place of the key";
    const effect = "running pods lose access until the values are deployed and they restart";
    return [{ kind: "interrupts", subjects, what, effect }];
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
  if (boundaryOf(was) !== undefined && boundaryOf(was) !== boundaryOf(now)) {
    const what = `the permissions boundary ${boundaryOf(now) === undefined ? "is removed" : `becomes ${boundaryOf(now)}`}`;
    found.push({ kind: "widens", subjects, what, effect: "what the old one refused may be allowed" });
  }
  return found;
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
