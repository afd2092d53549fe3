import type { Finding } from "../base/problems/problem.js";
import { accessKeyType } from "../plan/resource-types.js";
import { keyInUse, notKnown, type Unlooked } from "./findings.js";
import type { StackState } from "./state.js";

/** A user of this stack, with the keys that the account has of it. */
export interface UserKeys {
  readonly user: string;
  /** Undefined where they couldn't be listed. */
  readonly keys: readonly AccountKey[] | undefined;
  readonly why?: string | undefined;
}

export interface AccountKey {
  readonly id: string;
  /** Undefined where that couldn't be asked. */
  readonly everUsed: boolean | undefined;
}

export interface KeyDecision {
  readonly user: string;
  readonly key: string | undefined;
  readonly action: "delete" | "refuse" | "unknown";
  readonly finding: Finding | undefined;
  /** Where the keys couldn't be listed. */
  readonly unlooked?: Unlooked;
}

interface KeyContext {
  readonly state: StackState;
  /** Keys in the Secrets that were looked at. */
  readonly inSecrets: ReadonlySet<string>;
  /** Whether every Secret that may hold one could be looked at. */
  readonly secretsKnown: boolean;
}

/**
 * The keys that neither the state nor a Secret knows. Deleted is only what a died `up` was making, by the state's pending
 * operations, and what was never used: its secret key was lost with that `up`.
 */
export function decideKeys({ user, keys, why }: UserKeys, context: KeyContext): readonly KeyDecision[] {
  if (!keys) {
    const unlooked = { what: { type: accessKeyType, id: `of ${user}` }, why: why ?? "they couldn't be listed" };
    return [{ user, key: undefined, action: "unknown", finding: notKnown([unlooked]), unlooked }];
  }
  const { state, inSecrets } = context;
  const orphans = keys.filter(({ id }) => !state.accessKeys.has(id) && !inSecrets.has(id));
  const making = state.creating.filter(({ type, inputs }) => type === accessKeyType && inputs.user === user).length;
  return orphans.map(({ id, everUsed }): KeyDecision => {
    const against = reasonAgainst(everUsed, making, orphans.length, context);
    if (against === undefined) return { user, key: id, action: "delete", finding: undefined };
    return { user, key: id, action: "refuse", finding: keyInUse(user, id, against) };
  });
}

function reasonAgainst(
  everUsed: boolean | undefined,
  making: number,
  orphans: number,
  { secretsKnown }: KeyContext,
): string | undefined {
  if (everUsed) return "it has been used";
  if (everUsed === undefined) return "whether it was ever used isn't known";
  if (making === 0) return "no up of this stack died while it made one";
  if (orphans > making) return `there are more of them than ups that died while they made one (${making})`;
  return secretsKnown ? undefined : "not all Secrets could be looked at";
}
