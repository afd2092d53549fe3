import type { Finding, ProblemList } from "../problems/problem.js";
import type { Path } from "../yaml/source.js";
import { pathText, type RawConfig } from "./raw.js";
import { regionKey } from "./schema.js";

/** Runs a rule on a value of the config and reports at its place. */
export class Checker {
  constructor(
    private readonly raw: RawConfig,
    private readonly problems: ProblemList,
  ) {}

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

  #place([key, ...rest]: Path) {
    const fullKey = key === regionKey ? key : `${this.raw.project}:${key}`;
    return this.raw.locate([fullKey, ...rest]);
  }
}
