import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from "js-yaml";

export type Path = readonly (string | number)[];

/** Offsets in a text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Where `path` stands in a parsed text: its scalar, else its key, else the first thing in it. A path that isn't there
 * gives the nearest enclosing one that is; `exact` says which.
 */
export function locate(
  events: readonly Event[],
  text: string,
  path: Path,
): { range: Range; exact: boolean } | undefined {
  let node = 1;
  let range: Range | undefined;
  for (const step of path) {
    const child = childOf(events, text, node, step);
    if (!child) return range && { range, exact: false };
    node = child.node;
    range = rangeOf(events[node]) ?? child.key ?? firstInside(events, node) ?? range;
  }
  return range && { range, exact: true };
}

/** The key of the last step of `path`, for a problem with the key itself. */
export function locateKey(events: readonly Event[], text: string, path: Path): Range | undefined {
  let node = 1;
  let key: Range | undefined;
  for (const step of path) {
    const child = childOf(events, text, node, step);
    if (!child) return undefined;
    node = child.node;
    key = child.key;
  }
  return key;
}

/** The scalar that begins at an offset. */
export function scalarAt(events: readonly Event[], start: number): Range | undefined {
  const found = events.find((event) => event.type === EVENT_ID.SCALAR && event.valueStart === start);
  return rangeOf(found);
}

/** The alias behind which nothing grows any more. */
export function lastAlias(events: readonly Event[]): Range | undefined {
  return rangeOf(events.findLast(({ type }) => type === EVENT_ID.ALIAS));
}

/** The line --- that begins the second document; nothing else may stand as --- at the start of a line. */
export function secondDocument(events: readonly Event[], text: string): Range | undefined {
  const [first] = events;
  const begins = first?.type === EVENT_ID.DOCUMENT && first.explicitStart ? 1 : 0;
  const line = [...text.matchAll(/^---(?=\s|$)/gm)][begins];
  return line && { start: line.index, end: line.index + line[0].length };
}

interface Child {
  node: number;
  key: Range | undefined;
}

function childOf(events: readonly Event[], text: string, parent: number, step: string | number): Child | undefined {
  const type = events[parent]?.type;
  let at = parent + 1;
  if (type === EVENT_ID.SEQUENCE) {
    for (let index = 0; events[at] && events[at]?.type !== EVENT_ID.POP; index++) {
      if (index === step) return { node: at, key: undefined };
      at = after(events, at);
    }
  }
  if (type === EVENT_ID.MAPPING) {
    while (events[at] && events[at]?.type !== EVENT_ID.POP) {
      const key = events[at];
      const node = after(events, at);
      if (key?.type === EVENT_ID.SCALAR && getScalarValue(text, key) === String(step)) {
        return { node, key: scalarRange(key) };
      }
      at = after(events, node);
    }
  }
  return undefined;
}

/** The index behind the node that starts at `index`. */
function after(events: readonly Event[], index: number): number {
  let depth = 0;
  for (let at = index; at < events.length; at++) {
    const type = events[at]?.type;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
    else if (type === EVENT_ID.POP) depth--;
    if (depth === 0) return at + 1;
  }
  return events.length;
}

function scalarRange(event: ScalarEvent): Range | undefined {
  return event.valueStart < 0 ? undefined : { start: event.valueStart, end: event.valueEnd };
}

function rangeOf(event: Event | undefined): Range | undefined {
  if (event?.type === EVENT_ID.ALIAS) return { start: event.anchorStart, end: event.anchorEnd };
  if (event?.type !== EVENT_ID.SCALAR) return undefined;
  const range = scalarRange(event);
  return range && range.end > range.start ? range : undefined;
}

function firstInside(events: readonly Event[], node: number): Range | undefined {
  for (let at = node; at < after(events, node); at++) {
    const range = rangeOf(events[at]);
    if (range) return range;
  }
  return undefined;
}
