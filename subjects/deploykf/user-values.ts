import { distance } from "fastest-levenshtein";
import type { Node } from "../../base/input/node.js";
import { pathText } from "../../base/input/raw.js";
import { isHarmless, isShort, quoted } from "../../base/problems/harmless.js";
import type { Finding, Location, ProblemList } from "../../base/problems/problem.js";
import { shortened } from "../../base/problems/text.js";
import { PlainScalar } from "../../base/yaml/dialect.js";
import { isMap, valueAt, type YamlMap } from "../../base/yaml/merge.js";
import type { Path, YamlSource } from "../../base/yaml/source.js";
import type { NamedApplication } from "./application-rules.js";
import { valuesDisclosure } from "./disclosed-values.js";
import { valuePaths } from "./paths.js";
import { misspelt } from "./values-rules.js";
import { sourceOf } from "./values-source.js";

type ValuesFile = Pick<YamlSource, "file" | "value" | "locate">;

/** The user's values files, as the generator merges them with our block. */
export interface ValuesFiles {
  /** Whether there are any: else who is in a profile isn't known. */
  readonly stated: boolean;
  /** deployKF's defaults, and every file before our block. */
  readonly before: unknown;
  /** Files behind it, in order. */
  readonly later: readonly ValuesFile[];
  readonly all: readonly ValuesFile[];
  /** Where they come from an Application: */
  readonly application?: NamedApplication;
}

/** The user's deployKF values files, merged over deployKF's defaults, and where things stand in them. */
export class UserValues {
  #typos = false;

  constructor(
    readonly merged: unknown,
    /** In the generator's order, without the file that we write. */
    private readonly sources: readonly YamlSource[],
    /** The same files, by their place before or behind our block. */
    readonly ordered: ValuesFiles,
    private readonly problems: ProblemList,
  ) {}

  locate(path: Path): Location | undefined {
    return this.#sourceOf(path)?.locate(path);
  }

  error(path: Path, finding: Finding | undefined): undefined {
    if (finding) this.problems.error(finding, this.locate(path));
  }

  warn(path: Path | undefined, finding: Finding | undefined): void {
    if (finding) this.problems.warning(finding, path && this.locate(path));
  }

  /** Where something stands; finding that walks the file, so only a problem does. */
  node(path: Path): Pick<Node<string>, "error" | "warn"> {
    return { error: (finding) => this.error(path, finding), warn: (finding) => this.warn(path, finding) };
  }

  string(path: Path): string | undefined {
    const value = this.#valueUnder(path);
    if (value === undefined) return undefined;
    if (typeof value !== "string") {
      return this.#wrong(
        path,
        value,
        "a string",
        typeof value === "object" && !(value instanceof PlainScalar) ? "write one name" : "put it in quotes",
      );
    }
    if (value.includes("{{<")) return this.#template(path);
    return this.#isFit(path, value) ? value : undefined;
  }

  /** Whether a text may be read at all; what may not is seen by no other check, which might repeat it. */
  #isFit(path: Path, value: string): boolean {
    const isLine = isShort(value) && !this.#sourceOf(path)?.written(path)?.text.trim().includes("\n");
    // A query is part of a pipeline root.
    if (isLine && (path === valuePaths.pipelineRoot || isHarmless(value))) return true;
    const finding: Finding = {
      code: "values-type",
      message: `${pathText("", path)} is ${quoted(value)}`,
      rule: "deployKF reads one short line here, without a password or a token",
      mend: "write it in one line, and look for a quote that isn't closed",
    };
    this.error(path, finding);
    return false;
  }

  boolean(path: Path): boolean | undefined {
    const value = this.#valueUnder(path);
    if (value === undefined) return undefined;
    if (typeof value === "string" && value.includes("{{<")) return this.#template(path);
    return typeof value === "boolean"
      ? value
      : this.#wrong(path, value, "true or false", "write true or false, without quotes");
  }

  list(path: Path): readonly unknown[] | undefined {
    const value = this.#valueUnder(path);
    if (value === undefined) return undefined;
    if (typeof value === "string" && value.includes("{{<")) return this.#template(path);
    return Array.isArray(value) ? value : this.#wrong(path, value, "a list", "write one entry a line, each after -");
  }

  map(path: Path): YamlMap | undefined {
    const value = valueAt(this.merged, path);
    return isMap(value) ? value : this.#wrong(path, value, "a map", "write - name: and the rest of the entry below it");
  }

  /** Whether one of the user's files says something here. */
  states(path: Path): boolean {
    return this.sources.some(({ value }) => valueAt(value, path) !== undefined);
  }

  /** The user's files, as shown to the user. */
  get files(): readonly string[] {
    const { application } = this.ordered;
    const files = this.sources.map(({ file }) => file);
    return files.length === 0 && application ? [application.file] : files;
  }

  /** Whether {@link reportTypos} found one. */
  get hasTypos(): boolean {
    return this.#typos;
  }

  /** Reports keys beside these paths that were surely meant for a part of one: deployKF ignores them in silence. */
  reportTypos(paths: readonly Path[], known: ReadonlySet<string>): void {
    for (const source of this.sources) {
      for (const path of paths) {
        for (const [depth, step] of path.entries()) {
          const section = path.slice(0, depth);
          const keys = valueAt(source.value, section);
          if (!isMap(keys) || step in keys) continue;
          const typo = Object.keys(keys).find(
            (key) => !known.has(key) && key.length < 100 && distance(key, String(step)) <= 2,
          );
          if (!typo) continue;
          this.#typos = true;
          this.problems.error(misspelt(typo, String(step)), source.locateKey([...section, typo]));
        }
      }
    }
  }

  /** Reports the sections on the way to these paths that one of the files empties, whether or not a later one fills them. */
  reportEmptySections(paths: readonly Path[]): void {
    for (const source of this.sources) {
      for (const path of paths) {
        const depth = path.findIndex((_, index) => valueAt(source.value, path.slice(0, index)) === null);
        if (depth > 0) this.#empty(source, path.slice(0, depth), fillSection);
      }
    }
  }

  #sourceOf(path: Path): YamlSource | undefined {
    return sourceOf(this.sources, path);
  }

  /** The value at a path all of whose sections are maps; reports the section that isn't one. */
  #valueUnder(path: Path): unknown {
    for (let depth = 1; depth < path.length; depth++) {
      const section = path.slice(0, depth);
      const value = valueAt(this.merged, section);
      if (value === undefined) return undefined;
      if (!isMap(value) && !Array.isArray(value)) {
        const mend = value === null ? fillSection : "write key: value lines below it";
        return this.#wrong(section, value, "a map", mend);
      }
      if (Array.isArray(value) && typeof path[depth] === "string") {
        return this.#wrong(section, value, "a map", "take the - away from its lines");
      }
    }
    const value = valueAt(this.merged, path);
    return value === null ? this.#wrong(path, value, "a value", "remove the key, or give it a value") : value;
  }

  #wrong(path: Path, value: unknown, expected: string, mend: string): undefined {
    const source = this.#sourceOf(path);
    const key = pathText("", path);
    if (value === null && source && typeof path.at(-1) === "string") return this.#empty(source, path, mend);
    const isPlain = valuesDisclosure.kindOf(path) !== undefined;
    const [message, rule] = [`${key} is ${shown(value, isPlain)}`, `deployKF reads ${expected} here`];
    return this.problems.error({ code: "values-type", message, rule, mend }, source?.locate(path));
  }

  #empty(source: YamlSource, path: Path, mend: string): undefined {
    const finding: Finding = {
      code: "values-null-section",
      message: `${pathText("", path)} is empty in ${source.file}`,
      rule: "null removes what other files and deployKF's defaults set there; generation then fails",
      mend,
    };
    return this.problems.error(finding, source.locateKey(path) ?? source.locate(path));
  }

  #template(path: Path): undefined {
    return this.error(path, {
      code: "values-template",
      message: `${pathText("", path)} is a template`,
      rule: "templates are filled in by deployKF's generator; names and prefixes are needed before it runs",
      mend: "write the value itself",
    });
  }
}

const fillSection = "remove the key, or write {} to change nothing";

function shown(value: unknown, isPlain: boolean): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (isMap(value)) return "a map";
  if (typeof value === "boolean") return String(value);
  if (!isPlain) return typeof value === "string" ? "a text" : "a number or a date";
  return typeof value === "string"
    ? quoted(value)
    : shortened(value instanceof PlainScalar ? value.source : String(value));
}
