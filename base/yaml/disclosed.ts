import { EVENT_ID } from "js-yaml";
import { isHarmless, type TextKind } from "../problems/harmless.js";
import { type Node, type Path, pathOf, type Range, type Tree } from "./tree.js";

/** What of a file's lines a report may show; everything else may be a secret, and is starred out. */
export interface Disclosure {
  /** The kind of value at a path that is known to be no secret. */
  kindOf(path: Path): TextKind | undefined;
  /** Names of keys, wherever they stand; others are shown only where they look like keys. */
  readonly keys: ReadonlySet<string>;
  /** Whether what isn't one of them can only be a key there, with a map or another value, and no secret in its place. */
  isKey(path: Path, isMap: boolean): boolean;
}

/** Nothing is known to be harmless. */
export const nothingDisclosed: Disclosure = { kindOf: () => undefined, keys: new Set(), isKey: () => false };

/** Longer lines aren't shown at all: nobody reads them, and each problem in one would repeat it. */
const mostColumns = 1_000;

const keyShape = /^(?:<<|[A-Za-z_][\w./:-]{0,127})$/;
const literal = /^(?:true|false|null|~)$/;
/** Between keys and values; a letter there is of an anchor, a tag or a comment. */
const structure = /[ \t{}[\],:?"'|>-]/;

/** A key that has a value is taken for one, if it looks like it: one alone may be a value that lost its key. */
export function isShownKey(node: Node | undefined, path: Path, disclosure: Disclosure): boolean {
  const name = String(path.at(-1));
  if (disclosure.keys.has(name.slice(name.lastIndexOf(":") + 1))) return true;
  if (!node) return false;
  const { event } = node;
  const isMap = event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.ALIAS;
  const isEmpty = event.type === EVENT_ID.SCALAR && event.valueEnd <= event.valueStart;
  return !isEmpty && looksLikeKey(name) && disclosure.isKey(path, isMap);
}

export function looksLikeKey(name: string): boolean {
  return keyShape.test(name);
}

/** A line of a text that was parsed, with stars for what isn't known to be harmless; columns stay what they are. */
export function disclosedLine(tree: Tree, text: string, line: Range, disclosure: Disclosure): string {
  if (line.end - line.start > mostColumns) return "";
  const { written } = tree;
  let shown = "";
  let at = line.start;
  for (let index = firstBehind(tree, line.start); index < written.length; index++) {
    const one = written[index];
    if (!one || one.range.start >= line.end) break;
    const start = Math.max(one.range.start, at);
    const end = Math.min(one.range.end, line.end);
    if (end <= start) continue;
    shown += structureOf(text.slice(at, start), at === line.start);
    const part = text.slice(start, end);
    const path = pathOf(one.node);
    const whole = text.slice(one.range.start, one.range.end);
    const kind = disclosure.kindOf(path);
    const isShown = one.isKey
      ? isShownKey(one.node, path, disclosure)
      : one.node.event.type === EVENT_ID.SCALAR &&
        (literal.test(whole) || (kind !== undefined && isHarmless(whole, kind)));
    shown += isShown ? part : "*".repeat(part.length);
    at = end;
  }
  return (shown + structureOf(text.slice(at, line.end), at === line.start)).trimEnd();
}

/** The first key or value that ends behind an offset. */
function firstBehind({ written }: Tree, offset: number): number {
  let [low, high] = [0, written.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((written[middle]?.range.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What stands between values, without a comment. */
function structureOf(gap: string, startsLine: boolean): string {
  let shown = startsLine ? "" : " ";
  const before = shown.length;
  for (const character of gap) {
    if (character === "#" && /^$|\s$/.test(shown)) break;
    shown += structure.test(character) ? character : "*".repeat(character.length);
  }
  return shown.slice(before).padEnd(gap.length);
}

/** A line of a text that can't be parsed: only names that are known to be keys, with a colon behind them. */
export function disclosedKeys(line: string, { keys }: Disclosure): string {
  if (line.length > mostColumns) return "";
  const margin = /^[ \t-]*/.exec(line)?.[0] ?? "";
  const rest = line.slice(margin.length).replace(/\w+|[^ \t:]/g, (word, at: number) => {
    const isKey = keys.has(word) && /^["']?[ \t]{0,9}:(?:\s|$)/.test(line.slice(margin.length + at + word.length));
    return isKey ? word : "*".repeat(word.length);
  });
  return (margin + rest).trimEnd();
}
