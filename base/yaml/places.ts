import type { Event } from "js-yaml";
import type { Location } from "../problems/problem.js";
import { type Disclosure, disclosedKeys, disclosedLine, isShownKey } from "./disclosed.js";
import { type Path, pathOf, type Range, Tree } from "./tree.js";

/** Lines and columns of a text; each is looked up in the time that its own line takes. */
export class Places {
  #tree: Tree | undefined;
  #lines: readonly number[] | undefined;

  constructor(
    private readonly file: string,
    private readonly text: string,
    readonly events: readonly Event[],
    private readonly disclosure: Disclosure,
    /** Where a place is for the user, of a text that stands in another. */
    private readonly placed: (place: Location) => Location = (place) => place,
  ) {}

  /** Only problems need it. */
  get tree(): Tree {
    this.#tree ??= new Tree(this.events, this.text);
    return this.#tree;
  }

  shows(path: Path): boolean {
    return isShownKey(this.tree.at(path), path, this.disclosure);
  }

  /** The key at an offset, if it may be shown. */
  keyAt(start: number): string | undefined {
    const found = this.tree.written.find(({ isKey, range }) => isKey && range.start === start);
    return found && isShownKey(found.node, pathOf(found.node), this.disclosure) ? String(found.node.step) : undefined;
  }

  keyNamed(name: string): Range | undefined {
    return this.tree.written.find(({ isKey, node }) => isKey && node.step === name)?.range;
  }

  of(range: Range | undefined): Location | undefined {
    if (!range) return undefined;
    const start = Math.min(range.start, this.text.length);
    const index = this.#lineOf(start);
    const lineStart = this.#starts[index] ?? 0;
    const next = this.#starts[index + 1];
    const lineEnd = next === undefined ? this.text.length : next - 1;
    const whole = this.text.slice(lineStart, lineEnd).replace(/\r$/, "");
    const column = start - lineStart + 1;
    const length = Math.max(1, Math.min(range.end - start, whole.length - column + 1));
    const line = { start: lineStart, end: lineStart + whole.length };
    const shown =
      this.events.length === 0
        ? disclosedKeys(whole, this.disclosure)
        : disclosedLine(this.tree, this.text, line, this.disclosure);
    return this.placed({ file: this.file, line: index + 1, column, length, sourceLine: shown.replaceAll("\t", " ") });
  }

  /** Where each line begins. */
  get #starts(): readonly number[] {
    this.#lines ??= [0, ...[...this.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    return this.#lines;
  }

  #lineOf(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
