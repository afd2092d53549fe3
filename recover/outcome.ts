import { groupBy } from "../base/problems/group.js";
import type { Finding } from "../base/problems/problem.js";
import type { KeyDecision } from "./access-keys.js";
import type { Candidate } from "./candidates.js";
import type { Decision } from "./decide.js";
import { notKnown, type Unlooked } from "./findings.js";
import type { StackState } from "./state.js";

/** What is to be done to a stack, and what can't be. */
export interface Outcome {
  readonly decisions: readonly Decision[];
  readonly keys: readonly KeyDecision[];
  readonly imports: readonly Candidate[];
  /** URNs that the state has of what was being replaced, and that go before the import. */
  readonly forget: readonly string[];
  readonly deletions: readonly { readonly user: string; readonly key: string }[];
  /** Whether the pending operations can go: everything that a died `up` was creating is found or known not to be. */
  readonly clearPending: boolean;
  readonly findings: readonly Finding[];
  readonly verdict: "nothing" | "todo" | "refused" | "unknown";
}

export function outcomeOf(decisions: readonly Decision[], keys: readonly KeyDecision[], state: StackState): Outcome {
  const imports = decisions.filter(({ action }) => action === "import").map(({ candidate }) => candidate);
  const deletions = keys.flatMap(({ user, key, action }) =>
    action === "delete" && key !== undefined ? [{ user, key }] : [],
  );
  const forget = imports.map(({ urn }) => urn).filter((urn) => state.resources.has(urn));
  const all = [...decisions, ...keys];
  const findings = findingsOf(all);
  const open = decisions.filter(({ candidate, action }) => candidate.wasCreating && isOpen(action));
  const openKeys = keys.some(({ action }) => isOpen(action));
  const clearPending = state.interrupted && open.length === 0 && !openKeys;
  const todo = imports.length + deletions.length > 0 || clearPending;
  const worst = all.some(({ action }) => action === "unknown") ? "unknown" : "refused";
  const verdict = findings.length > 0 ? worst : todo ? "todo" : "nothing";
  return { decisions, keys, imports, forget, deletions, clearPending, findings, verdict };
}

/** One cause, such as a cluster that doesn't answer, may keep many things from being looked at: it is said once. */
function findingsOf(all: readonly Pick<Decision, "finding" | "unlooked">[]): readonly Finding[] {
  const known = all.flatMap(({ finding, unlooked }) => (finding && !unlooked ? [finding] : []));
  const byCause = groupBy(
    all.flatMap(({ unlooked }) => unlooked ?? []),
    causeOf,
  );
  return [...known, ...[...byCause.values()].map(notKnown)];
}

/** Without the names of the thing itself, which a denial repeats. */
function causeOf({ what, why }: Unlooked): string {
  const names = what.id.split(/[/:\s]/).filter((name) => name !== "");
  return names.reduce((cause, name) => cause.replaceAll(name, "*"), why);
}

function isOpen(action: string): boolean {
  return action === "refuse" || action === "unknown";
}
