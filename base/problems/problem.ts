/** A place in a user's file; line and column count from 1, `length` is the part to underline. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly sourceLine: string;
}

export type Severity = "error" | "warning";

/** One mistake, or one thing worth knowing: what, where, the rule, the mend. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, naming the key and the value. */
  readonly message: string;
  readonly location: Location | undefined;
  /** The rule that the value breaks, short enough to stand beside the underlined part. */
  readonly rule: string;
  /** What to change. */
  readonly mend: string;
  /** Commands that do it, each to be copied as a line of its own. */
  readonly commands?: readonly string[];
}

/** What a check says of a problem, before it is known where it stands. */
export type Finding = Pick<Problem, "code" | "message" | "rule" | "mend" | "commands">;

/** A place of which only the key is shown: the rest of the line may hold a secret. */
export function withoutValue(location: Location | undefined): Location | undefined {
  if (!location) return undefined;
  const start = location.column - 1;
  const name = location.sourceLine.slice(start, start + location.length);
  return { ...location, sourceLine: " ".repeat(start) + name };
}

/** A place of which only the length is shown: what stands there may itself be a secret. */
export function withoutText(location: Location | undefined): Location | undefined {
  if (!location) return undefined;
  const { column, length } = location;
  return { ...location, sourceLine: " ".repeat(column - 1) + "*".repeat(length) };
}

/** Collects problems, so that one run reports all of them; the same one is kept once. An error gives undefined: what it ends. */
export class ProblemList {
  readonly #seen = new Map<string, Problem>();

  error(finding: Finding, location?: Location): undefined {
    this.#add({ ...finding, location, severity: "error" });
  }

  warning(finding: Finding, location?: Location): void {
    this.#add({ ...finding, location, severity: "warning" });
  }

  get errors(): readonly Problem[] {
    return this.#sorted("error");
  }

  get warnings(): readonly Problem[] {
    return this.#sorted("warning");
  }

  #add(problem: Problem): void {
    const { location } = problem;
    const place = location ? `${location.file}:${location.line}:${location.column}` : "";
    const key = `${problem.code} ${place} ${problem.message}`;
    if (!this.#seen.has(key)) this.#seen.set(key, problem);
  }

  #sorted(severity: Severity): readonly Problem[] {
    return [...this.#seen.values()].filter((problem) => problem.severity === severity).sort(byPlace);
  }
}

function byPlace(a: Problem, b: Problem): number {
  if (!a.location || !b.location) return Number(!!b.location) - Number(!!a.location);
  if (a.location.file !== b.location.file) return a.location.file < b.location.file ? -1 : 1;
  return a.location.line - b.location.line || a.location.column - b.location.column;
}

/** The user's input can't be planned; `message` is the rendered report, meant to be shown as it is. */
export class ProblemsError extends Error {
  constructor(
    readonly problems: readonly Problem[],
    report: string,
  ) {
    super(report);
    this.name = "ProblemsError";
  }
}
