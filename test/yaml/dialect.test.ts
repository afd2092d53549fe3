import fc from "fast-check";
import { CORE_SCHEMA, load, type Schema, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, it } from "vitest";
import { configSchema, jsonData, PlainScalar, valuesSchema } from "../../base/yaml/dialect.js";
import { YamlSource } from "../../base/yaml/source.js";
import { writeYaml } from "../../base/yaml/write.js";

/** As values files are read. */
function read(text: string): unknown {
  const result = YamlSource.parse("a.yaml", text, valuesSchema);
  if ("finding" in result) throw new Error(result.finding.message);
  return result.source.value;
}

const rewritten = (text: string) => writeYaml(read(text));

/** Scalars that YAML 1.1, YAML 1.2, JSON and Go's readers take for different things. */
const disputed = [
  ..."0777 1_000 1.50 2026-11-22 yes No on OFF y N 12:30:45 1:30 0x1F 0o17 0b101 +1 -0 1e3 1.5e3 .5 5. 1.".split(" "),
  ..."123456789012345678 -123456789012345678901234567890 .inf -.Inf .nan 2026-11-22T12:00:00Z 00 007 -1.0".split(" "),
];

describe("a plain scalar that readers don't agree on", () => {
  it.each(disputed)("%s stays what it was written as", (scalar) => {
    expect(read(`a: ${scalar}`)).toEqual({ a: new PlainScalar(scalar) });
    expect(rewritten(`a: ${scalar}\n`)).toBe(`a: ${scalar}\n`);
    expect(rewritten(`- ${scalar}\n`)).toBe(`- ${scalar}\n`);
  });

  it.each(disputed)('"%s" in quotes stays a string', (scalar) => {
    expect(read(`a: '${scalar}'`)).toEqual({ a: scalar });
    expect(rewritten(`a: '${scalar}'\n`)).toBe(`a: "${scalar}"\n`);
  });

  it.each(disputed)("%s as a key is its text", (scalar) => {
    expect(read(`${scalar}: 1`)).toEqual({ [scalar]: 1 });
    expect(Object.keys(Object(read(rewritten(`${scalar}: 1`))))).toEqual([scalar]);
  });

  it("as a key, may be merged and overridden", () => {
    expect(read("a: &a {y: 1, 1: 2}\nb: {<<: *a, y: 3, 1: 4}\n")).toEqual({ a: { y: 1, 1: 2 }, b: { y: 3, 1: 4 } });
  });

  it("twice as a key is a key twice", () => {
    expect(() => read("y: 1\ny: 2\n")).toThrow("a.yaml has a key twice in one map");
  });

  it("is given to readers of JSON as its number only where that is beyond doubt", () => {
    const json = Object.fromEntries(disputed.map((scalar) => [scalar, jsonData(new PlainScalar(scalar))]));
    const numbers = Object.entries(json).filter(([, value]) => typeof value === "number");
    expect(Object.fromEntries(numbers)).toEqual({ "1.50": 1.5, "-1.0": -1 });
    expect(json).toMatchObject({ "0777": "0777", yes: "yes", "2026-11-22": "2026-11-22" });
  });
});

describe("a plain scalar that readers agree on", () => {
  it.each([
    ["0", 0],
    ["42", 42],
    ["-7", -7],
    ["999999999999999", 999_999_999_999_999],
    ["true", true],
    ["false", false],
    ["null", null],
    ["~", null],
    ["", null],
    ["abc", "abc"],
    ["1.2.3", "1.2.3"],
    ["1 2", "1 2"],
    ["v1", "v1"],
    ["yess", "yess"],
    ["no-one", "no-one"],
  ])("%s is %j", (scalar, value) => {
    expect(read(`a: ${scalar}`)).toEqual({ a: value });
  });
});

describe("the stack's config", () => {
  it("is YAML 1.2 with merge keys: yes is a word, an account id a number", () => {
    const config = load("a: yes\nb: 111122223333\nc: &c {d: 1}\ne: {<<: *c, f: 2}\n", { schema: configSchema });
    expect(config).toEqual({ a: "yes", b: 111_122_223_333, c: { d: 1 }, e: { d: 1, f: 2 } });
  });
});

const dialects: readonly Schema[] = [CORE_SCHEMA, YAML11_SCHEMA];

describe("what a file means to a reader, whichever dialect it speaks", () => {
  const scalar = fc.oneof(
    fc.constantFrom(...disputed),
    fc.string({ unit: fc.constantFrom(..."0123456789+-._:eExXobTZyYnNoOftrue~ "), minLength: 1, maxLength: 12 }),
  );

  it("stays the same when a value is read and written again", () => {
    fc.assert(
      fc.property(scalar, (text) => {
        const file = `a: ${text}\n`;
        fc.pre(dialects.every((schema) => readable(file, schema)) && readable(file, valuesSchema));
        for (const schema of dialects) expect(load(rewritten(file), { schema })).toEqual(load(file, { schema }));
      }),
      { numRuns: 200 },
    );
  });

  it("of a string is that string", () => {
    const text = fc.oneof(scalar, fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("=", "<<", "---", "..."));
    fc.assert(
      fc.property(text, (value) => {
        for (const schema of [...dialects, valuesSchema]) {
          expect(load(writeYaml({ a: value }), { schema })).toEqual({ a: value });
        }
      }),
      { numRuns: 200 },
    );
  });
});

function readable(text: string, schema: Schema): boolean {
  try {
    load(text, { schema });
    return true;
  } catch {
    return false;
  }
}
