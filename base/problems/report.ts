import { type Location, type Problem, ProblemsError } from "./problem.js";
import { counted, oneLine, paragraph, textWidth, withCommas, wrap } from "./text.js";

/** Ends the run with one report of all errors, if there are any; `notes` are warnings that may explain them. */
export function throwOnErrors(errors: readonly Problem[], notes: readonly Problem[] = [], rest?: string): void {
  if (errors.length > 0) throw new ProblemsError(errors, reportErrors(errors, notes, rest));
}

/**
 * All problems as one text of at most 80 columns (source lines apart), each with its place, rule and mend; `where` says
 * what becomes of those that are too many to be shown, `outcome` what of the run.
 */
export function reportErrors(
  errors: readonly Problem[],
  notes: readonly Problem[] = [],
  where = "--format json prints all of them",
  outcome = "Nothing was planned and nothing was changed.",
): string {
  const closing = `${counted(errors.length, "problem")}. ${outcome}`;
  const rest = errors.length - mostRendered;
  const more = rest > 0 ? [`... and ${withCommas(rest)} more; ${where}.`] : [];
  return [...[...errors.slice(0, mostRendered), ...notes].map(renderProblem), ...more, closing].join("\n\n");
}

/** More than anybody reads; the same mistake may be in ten thousand lines. */
const mostRendered = 50;

/** One problem: `severity[code]: message`, the place with the part underlined, the rule, the mend. */
export function renderProblem({ severity, code, message, location, ...problem }: Problem): string {
  const margin = " ".repeat(location ? String(location.line).length : 1);
  return [
    ...wrap(`${severity}[${code}]: ${oneLine(message)}`, textWidth),
    ...(location ? placeLines(location, margin) : []),
    ...paragraph(`${margin} = rule: `, oneLine(problem.rule)),
    ...paragraph(`${margin} = mend: `, `${oneLine(problem.mend)} (docs/troubleshooting.md#${code})`),
    ...(problem.commands ?? []).map((command) => `    ${oneLine(command)}`),
  ].join("\n");
}

function placeLines(location: Location, margin: string): readonly string[] {
  const { text, column, length } = clipped(location, textWidth - margin.length - 3);
  const underline = " ".repeat(column - 1) + "^".repeat(Math.max(1, length));
  const source = text.trim() === "" ? [] : [`${location.line} | ${text}`, `${margin} | ${underline}`];
  return [`${margin}--> ${oneLine(location.file)}:${location.line}:${location.column}`, ...source];
}

/** The part of a long source line around what is underlined, with ... where it was cut. */
function clipped(
  { sourceLine, column, length }: Location,
  room: number,
): { text: string; column: number; length: number } {
  if (sourceLine.length <= room) return { text: sourceLine, column, length };
  const start = Math.max(0, Math.min(column - 1 - 10, sourceLine.length - room));
  const head = start > 0 ? "..." : "";
  const tail = start + room < sourceLine.length ? "..." : "";
  const text = head + sourceLine.slice(start + head.length, start + room - tail.length) + tail;
  return { text, column: column - start, length: Math.min(length, room - (column - 1 - start)) };
}
