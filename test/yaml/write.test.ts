import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { configSchema, valuesSchema } from "../../base/yaml/dialect.js";
import { writeYaml } from "../../base/yaml/write.js";

/** Data as it comes out of YAML: no undefined, no -0, no numbers that readers don't agree on. */
const data = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.boolean(),
    fc.constant(null),
    fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
    fc.array(tie("value")),
    fc.dictionary(fc.string(), tie("value"), { noNullPrototype: true }),
  ),
})).value;

describe("written YAML", () => {
  it("is read as the same data", () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(load(writeYaml(value), { schema: valuesSchema })).toEqual(value);
        expect(load(writeYaml(value), { schema: configSchema })).toEqual(value);
      }),
      { numRuns: 100 },
    );
  });

  it("is a fixed point: read and written again it is the same text", () => {
    fc.assert(
      fc.property(data, (value) => {
        const text = writeYaml(value);
        expect(writeYaml(load(text, { schema: valuesSchema }))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it("has no aliases, no folded lines and one newline at its end", () => {
    const shared = { annotations: { role: "x" } };
    const long = "word ".repeat(60).trim();
    expect(writeYaml({ a: shared, b: shared, c: long })).toBe(
      `a:\n  annotations:\n    role: x\nb:\n  annotations:\n    role: x\nc: ${long}\n`,
    );
  });

  it("keeps the lines of a text that has several", () => {
    expect(writeYaml({ a: "one\ntwo\n", b: ["- x", "# y", "a: b", "", " c "] })).toBe(
      'a: |\n  one\n  two\nb:\n  - "- x"\n  - "# y"\n  - "a: b"\n  - ""\n  - " c "\n',
    );
  });
});
