import { applyPatch } from "diff";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../base/problems/unified-diff.js";

const lines = (count: number, mark: string) =>
  Array.from({ length: count }, (_, index) => `${mark}${index}\n`).join("");

describe("a diff", () => {
  test("is nothing for equal texts, and a patch for others", () => {
    const [before, after] = [lines(50, "a"), `${lines(49, "a")}b\n`];
    expect(unifiedDiff(before, before)).toBe("");
    expect(applyPatch(before, `--- a\n+++ a\n${unifiedDiff(before, after)}`)).toBe(after);
  });

  test("has all of 2,000 lines that differ", () => {
    expect(unifiedDiff(lines(2_000, "a"), lines(2_000, "b")).split("\n")).toHaveLength(4_002);
  });

  test("of more than that ends, and says that it was cut", () => {
    const said = unifiedDiff(lines(100_000, "a"), lines(200_000, "b"));
    expect(said).toBe(
      "@@ more than 4,000 lines differ, so they aren't shown: 100,000 lines before, 200,000 after @@\n",
    );
    expect(unifiedDiff(lines(100_000, "a"), lines(200_000, "b"))).toBe(said);
  });

  test("of a few lines in a very long text is shown", () => {
    const before = lines(100_000, "a");
    expect(unifiedDiff(before, before.replace("a50000\n", "b\n"))).toContain("-a50000\n+b\n");
  });
});
