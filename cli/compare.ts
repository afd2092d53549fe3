import { readFileSync } from "node:fs";
import { comparePlans } from "../compare/compare.js";
import { parseComparison } from "../compare/parse-comparison.js";
import {
  type Acceptance,
  acceptances,
  comparisonJson,
  type GateState,
  type PrintedComparison,
} from "../compare/printed.js";
import { comparisonsMarkdown } from "./compare-markdown.js";
import { baseSide, headSide, type SideOptions } from "./compare-sides.js";
import { comparisonText } from "./compare-text.js";
import { CommandError, type ExitCode, exitCodes } from "./exit-codes.js";

export type CompareFormat = "text" | "markdown" | "json";

export interface CompareOptions extends SideOptions {
  /** A git ref, a folder, or an earlier plan. */
  readonly base: string;
  readonly format: CompareFormat;
  readonly failOnWidening: boolean;
  /** Digests that somebody accepted, each for one thing alone. */
  readonly accepted: Readonly<Record<Acceptance, readonly string[]>>;
}

interface Compared {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * Compares the stack's plan with an earlier one.
 * @throws CommandError, ProblemsError
 */
export async function compare(options: CompareOptions): Promise<Compared> {
  const before = await baseSide(options.base, options);
  const after = await headSide(options);
  if (!before.record && !after.record) {
    const message = `there is no stack ${options.stack}, neither here nor in ${before.label}`;
    throw new CommandError(message, exitCodes.noAnswer);
  }
  const comparison = comparePlans(before.record, after.record);
  const asked = acceptances(comparison);
  const needs = asked.filter((one) => !options.accepted[one].includes(comparison.digest));
  const gate = gateOf(asked, needs, options);
  const text = rendered([{ comparison, base: before.label, gate, needs }], options.format);
  return { text, exitCode: gate === "refused" ? exitCodes.no : exitCodes.done };
}

function gateOf(
  asked: readonly Acceptance[],
  needs: readonly Acceptance[],
  { failOnWidening }: CompareOptions,
): GateState {
  if (asked.length === 0) return "open";
  if (needs.length === 0) return "accepted";
  return failOnWidening ? "refused" : "open";
}

/**
 * Prints comparisons that were made before; nothing in the files is trusted.
 * @throws CommandError for a file that isn't a comparison
 */
export function renderComparisons(files: readonly string[], format: CompareFormat): string {
  const printed = files.map((file): PrintedComparison => {
    const parsed = parseComparison(textOf(file));
    if ("problem" in parsed) throw new CommandError(`${file} ${parsed.problem}`, exitCodes.noAnswer);
    return parsed;
  });
  return rendered(printed, format);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} can't be read: ${reason}`, exitCodes.noAnswer);
  }
}

function rendered(printed: readonly PrintedComparison[], format: CompareFormat): string {
  if (format === "markdown") return comparisonsMarkdown(printed);
  return printed.map((one) => (format === "json" ? comparisonJson(one) : comparisonText(one))).join("\n\n");
}
