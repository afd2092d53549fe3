import { resolve } from "node:path";
import { mostJsonBytes, readPlainFile } from "../../base/files/read.js";
import { comparePlans } from "../../compare/compare.js";
import { type GateOptions, gateOf } from "../../compare/gate.js";
import { comparisonsMarkdown } from "../../compare/markdown.js";
import { parseComparison } from "../../compare/parse.js";
import { comparisonJson, type PrintedComparison } from "../../compare/printed.js";
import { comparisonText } from "../../compare/text.js";
import { CommandError, type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import type { Io } from "../terminal/io.js";
import { baseSide, headSide, type SideOptions } from "./sides.js";

type CompareFormat = "text" | "markdown" | "json";

interface CompareOptions extends SideOptions, GateOptions {
  /** A git ref, a folder, or an earlier plan. */
  readonly base: string;
  readonly format: CompareFormat;
}

/**
 * As the command line says it.
 * @throws CommandError for what is no digest, such as a whole label: nothing would ever be accepted by it
 */
export function gateOptions(options: {
  readonly failOnWidening?: boolean;
  readonly acceptWidening?: readonly string[];
  readonly acceptDestruction?: readonly string[];
}): GateOptions {
  const { failOnWidening = false, acceptWidening: access = [], acceptDestruction: destroys = [] } = options;
  const wrong = [...access, ...destroys].find((one) => !/^[0-9a-f]+$/.test(one));
  if (wrong === undefined) return { failOnWidening, accepted: { access, destroys } };
  const message = `${wrong} is no digest: it is named as the comparison prints it, without access- or destroys- before it`;
  throw new CommandError(message);
}

/**
 * Compares the stack's plan with an earlier one.
 * @throws CommandError, ProblemsError
 */
export async function compare(options: CompareOptions): Promise<{ text: string; exitCode: ExitCode }> {
  const before = await baseSide(options.base, options);
  const after = await headSide(options);
  if (!before.record && !after.record) {
    throw new CommandError(`there is no stack ${options.stack}, neither here nor in ${before.label}`);
  }
  const comparison = comparePlans(before.record, after.record);
  const judged = { comparison, base: before.label, ...gateOf(comparison, options) };
  const text = rendered([judged], options.format);
  return { text, exitCode: judged.gate === "refused" ? exitCodes.no : exitCodes.done };
}

/**
 * Prints comparisons that were made before; nothing in the files is trusted, with `gate` not even what they say of it.
 * @throws CommandError for a file that isn't a comparison
 */
export function renderComparisons(
  { cwd }: Io,
  files: readonly string[],
  format: CompareFormat,
  gate?: GateOptions,
): string {
  const printed = files.map((file): PrintedComparison => {
    const read = readPlainFile(resolve(cwd, file), mostJsonBytes);
    if ("unread" in read) throw new CommandError(`${file} ${read.unread.why}`);
    const parsed = parseComparison(read.text);
    if ("problem" in parsed) throw new CommandError(`${file} ${parsed.problem}`);
    return gate ? { ...parsed, ...gateOf(parsed.comparison, gate) } : parsed;
  });
  return rendered(printed, format);
}

function rendered(printed: readonly PrintedComparison[], format: CompareFormat): string {
  if (format === "markdown") return comparisonsMarkdown(printed);
  return printed.map((one) => (format === "json" ? comparisonJson(one) : comparisonText(one))).join("\n\n");
}
