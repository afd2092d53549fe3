import { acceptances } from "./gate.js";
import type { Acceptance, Comparison, PrintedComparison } from "./printed.js";
import {
  accessBlock,
  consequenceBlock,
  differenceBlock,
  encryptFirst,
  resourceBlock,
  resourceCounts,
  summary,
} from "./text.js";

/** What GitHub takes of a comment is 65,536 characters; the rest is left for what a workflow adds. */
const budget = 60_000;

/** Finds the comment again. */
const marker = "<!-- deploykf-object-store: access diff -->";

/**
 * Comparisons as one comment, verdicts first; empty where nothing changes. What comes from a plan stands in fenced blocks
 * alone, which it can't end. At the size limit values and resources go first, and gains only behind the last that fits.
 */
export function comparisonsMarkdown(printed: readonly PrintedComparison[]): string {
  const changed = printed.filter(({ comparison }) => comparison.verdict !== "same");
  if (changed.length === 0) return "";
  const same = printed.length - changed.length;
  const tail = same === 0 ? [] : [`${same === 1 ? "1 other stack is" : `${same} other stacks are`} the same.`];
  const each = Math.floor((budget - 200) / changed.length);
  const everything = Number.POSITIVE_INFINITY;
  for (const [detail, room] of [
    [2, everything],
    [1, everything],
    [0, budget],
    [0, each],
  ] as const) {
    const text = [marker, ...changed.map((one) => section(one, detail, room)), ...tail].join("\n\n");
    if (text.length <= budget) return text;
  }
  const heads = changed.flatMap((one) => [heading(one.comparison), ...gateText(one)]);
  return [marker, ...heads, cutOff, ...tail].join("\n\n");
}

const cutOff = "Not all of it fits into a comment: the rest is in the job summary.";

function heading(comparison: Comparison): string {
  return `### ${verdicts[comparison.verdict]} \`${safeName(comparison.stack)}\`: ${summary(comparison)}`;
}

/** `detail` 2: everything; 1: without the values; 0: verdict and access alone. */
function section(printed: PrintedComparison, detail: 0 | 1 | 2, room: number): string {
  const { comparison, base } = printed;
  const { resources, differences, valuesDiff } = comparison;
  const rest = [
    ...(detail > 0 ? [folded(`Resources: ${resourceCounts(comparison)}`, resourceBlock(resources))] : []),
    ...(detail > 0 ? [folded(`Also different: ${differences.length}`, differenceBlock(differences))] : []),
    ...(detail > 1 ? [folded(`Values block: ${changedLines(valuesDiff)} lines`, valuesDiff.split("\n"))] : []),
    ...(detail < 2 ? [cutOff] : []),
    ...gateText(printed),
    `<sub>compared with \`${safeText(base).slice(0, 200)}\`${acceptances(comparison).length > 0 ? `, digest ${comparison.digest}` : ""}</sub>`,
  ];
  // What fences and lines such as "... and 7 more" take is left free.
  const left = room - [heading(comparison), ...rest].join("\n\n").length - 200;
  // Neither access nor consequences push the other out.
  const consequences = consequenceBlock(comparison.consequences);
  const access = fitting(accessBlock(comparison), left - Math.min(lengthOf(consequences), left / 2));
  const shown = fitting(consequences, left - lengthOf(access));
  return [heading(comparison), fenced(shown), fenced(access), ...rest].filter((text) => text !== "").join("\n\n");
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length + 1, 0);
}

const verdicts: Readonly<Record<Comparison["verdict"], string>> = {
  widens: "Access widens in",
  narrows: "Access narrows in",
  changes: "Access stays in",
  same: "Nothing changes in",
};

const accepted: Readonly<Record<Acceptance, string>> = {
  access: "This widening is accepted",
  destroys: "This destruction of data is accepted",
};

function gateText({ comparison, gate, needs }: PrintedComparison): readonly string[] {
  if (gate === "open") return [];
  return acceptances(comparison).map((one) => {
    const label = `\`${one}-${comparison.digest}\``;
    if (!needs.includes(one)) return `${accepted[one]}: ${label}.`;
    if (!comparison.acceptable) return `**Not accepted**: ${encryptFirst}.`;
    const data = one === "destroys" ? ", which destroys data," : "";
    return `**Not accepted.** A maintainer accepts exactly this${data} by the label ${label}.`;
  });
}

/** As many lines as there is room for, and how many are left out. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  let used = 0;
  const fit = lines.findIndex((line) => {
    used += line.length + 1;
    return used > room;
  });
  return fit < 0 ? lines : [...lines.slice(0, fit), `... and ${lines.length - fit} more lines`];
}

function fenced(lines: readonly string[]): string {
  return lines.length === 0 ? "" : ["```diff", ...lines.map(safeLine), "```"].join("\n");
}

function folded(title: string, lines: readonly string[]): string {
  const block = fenced(lines.filter((line) => line !== ""));
  return block === "" ? "" : `<details><summary>${title}</summary>\n\n${block}\n\n</details>`;
}

function changedLines(diff: string): number {
  return diff.split("\n").filter((line) => /^[+-]/.test(line)).length;
}

/** Can't end a fenced block, and has no control characters that a reader wouldn't see. */
function safeLine(line: string): string {
  return line.replaceAll("`", "'").replace(/\p{C}/gu, "?");
}

function safeName(name: string): string {
  return name.replace(/[^\w.-]/g, "?");
}

/** Outside of blocks: no markup, no mention, no link. */
function safeText(text: string): string {
  return text.replace(/[^\w .()/-]/g, "?");
}
