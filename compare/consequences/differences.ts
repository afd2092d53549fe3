import { isHidden } from "../../base/input/hidden.js";
import { chunks } from "../../base/problems/group.js";
import { type LeafChange, pathText, shownLeaf } from "../leaves/leaves.js";
import { judged } from "../leaves/rules.js";
import type { Consequence } from "./consequence.js";

/** What the record's parts are called. */
const titles: Readonly<Record<string, string>> = {
  target: "the target",
  program: "the program",
  state: "the stack's state",
  providers: "a provider",
  config: "the config",
  cluster: "the cluster",
  values: "the merged values",
  sections: "the merged values",
  files: "a file that is read",
  block: "the committed values block",
};

const inPlainText = "a secret in plain text has another digest in each run, so no label accepts it: encrypt it";

/** Leaves that are said in one consequence: it stays one that can be read. */
const together = 4;

/** Differences of the record that widen or narrow, those with the same effect beside each other. */
export function leafConsequences(changes: readonly LeafChange[]): readonly Consequence[] {
  const groups = new Map<
    string,
    { kind: "widens" | "narrows"; title: string; effect: string; said: string[]; plain: boolean }
  >();
  for (const change of changes) {
    const { rule, judgement } = judged(change);
    if (judgement === "changes") continue;
    const title = titles[change.path[0] ?? ""] ?? "";
    const key = [judgement, title, rule.effect].join("\n");
    const group = groups.get(key) ?? { kind: judgement, title, effect: rule.effect, said: [], plain: false };
    group.said.push(differenceText(change, change.path.slice(1)));
    group.plain ||= isHidden(change.after);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ kind, title, effect, said, plain }) =>
    chunks(said, together).map((some): Consequence => {
      const known = kind === "narrows" ? "more is refused than before" : effect;
      return { kind, subjects: [title], what: some.join(", "), effect: plain ? `${known}; ${inPlainText}` : known };
    }),
  );
}

/** Differences that are neither, each as one line: what isn't judged is seen all the same. */
export function otherDifferences(changes: readonly LeafChange[]): readonly string[] {
  return changes.flatMap((change) => {
    const [area = "", ...path] = change.path;
    // Target and cluster follow from the config, which is said.
    if (area === "target" || area === "cluster" || judged(change).judgement !== "changes") return [];
    return [`${titles[area]?.replace(/^the |^a /, "") ?? ""}: ${differenceText(change, path)}`];
  });
}

function differenceText(change: LeafChange, path: readonly string[]): string {
  const name = pathText(path);
  if (change.path[0] === "sections") return `${name} isn't the same, and isn't judged`;
  return `${name} ${shownLeaf(change, change.before)} -> ${shownLeaf(change, change.after)}`;
}
