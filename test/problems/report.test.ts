import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Finding, type Location, ProblemList, ProblemsError } from "../../base/problems/problem.js";
import { renderProblem, reportErrors, throwOnErrors } from "../../base/problems/report.js";
import { counted, listed, withCommas, wrap } from "../../base/problems/text.js";
import { dedent } from "../support/text.js";

const finding = (message: string): Finding => ({ code: "tags", message, rule: "a rule", mend: "a mend" });

const at = (line: number, column = 1, file = "a.yaml"): Location => ({
  file,
  line,
  column,
  length: 3,
  sourceLine: "abc: def",
});

describe("a list of problems", () => {
  it("is sorted by file, line and column; problems without a place come last", () => {
    const list = new ProblemList();
    list.error(finding("5"));
    list.error(finding("4"), at(1, 1, "b.yaml"));
    list.error(finding("3"), at(10));
    list.error(finding("2"), at(2, 5));
    list.error(finding("1"), at(2, 1));
    expect(list.errors.map(({ message }) => message)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("keeps the same one once, and apart what differs", () => {
    const list = new ProblemList();
    list.error(finding("first"), at(1));
    list.error(finding("first"), at(1));
    list.error(finding("second"), at(1));
    list.error({ ...finding("another code"), code: "role-path" }, at(1));
    list.error(finding("no place"));
    list.error(finding("no place"));
    list.error(finding("no place either"));
    expect(list.errors.map(({ message }) => message)).toEqual([
      "first",
      "second",
      "another code",
      "no place",
      "no place either",
    ]);
  });

  it("keeps warnings apart from errors", () => {
    const list = new ProblemList();
    list.warning(finding("w"), at(1));
    list.error(finding("e"), at(2));
    expect(list.errors.map(({ severity, message }) => [severity, message])).toEqual([["error", "e"]]);
    expect(list.warnings.map(({ severity, message }) => [severity, message])).toEqual([["warning", "w"]]);
  });
});

describe("a report", () => {
  it("is thrown only where there are errors", () => {
    expect(() => throwOnErrors([])).not.toThrow();
    const list = new ProblemList();
    list.error(finding("x"));
    expect(() => throwOnErrors(list.errors)).toThrow(ProblemsError);
    expect(() => throwOnErrors(list.errors)).toThrow(reportErrors(list.errors));
  });

  it("marks the part of the line, at any width of the line's number", () => {
    const problem = { ...finding("x"), severity: "warning" as const, location: at(1_000, 6) };
    expect(renderProblem(problem)).toBe(
      dedent(`
      warning[tags]: x
          --> a.yaml:1000:6
      1000 | abc: def
           |      ^^^
           = rule: a rule
           = mend: a mend (docs/troubleshooting.md#tags)
      `),
    );
  });
});

describe("texts", () => {
  it("wrapped, keep their words and fit, unless one word doesn't", () => {
    const text = fc
      .array(fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."abcde-.") }))
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (before, width) => {
        const lines = wrap(before, width);
        expect(lines.join(" ")).toBe(before);
        for (const line of lines) expect(line.length <= width || !line.includes(" ")).toBe(true);
      }),
    );
  });

  it("wrapped, keep the lines that they had", () => {
    expect(wrap("a b\nc d", 2)).toEqual(["a", "b", "c", "d"]);
    expect(wrap("a b\nc d", 80)).toEqual(["a b", "c d"]);
  });

  it("of numbers have commas as in English", () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(withCommas(count)).toBe(count.toLocaleString("en-US"));
      }),
    );
    expect([0, 1, 2, 1_000].map((count) => counted(count, "entry", "entries"))).toEqual([
      "0 entries",
      "1 entry",
      "2 entries",
      "1,000 entries",
    ]);
  });

  it("of lists say how many they leave out", () => {
    expect(listed(["a", "b"])).toBe("a, b");
    expect(listed(["a", "b", "c", "d", "e"])).toBe("a, b, c, d, e");
    expect(listed(["a", "b", "c", "d", "e", "f", "g"])).toBe("a, b, c, d, e and 2 more");
  });
});
