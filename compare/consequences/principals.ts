import type { PlanRecord, PrincipalRecord } from "../../plan/record.js";
import type { Consequence } from "./consequence.js";

/** What becomes of each principal's role, user and key. */
export function principalsConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const old = new Map(before.principals.map((one) => [one.principal, one]));
  const both = after.principals.flatMap((now) => {
    const was = old.get(now.principal);
    return was ? principalConsequences(was, now, before, after) : [];
  });
  return [...subjectConsequences(before, after), ...both];
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
  const what = "the service accounts use another role";
  return [...new Set(moved)].map((one) => ({ kind: "interrupts", subjects: [one], what, effect: untilDeployed }));
}

function principalConsequences(
  was: PrincipalRecord,
  now: PrincipalRecord,
  before: PlanRecord,
  after: PlanRecord,
): readonly Consequence[] {
  const subjects = [now.principal];
  const found: Consequence[] = [];
  const interrupts = (what: string, effect: string) => found.push({ kind: "interrupts", subjects, what, effect });
  if (isBound(was) && !isBound(now)) {
    const what = "no policy of this stack bounds the key any more";
    found.push({ kind: "widens", subjects, what, effect: "whoever makes it decides what it may do" });
  }
  if (was.kind !== now.kind) {
    const what = now.kind === "key" ? "a key takes the place of the role" : "a role takes the place of the key";
    interrupts(what, untilDeployed);
    return found;
  }
  if (was.kind === "role" && was.roleArn !== now.roleArn) interrupts("the role is renamed, so replaced", untilDeployed);
  if (was.user && !now.user) interrupts("the user and its keys are deleted, others make the key", untilNewKey);
  if (was.user && now.user && was.user.userName !== now.user.userName) {
    interrupts("the user is renamed, so replaced, with its keys", untilNewKey);
  } else if (was.user && now.user && droppedKey(before, after)) {
    interrupts(
      `the key ${before.rotation?.active} is deleted in the step that makes ${after.rotation?.active}`,
      "running pods lose access until they restart; keep it as auth.slots.retiring for a while",
    );
  }
  if (secretOf(was) !== secretOf(now)) {
    interrupts("the key moves to another place", "who reads the old one has nothing until the values are deployed");
  }
  return found;
}

const untilDeployed = "running pods lose access until the values are deployed and they restart";
const untilNewKey = "running pods lose access until the Secret's new key reaches them and they restart";

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
