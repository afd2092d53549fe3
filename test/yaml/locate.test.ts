import fc from "fast-check";
import { dump, load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { valuesSchema } from "../../base/yaml/dialect.js";
import { type Path, YamlSource } from "../../base/yaml/source.js";
import { everything } from "../support/disclosure.js";

const word = fc.string({ unit: fc.constantFrom(..."abcdefg-"), minLength: 1, maxLength: 8 }).map((text) => `w${text}`);
const tree = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    word,
    fc.nat(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(word, tie("value"), { noNullPrototype: true, maxKeys: 4 }),
  ),
})).value;

/** Every leaf of a tree and where it is. */
function leaves(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([step, part]) => leaves(part, [...path, step]));
}

describe("any value of any file", () => {
  it.each(["block", "flow"])("is underlined exactly, in %s style", (style) => {
    fc.assert(
      fc.property(fc.dictionary(word, tree, { noNullPrototype: true, minKeys: 1 }), (data) => {
        const text = dump(data, { flowLevel: style === "flow" ? 0 : -1, lineWidth: -1 });
        const result = YamlSource.parse("a.yaml", text, valuesSchema, everything);
        const source = "source" in result ? result.source : undefined;
        for (const { path, value } of leaves(data)) {
          const at = source?.locate(path);
          const line = text.split("\n")[(at?.line ?? 0) - 1] ?? "";
          const start = (at?.column ?? 0) - 1;
          expect([path, load(line.slice(start, start + (at?.length ?? 0)))]).toEqual([path, value]);
          expect(source?.has(path)).toBe(true);
          // A longer line isn't shown, wherever in it the value stands.
          expect(at?.sourceLine).toBe(line.length > 1_000 ? "" : line);
        }
      }),
      { numRuns: 50 },
    );
  });
});
