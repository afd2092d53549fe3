/** Canonical JSON: keys sorted, no white space, so that its length is what IAM counts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? sorted(part) : part,
  );
}

function sorted(map: object): object {
  const entries = new Map(Object.entries(map));
  const keys = [...entries.keys()];
  if (keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key)) return map;
  return Object.fromEntries(keys.sort().map((key) => [key, entries.get(key)]));
}
