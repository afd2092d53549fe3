/** recover/ decides from plan, state and what was found, and asks nobody; cli/recover/ asks, and carries it out. */

import type { Finding } from "../base/problems/problem.js";
import { accessKeyType, typeOf } from "../plan/resource-types.js";
import type { Candidate, Registered } from "./candidates.js";
import * as findings from "./findings.js";
import { type Found, ownerOf, type Thing } from "./found.js";
import { missingFor } from "./import-file.js";
import { adoptedBy, importId } from "./kinds.js";
import type { StackState } from "./state.js";

/** What is done with one resource; `none`: it is in the state. */
type Action = "none" | "create" | "import" | "refuse" | "unknown";

export interface Decision {
  readonly candidate: Candidate;
  readonly exists: "yes" | "no" | "not known" | "not asked";
  readonly action: Action;
  /** What else there is to know of it. */
  readonly notes: readonly string[];
  /** Why it is refused, or can't be told. */
  readonly finding: Finding | undefined;
  /** Where it can't be told. */
  readonly unlooked?: findings.Unlooked;
}

export interface DecisionContext {
  readonly stack: string;
  /** How recovery is called. */
  readonly call: string;
  readonly state: StackState;
  readonly registered: readonly Registered[];
  /** Names of what was made by hand and is to be taken, as the user stated them. */
  readonly adopt: ReadonlySet<string>;
}

/** Whether the answer to a question would change anything: what the state has isn't asked for. */
export function isAsked(
  { subject, behaviour, leftOver, urn, wasCreating }: Candidate,
  { state, adopt }: DecisionContext,
): boolean {
  if (!subject || (!leftOver && isInState(urn, state))) return false;
  if (behaviour === "collides") return true;
  // IAM deletes no role or user that has a policy which up doesn't know.
  if (leftOver) return subject.is === "inline-policy";
  return behaviour === "overwrites" && !wasCreating && adopt.has(adoptedBy(subject));
}

function isInState(urn: string, { resources }: StackState): boolean {
  return resources.get(urn)?.pendingReplacement === false;
}

/** `found` is undefined for what nobody asked for. */
export function decide(candidate: Candidate, found: Found | undefined, context: DecisionContext): Decision {
  const { behaviour, leftOver, urn, type, wasCreating } = candidate;
  if (behaviour === "fresh" && wasCreating && type !== accessKeyType) {
    const why = "a key that the up made before it died may be left in the store, which isn't asked for keys";
    return unclear(candidate, why);
  }
  if (!leftOver && isInState(urn, context.state)) return settled(candidate, "none");
  if (found) return decideFound(candidate, found, context);
  if (behaviour === "collides") return unclear(candidate, "its name is known only to up");
  if (behaviour === "unlooked") return unclear(candidate, "this command can't ask for its kind");
  // Nothing to see of it; another one is made, and what the died `up` made is looked for among the keys.
  if (behaviour === "fresh" || !wasCreating || !leftOver) return settled(candidate, "create");
  return settled(candidate, "none");
}

function decideFound(candidate: Candidate, found: Found, context: DecisionContext): Decision {
  if (found.answer === "unknown") return unclear(candidate, found.why);
  if (found.answer === "absent") {
    return { ...settled(candidate, candidate.leftOver ? "none" : "create"), exists: "no" };
  }
  const finding = refusalOf(candidate, found.thing, context);
  const base = { candidate, exists: "yes", notes: notesOf(found.thing), finding } as const;
  return { ...base, action: finding ? "refuse" : "import" };
}

function refusalOf(candidate: Candidate, thing: Thing, context: DecisionContext): Finding | undefined {
  const { subject, urn, type, leftOver, protect } = candidate;
  const { stack, call, state, adopt } = context;
  if (!subject) return undefined;
  const id = importId(subject);
  const owner = ownerOf(thing, stack);
  const what = { type, id };
  if (typeof owner === "object") return findings.otherOwner(what, owner.other);
  const other = [...state.resources.values()].find((one) => one.type === type && one.id === id && one.urn !== urn);
  if (other) return findings.underOtherName(what, other.urn);
  if (state.resources.get(urn)?.pendingReplacement && !canBeForgotten(urn, state))
    return findings.halfReplaced(what, urn, stack);
  if (leftOver && (protect || context.registered.some((one) => one.urn === urn))) return findings.leftBehind(what);
  if (!adopt.has(adoptedBy(subject)) && !isProven(candidate, thing, owner, state)) {
    return findings.unproven(what, { wasCreating: candidate.wasCreating, tagged: owner === "ours", stack, call });
  }
  const planned = placeOf(candidate);
  if (thing.place !== undefined && planned !== undefined && thing.place !== planned) {
    return findings.elsewhere(what, thing.place, planned);
  }
  const missing = missingFor(candidate, context.registered, state);
  return missing === undefined ? undefined : findings.withoutSurroundings(what, missing, stack);
}

/** Whether the state's half replaced resource can go for the new one, with what depends on it: it is deleted, too, or written again. */
function canBeForgotten(urn: string, state: StackState): boolean {
  const dependents = [...state.resources.values()].filter(({ dependencies }) => dependencies.includes(urn));
  return dependents.every(
    (one) => (one.pendingReplacement || typeOf(one.type).behaviour === "overwrites") && canBeForgotten(one.urn, state),
  );
}

/**
 * Tags alone aren't enough, for a stack of the same name may be somebody else's: an `up` that died was creating it, or it
 * was made since the stack was. A Secret is proven by a key that the state knows.
 */
function isProven(
  { wasCreating }: Candidate,
  { created, accessKeys = [] }: Thing,
  owner: "ours" | undefined,
  state: StackState,
): boolean {
  if (accessKeys.some((key) => state.accessKeys.has(key))) return true;
  if (created === undefined || state.created === undefined) return wasCreating;
  // Clocks differ by some minutes, and S3 tells whole seconds.
  const start = Date.parse(state.created) - 10 * 60_000;
  return (wasCreating || owner === "ours") && Date.parse(created) >= start;
}

/** Path of a role or user, region of a bucket: where the plan has it. */
function placeOf({ inputs: { path, region }, subject }: Candidate): string | undefined {
  if (subject?.is === "role" || subject?.is === "user") return typeof path === "string" ? path : "/";
  return subject?.is === "bucket" && typeof region === "string" ? region : undefined;
}

function notesOf({ keeps = [] }: Thing): readonly string[] {
  return keeps.length === 0 ? [] : [`keeps what this stack doesn't know: ${keeps.join(", ")}`];
}

function settled(candidate: Candidate, action: Action): Decision {
  return { candidate, exists: "not asked", action, notes: [], finding: undefined };
}

function unclear(candidate: Candidate, why: string): Decision {
  const { type, name, subject } = candidate;
  const unlooked = { what: { type, id: subject ? importId(subject) : name }, why };
  const finding = findings.notKnown([unlooked]);
  return { candidate, exists: "not known", action: "unknown", notes: [], finding, unlooked };
}
