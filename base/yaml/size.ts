import { EVENT_ID, type Event } from "js-yaml";
import { type Range, rangeOf } from "./tree.js";

/** More nodes than this after aliases are expanded is taken for an attack on memory, not for a file. */
export const mostNodes = 1_000_000;

/** A longer scalar is nobody's setting, and more than the expressions of YAML readers and writers take. */
export const mostCharacters = 1_000_000;

/** The first scalar that is longer. */
export function longScalar(events: readonly Event[]): Range | undefined {
  const long = events.find(
    (event) => event.type === EVENT_ID.SCALAR && event.valueEnd - event.valueStart > mostCharacters,
  );
  return long && rangeOf(long);
}

/** Counts nodes as if aliases were written out; a cycle counts as infinite. Linear in the size of the text. */
export function measure(root: unknown): { readonly nodes: number; readonly hasReservedKey: boolean } {
  const sizes = new Map<object, number>();
  let hasReservedKey = false;
  const count = (value: unknown): number => {
    if (typeof value !== "object" || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    sizes.set(value, Number.POSITIVE_INFINITY);
    if (Object.hasOwn(value, "__proto__")) hasReservedKey = true;
    let size = 1;
    for (const child of Object.values(value)) size += count(child);
    sizes.set(value, size);
    return size;
  };
  return { nodes: count(root), hasReservedKey };
}
