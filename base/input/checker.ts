import { regionKey } from "../aws/regions.js";
import type { Finding, Location, ProblemList } from "../problems/problem.js";
import { valueAt } from "../yaml/merge.js";
import type { Path } from "../yaml/source.js";
import { pathText, type RawConfig } from "./raw.js";

/** Runs rules on values of the stack config and reports what they find at the value's place. */
export class Checker {
  constructor(
    private readonly raw: RawConfig,
    private readonly problems: ProblemList,
  ) {}

  /** Whether the value is fine. */
  value<T>(path: Path, value: T, rule: (key: string, value: T) => Finding | undefined): boolean {
    const finding = rule(pathText(this.raw.project, path), value);
    if (finding) this.report(path, finding);
    return !finding;
  }

  report(path: Path, finding: Finding): void {
    this.problems.error(finding, this.#place(path));
  }

  warn(path: Path, finding: Finding | undefined): void {
    if (finding) this.problems.warning(finding, this.#place(path));
  }

  /** Whether the user wrote it; defaults are not stated. */
  states(path: Path): boolean {
    const [fullKey = "", ...rest] = this.#fullPath(path);
    return valueAt(this.raw.values.get(String(fullKey)), rest) !== undefined;
  }

  #place(path: Path): Location | undefined {
    return this.raw.locate(this.#fullPath(path));
  }

  #fullPath([key, ...rest]: Path): Path {
    return [key === regionKey ? key : `${this.raw.project}:${key}`, ...rest];
  }
}
