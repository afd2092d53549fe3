type At = (value: unknown) => unknown;

/** A copy of plain data with each text replaced; `at` finds the same text in data of the same shape. */
export function mapLeaves(value: unknown, change: (text: string, at: At) => unknown, at: At = (same) => same): unknown {
  if (typeof value === "string") return change(value, at);
  if (Array.isArray(value))
    return value.map((item, index) => mapLeaves(item, change, (whole) => member(at(whole), index)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, mapLeaves(part, change, (whole) => member(at(whole), key))]),
  );
}

function member(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
