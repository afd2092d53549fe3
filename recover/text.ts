import { columns } from "../base/problems/columns.js";
import { renderProblem } from "../base/problems/report.js";
import { counted, visibleJson, withCommas } from "../base/problems/text.js";
import { shortType } from "../plan/resource-types.js";
import type { Decision } from "./decide.js";
import { importId } from "./kinds.js";
import type { Outcome } from "./outcome.js";

/** What is done, as the table says it. */
const done = {
  none: "nothing",
  create: "made by the next up",
  import: "imported",
  refuse: "refused",
  unknown: "nothing: not known",
} as const;

/** What the plan has, what exists and what the state knows; then what can't be done and why. */
export function outcomeText(stack: string, { decisions, keys, findings }: Outcome): string {
  const shown = decisions.filter(({ exists, action }) => exists !== "not asked" && action !== "none");
  const rows = shown.map((decision) => [nameOf(decision), decision.exists, "no", whatIsDone(decision)]);
  const keyRows = keys.map(({ user, key = "keys", action }) => [
    `AccessKey ${key} of ${user}`,
    key === "keys" ? "not known" : "yes",
    "no",
    action === "delete" ? "deleted: nobody has its secret key" : done[action],
  ]);
  const table = [...rows, ...keyRows];
  const heading = [["in the plan", "exists", "in the state", "what is done"]];
  return [
    `Stack ${stack}: what the plan has, what exists, and what the state knows`,
    "",
    ...(table.length > 0 ? [...columns([...heading, ...table]), ""] : []),
    ...restLines(decisions),
    ...findings.flatMap((finding) => {
      const severity = finding.code === "recover-not-known" ? "warning" : "error";
      return ["", renderProblem({ ...finding, severity, location: undefined })];
    }),
  ].join("\n");
}

function nameOf({ candidate: { type, subject, name } }: Decision): string {
  const id = subject ? importId(subject) : name;
  return `${shortType(type)} ${subject?.is === "oidc-provider" ? id.replace(/^.*:oidc-provider\//, "") : id}`;
}

function whatIsDone({ action, candidate, notes }: Decision): string {
  const why = candidate.leftOver && action === "import" ? ", for the next up to remove" : "";
  return [`${done[action]}${why}`, ...notes].join("; ");
}

/** What nobody had to ask for. */
function restLines(decisions: readonly Decision[]): string[] {
  const inState = decisions.filter(({ action, candidate }) => action === "none" && !candidate.leftOver).length;
  const written = decisions.filter(({ action, exists }) => action === "create" && exists === "not asked").length;
  const settings = counted(written, "setting, policy or key", "settings, policies and keys");
  return [
    `  ${withCommas(inState)} in the state already`,
    ...(written > 0 ? [`  ${settings} that the next up writes, whatever is there`] : []),
  ];
}

/** The same for programs; no input of a resource is in it. */
export function outcomeJson(stack: string, outcome: Outcome, importFile: unknown): string {
  const { decisions, verdict, clearPending } = outcome;
  const keys = outcome.keys.map(({ unlooked: _, ...key }) => key);
  const resources = decisions.map(({ candidate, exists, action, notes, finding }) => ({
    urn: candidate.urn,
    type: candidate.type,
    id: candidate.subject ? importId(candidate.subject) : null,
    ...{ exists, action, notes, finding: finding ?? null },
  }));
  return visibleJson({ formatVersion: 1, stack, verdict, resources, keys, clearPending, importFile }, 2);
}
