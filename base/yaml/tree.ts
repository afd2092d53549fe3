import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from "js-yaml";

export type Path = readonly (string | number)[];

/** Offsets in a text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A value in a parsed text, and where it hangs. */
export interface Node {
  readonly event: Event;
  /** Its place among the events. */
  readonly index: number;
  readonly parent: Node | undefined;
  readonly step: string | number;
  readonly key: ScalarEvent | undefined;
  readonly children: Map<string | number, Node> | undefined;
}

/** A key or value that is written out, and of which node. */
export interface Written {
  readonly range: Range;
  readonly node: Node;
  readonly isKey: boolean;
}

/** What stands where in a parsed text: its first document, made once, so that a thousand problems are placed as fast as one. */
export class Tree {
  readonly #written: Written[] = [];
  /** Maps and lists that aren't at their end. */
  readonly #open: { node: Node; key: ScalarEvent | undefined; isKeyNext: boolean }[] = [];
  #root: Node | undefined;

  constructor(
    readonly events: readonly Event[],
    private readonly text: string,
  ) {
    for (let index = 1; index < events.length; index++) {
      const event = events[index];
      if (!event || (this.#root && this.#open.length === 0)) break;
      if (event.type === EVENT_ID.POP) this.#open.pop();
      else if (!this.#takeKey(event)) this.#takeValue(event, index);
    }
  }

  /** Keys and values in the order of the text. */
  get written(): readonly Written[] {
    return this.#written;
  }

  #takeKey(event: Event): boolean {
    const parent = this.#open.at(-1);
    if (parent?.node.event.type !== EVENT_ID.MAPPING) return false;
    const isKey = parent.isKeyNext && event.type === EVENT_ID.SCALAR;
    parent.isKeyNext = !parent.isKeyNext;
    if (isKey) parent.key = event;
    return isKey;
  }

  #takeValue(event: Event, index: number): void {
    const parent = this.#open.at(-1);
    const key = parent?.key;
    if (parent) parent.key = undefined;
    const step = key ? getScalarValue(this.text, key) : (parent?.node.children?.size ?? 0);
    const isMap = event.type === EVENT_ID.MAPPING;
    const children = isMap || event.type === EVENT_ID.SEQUENCE ? new Map<string | number, Node>() : undefined;
    const node: Node = { event, index, parent: parent?.node, step, key, children };
    this.#root ??= node;
    const siblings = parent?.node.children;
    if (siblings && !siblings.has(step)) siblings.set(step, node);
    const [named, valued] = [key && rangeOf(key), rangeOf(event)];
    if (named) this.#written.push({ range: named, node, isKey: true });
    if (valued) this.#written.push({ range: valued, node, isKey: false });
    if (children) this.#open.push({ node, key: undefined, isKeyNext: isMap });
  }

  /** The node at a path; undefined where there is none. */
  at(path: Path): Node | undefined {
    return path.reduce<Node | undefined>((node, step) => node && childOf(node, step), this.#root);
  }

  /**
   * Where `path` stands: its scalar, else its key, else the first thing in it. A path that isn't there gives the
   * nearest enclosing one that is.
   */
  locate(path: Path): Range | undefined {
    let node = this.#root;
    let range = node && (node.children ? undefined : rangeOf(node.event));
    for (const step of path) {
      const child = node && childOf(node, step);
      if (!child) return range;
      node = child;
      range = rangeOf(child.event) ?? (child.key && rangeOf(child.key)) ?? this.#firstIn(child) ?? range;
    }
    return range;
  }

  #firstIn(node: Node): Range | undefined {
    let depth = 0;
    for (let at = node.index; at < this.events.length; at++) {
      const event = this.events[at];
      const range = event && rangeOf(event);
      if (range) return range;
      if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) depth++;
      else if (event?.type === EVENT_ID.POP) depth--;
      if (depth === 0) return undefined;
    }
    return undefined;
  }
}

function childOf(node: Node, step: string | number): Node | undefined {
  return node.children?.get(node.event.type === EVENT_ID.MAPPING ? String(step) : step);
}

export function pathOf(node: Node): Path {
  const path: (string | number)[] = [];
  for (let at: Node | undefined = node; at?.parent; at = at.parent) path.push(at.step);
  return path.reverse();
}

/** Where an event's text is; undefined where it has none. */
export function rangeOf(event: Event): Range | undefined {
  if (event.type === EVENT_ID.ALIAS) return { start: event.anchorStart, end: event.anchorEnd };
  if (event.type !== EVENT_ID.SCALAR || event.valueEnd <= event.valueStart) return undefined;
  return { start: event.valueStart, end: event.valueEnd };
}

/** The scalar that begins at an offset. */
export function scalarAt(events: readonly Event[], start: number): Range | undefined {
  const found = events.find((event) => event.type === EVENT_ID.SCALAR && event.valueStart === start);
  return found && rangeOf(found);
}

/** The alias behind which nothing grows any more. */
export function lastAlias(events: readonly Event[]): Range | undefined {
  const alias = events.findLast(({ type }) => type === EVENT_ID.ALIAS);
  return alias && rangeOf(alias);
}

/** Where the second document begins: its line ---, or behind the first one's ... the first thing in it. */
export function secondDocument(events: readonly Event[], text: string): Range | undefined {
  const begin = events.findIndex(({ type }, index) => index > 0 && type === EVENT_ID.DOCUMENT);
  const [first, second] = [events[0], events[begin]];
  if (second?.type === EVENT_ID.DOCUMENT && !second.explicitStart) {
    return events.slice(begin).reduce<Range | undefined>((found, event) => found ?? rangeOf(event), undefined);
  }
  // Nothing else may stand as --- at the start of a line.
  const skipped = first?.type === EVENT_ID.DOCUMENT && first.explicitStart ? 1 : 0;
  const line = [...text.matchAll(/^---(?=\s|$)/gm)][skipped];
  return line && { start: line.index, end: line.index + line[0].length };
}
