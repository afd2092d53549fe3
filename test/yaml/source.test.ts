import { describe, expect, it } from "vitest";
import type { Location } from "../../base/problems/problem.js";
import { configSchema, valuesSchema } from "../../base/yaml/dialect.js";
import { YamlSource } from "../../base/yaml/source.js";
import { everything } from "../support/disclosure.js";
import { aliasBomb } from "../support/text.js";

function sourceOf(text: string): YamlSource {
  const result = YamlSource.parse("a.yaml", text, valuesSchema, everything);
  if ("finding" in result) throw new Error(result.finding.message);
  return result.source;
}

function refusalOf(text: string) {
  const result = YamlSource.parse("a.yaml", text, valuesSchema, everything);
  if ("source" in result) throw new Error("it was read");
  const { finding, location } = result;
  return { code: finding.code, message: finding.message, at: location && `${location.line}:${location.column}` };
}

/** The part of the text that a report underlines, whether it shows it or not. */
function underlined({ text }: YamlSource, location: Location | undefined): string | undefined {
  if (!location) return undefined;
  const start = location.column - 1;
  return text.split("\n")[location.line - 1]?.slice(start, start + location.length);
}

describe("reading", () => {
  it.each(["", "# only a comment\n", "---\n", "--- # x\n...\n"])("%j is nothing", (text) => {
    expect(sourceOf(text).value).toBeNull();
  });

  it("aliases and merge keys are written out", () => {
    const text = "a: &a {x: 1, y: 2}\nb: *a\nc:\n  <<: *a\n  y: 3\nd:\n  <<: [*a, {z: 4}]\n";
    expect(sourceOf(text).value).toEqual({
      a: { x: 1, y: 2 },
      b: { x: 1, y: 2 },
      c: { x: 1, y: 3 },
      d: { x: 1, y: 2, z: 4 },
    });
  });

  it("keys that every object has are keys like any other", () => {
    const { value } = sourceOf("constructor: 1\nprototype: 2\ntoString: 3\n");
    expect(Object.entries(Object(value))).toEqual([
      ["constructor", 1],
      ["prototype", 2],
      ["toString", 3],
    ]);
  });

  it("a byte order mark and Windows line ends change nothing", () => {
    const source = sourceOf("\uFEFFa: 1\r\nb:\r\n  c: text\r\n");
    expect(source.value).toEqual({ a: 1, b: { c: "text" } });
    expect(source.locate(["b", "c"])).toMatchObject({ line: 3, column: 6, sourceLine: "  c: text" });
  });

  it("many aliases of small parts are fine", () => {
    const list = Array.from({ length: 20_000 }, () => "- *a").join("\n");
    expect(sourceOf(`x: &a [1, 2, 3]\ny:\n${list}\n`).value).toHaveProperty("y.19999", [1, 2, 3]);
  });
});

describe("refusing", () => {
  it.each([
    ["a: [1\n", "yaml-invalid", "a.yaml is not YAML: deficient indentation", "2:1"],
    ["a: 1\n b: 2\n", "yaml-invalid", "a.yaml is not YAML: bad indentation of a mapping entry", "2:3"],
    ["a: !!js/function x\n", "yaml-invalid", "a.yaml is not YAML: unknown scalar tag", "1:4"],
    ["a: *b\n", "yaml-invalid", "a.yaml is not YAML: unidentified alias", "1:5"],
    ["? {a: 1}\n: 2\n", "yaml-invalid", "a.yaml is not YAML: object-based map does not support complex keys", "1:1"],
    ["a: 1\nbc: 2\nbc: 3\n", "yaml-duplicate-key", "a.yaml has the key bc twice in one map", "3:1"],
    ["a: {b: 1, b: 2}\n", "yaml-duplicate-key", "a.yaml has the key b twice in one map", "1:11"],
    ['a: 1\n"a": 2\n', "yaml-duplicate-key", "a.yaml has the key a twice in one map", "2:2"],
    ["a: 1\n---\nb: 2\n", "yaml-multi-document", "a.yaml has 2 YAML documents", "2:1"],
    ["---\na: 1\n---\nb: 2\n--- |\n  c\n", "yaml-multi-document", "a.yaml has 3 YAML documents", "3:1"],
    ["a: 1\n---\n", "yaml-multi-document", "a.yaml has 2 YAML documents", "2:1"],
    [aliasBomb, "yaml-alias-bomb", "a.yaml grows without bound when its aliases are written out", "6:42"],
    ["a: {__proto__: 1}\n", "yaml-reserved-key", "a.yaml has the key __proto__", "1:5"],
    ['"\\u005f_proto__": 1\n', "yaml-reserved-key", "a.yaml has the key __proto__", "1:2"],
    ["a: 1\n...\nb: 2\n", "yaml-multi-document", "a.yaml has 2 YAML documents", "3:1"],
    [`a: ${"x".repeat(1_000_001)}\n`, "yaml-too-large", "a.yaml has a value of 1,000,001 characters", "1:4"],
    [`- [${"1,".repeat(1_000_000)}]\n`, "yaml-too-large", "a.yaml has more than 1,000,000 nodes", undefined],
    ["a: &a [*a]\n", "yaml-alias-bomb", "a.yaml grows without bound when its aliases are written out", "1:9"],
    ["a: &a\n  b: *a\n", "yaml-alias-bomb", "a.yaml grows without bound when its aliases are written out", "2:7"],
  ])("%j", (text, code, message, at) => {
    expect(refusalOf(text)).toEqual({ code, message, at });
  });

  it("a bomb of merge keys, before it goes off", () => {
    const lines = Array.from(
      { length: 40 },
      (_, n) => `a${n}: &a${n}\n  <<: [${`*a${n - 1}, `.repeat(9)}*a${n - 1}]\n  k${n}: 1`,
    );
    const text = `a-1: &a-1 {${Array.from({ length: 500 }, (_, n) => `x${n}: 1`).join(", ")}}\n${lines.join("\n")}\n`;
    expect(refusalOf(text).code).toBe("yaml-invalid");
  });
});

describe("the place of a value", () => {
  const text = [
    "plain: abc",
    'quoted: "a b"',
    "empty:",
    "none: ''",
    "map:",
    "  inner: 1",
    "flow: {x: [1, two]}",
    "list:",
    "  - name: first",
    "  - &second",
    "    name: second",
    "alias: *second",
    "block: |",
    "  one",
    "  two",
    "'odd key': 1",
    "",
  ].join("\n");
  const source = sourceOf(text);

  it.each<[readonly (string | number)[], number, string | undefined]>([
    [["plain"], 1, "abc"],
    [["quoted"], 2, "a b"],
    [["empty"], 3, "empty"],
    [["none"], 4, "none"],
    [["map"], 5, "map"],
    [["map", "inner"], 6, "1"],
    [["flow", "x", 1], 7, "two"],
    [["flow", "x"], 7, "x"],
    [["list"], 8, "list"],
    [["list", 0], 9, "name"],
    [["list", 0, "name"], 9, "first"],
    [["list", 1, "name"], 11, "second"],
    [["alias"], 12, "second"],
    [["block"], 14, "  one"],
    [["odd key"], 16, "1"],
  ])("%j", (path, line, part) => {
    const location = source.locate(path);
    expect([location?.line, underlined(source, location)]).toEqual([line, part]);
  });

  it.each<[readonly (string | number)[], number, string | undefined]>([
    [["map", "missing"], 5, "map"],
    [["map", "inner", "deeper"], 6, "1"],
    [["list", 7], 8, "list"],
    [["list", "name"], 8, "list"],
    [["alias", "name"], 12, "second"],
  ])("of what isn't there is that of the nearest thing around it: %j", (path, line, part) => {
    const location = source.locate(path);
    expect([location?.line, underlined(source, location)]).toEqual([line, part]);
    expect(source.has(path)).toBe(false);
    expect(source.locateKey(path)).toBeUndefined();
  });

  it("of what isn't there at all is nowhere", () => {
    expect(source.locate(["missing"])).toBeUndefined();
    expect(sourceOf("").locate(["a"])).toBeUndefined();
  });

  it("of a key is the key", () => {
    expect(underlined(source, source.locateKey(["map", "inner"]))).toBe("inner");
    expect(underlined(source, source.locateKey(["odd key"]))).toBe("odd key");
    expect(source.locateKey(["list", 0])).toBeUndefined();
  });

  it("shows tabs as single blanks, so that the underline fits", () => {
    const location = sourceOf("a:\t\tb\n").locate(["a"]);
    expect(location).toMatchObject({ column: 5, length: 1, sourceLine: "a:  b" });
  });

  it("in the stack's config is found in the same way", () => {
    const result = YamlSource.parse("s.yaml", "config:\n  a:b: {c: x}\n", configSchema, everything);
    expect("source" in result && underlined(result.source, result.source.locate(["config", "a:b", "c"]))).toBe("x");
  });
});
