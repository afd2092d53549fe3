import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { renderProblem } from "../../base/problems/report.js";
import { oneLine, visible, visibleJson } from "../../base/problems/text.js";
import { writeYaml } from "../../base/yaml/write.js";
import { refuseUnprintable } from "../../cli/command.js";
import { CommandError } from "../../cli/terminal/exit-codes.js";

/** One of each kind that a terminal obeys or hides: C0, DEL, C1, bidi, zero width, separators, tags, lone surrogates. */
const unseen = [
  ...["\u0000", "\u0007", "\b", "\r", "\u001b", "\u007f", "\u0085", "\u009b", "\u009d", "\u00ad", "\u061c", "\u180e"],
  ...["\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff", "\ue000"],
  ...["\u3164", "\ufe0f", "\u{e0001}", "\u{e0100}", "\ud800"],
];

const text = fc
  .array(
    fc.oneof(fc.constantFrom(...unseen), fc.string(), fc.constantFrom("\n", "\t", "é", "日", "'", '"', "\\", ": ")),
  )
  .map((parts) => parts.join(""));
const raw = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/u;

describe("a text for a terminal", () => {
  test("shows every character that it would obey or hide", () => {
    for (const one of unseen) expect(visible(`a${one}b`)).toMatch(/^a\\u(?:[0-9a-f]{4}|\{[0-9a-f]+\})b$/);
    expect(visible("\u001b[31mred\u202e")).toBe("\\u001b[31mred\\u202e");
  });

  test("of any characters has none of them, and nothing to do twice", () => {
    fc.assert(
      fc.property(text, (before) => {
        expect(visible(before)).not.toMatch(raw);
        expect(oneLine(before)).not.toMatch(/[\t\n]/);
        expect(visible(visible(before))).toBe(visible(before));
      }),
    );
  });

  test("stays as it is where people write like that", () => {
    for (const plain of ["a b\n\tc", "Zoë, 日本, 🙂, €", "[1;31m"]) expect(visible(plain)).toBe(plain);
  });
});

describe("data", () => {
  test("as JSON or YAML is shown as it is, and read as it was", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((key) => key !== "__proto__"),
          text,
        ),
        (data) => {
          const own = { ...data };
          const [json, yaml] = [visibleJson(own, 2), writeYaml(own)];
          expect(JSON.parse(json)).toEqual(own);
          expect(load(yaml)).toEqual(own);
          for (const one of [json, yaml]) expect(visible(one)).toBe(one);
        },
      ),
    );
  });
});

describe("a problem", () => {
  test("begins no line with what comes from outside", () => {
    const bad = "x\n::error::pwned\r\u001b[2J";
    const location = { file: bad, line: 1, column: 1, length: 1, sourceLine: "a: 1" };
    const report = renderProblem({ code: "tags", severity: "error", message: bad, rule: bad, mend: bad, location });
    expect(report).not.toMatch(/^\s*::/m);
    expect(report).not.toMatch(raw);
  });
});

test("an argument that can't be printed is refused, and shown as it can be", () => {
  refuseUnprintable(["--stack", "dev", "--output", "ä b.yaml"]);
  for (const bad of ["a\n::error::b", "\u001b[2J", "dev\u202e"]) {
    expect(() => refuseUnprintable(["--stack", bad])).toThrow(CommandError);
    expect(() => refuseUnprintable(["--stack", bad])).toThrow(`can't be printed: ${oneLine(bad)}`);
  }
});
