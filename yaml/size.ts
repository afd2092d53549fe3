/** More nodes than this after aliases are expanded is taken for an attack on memory, not for a file. */
export const mostNodes = 1_000_000;

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
