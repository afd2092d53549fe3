import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparePlans } from "../../compare/compare.js";
import { comparisonsMarkdown } from "../../compare/markdown.js";
import { parseComparison } from "../../compare/parse.js";
import { comparisonJson, type PrintedComparison } from "../../compare/printed.js";
import { comparisonText } from "../../compare/text.js";
import { profiles } from "../support/project.js";
import { recordOf } from "../support/records.js";

const names = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

async function printed(before: readonly string[], after: readonly string[]): Promise<PrintedComparison> {
  const comparison = comparePlans(await recordOf(profiles(...before)), await recordOf(profiles(...after)));
  return { comparison, base: "main (0123456)", gate: "refused", needs: ["access"] };
}

describe("as a comment", () => {
  test("nothing changed: nothing", async () => {
    expect(comparisonsMarkdown([await printed(["team-1"], ["team-1"])])).toBe("");
  });

  test("300 new profiles: within GitHub's limit, with the verdict, the gate and as many gains as fit", async () => {
    const one = await printed(["team-1"], ["team-1", ...names(300, "new")]);
    const text = comparisonsMarkdown([one]);

    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toContain("### Access widens in `dev`: 300 gain access");
    expect(text).toContain(`by the label \`access-${one.comparison.digest}\``);
    expect(text).toContain("Not all of it fits into a comment: the rest is in the job summary.");
    for (const name of names(300, "new")) expect(text).toContain(`+ profile ${name} can now\n`);
  });

  test("2,000 gains: cut behind the last that fits, and how many lines are left out", async () => {
    const one = await printed(["team-1"], ["team-1", "team-2"]);
    const [gain] = one.comparison.gains;
    if (!gain) throw new Error("nobody gains");
    const gains = names(2_000, "team").map((name) => ({ ...gain, principal: `profile ${name}` }));
    const text = comparisonsMarkdown([{ ...one, comparison: { ...one.comparison, gains } }]);

    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toContain("### Access widens in `dev`: 2,000 gain access");
    expect(text).toMatch(/\.\.\. and \d+ more lines\n```/);
    expect(text).toContain(`by the label \`access-${one.comparison.digest}\``);
  });

  test("what comes from a plan can't end its block, nor be markup outside of one", async () => {
    const one = await printed(["team-1"], ["team-1", "team-2"]);
    const [gain] = one.comparison.gains;
    if (!gain) throw new Error("nobody gains");
    const evil = "```\n<img src=x> @everyone [x](http://evil)\u202e";
    const comparison = {
      ...one.comparison,
      gains: [{ ...gain, principal: evil, subjects: [evil] }],
      consequences: [{ kind: "interrupts" as const, subjects: [evil], what: evil, effect: evil }],
      valuesDiff: `+${evil}`,
    };
    const text = comparisonsMarkdown([{ comparison, base: evil, gate: "open", needs: [] }]);
    const outside = text.split(/^```.*$/m).filter((_, index) => index % 2 === 0);

    expect(outside.join("\n")).not.toMatch(/<img|@everyone|\]\(http/);
    expect(text.match(/^```/gm)?.length).toBe((text.match(/^```diff$/gm)?.length ?? 0) * 2);
    expect(text).not.toContain("\u202e");
  });
});

describe("a comment always fits", () => {
  const line = (length: number) => "x".repeat(length);

  test("60 long consequences: cut, and neither the verdict nor the gains go with them", async () => {
    const one = await printed(["team-1"], ["team-1", "team-2"]);
    const consequences = names(60, "c").map((name) => ({
      ...{ kind: "interrupts" as const, subjects: [name] },
      ...{ what: line(2_000), effect: line(2_000) },
    }));
    const text = comparisonsMarkdown([{ ...one, comparison: { ...one.comparison, consequences } }]);

    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toContain("+ profile team-2 can now\n");
    expect(text).toMatch(/\.\.\. and \d+ more lines\n```/);
    expect(text).toContain(`by the label \`access-${one.comparison.digest}\``);
  });

  test("whatever it is of: each stack's verdict is in it", async () => {
    const one = await printed(["team-1"], ["team-1", "team-2"]);
    const [gain] = one.comparison.gains;
    if (!gain) throw new Error("nobody gains");
    const size = fc.record({
      ...{ gains: fc.nat(300), consequences: fc.nat(100), length: fc.nat(2_000), base: fc.nat(2_000) },
      values: fc.oneof(fc.nat(100), fc.constant(58_000)),
    });
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 100 }), (sizes) => {
        const all = sizes.map(({ gains, consequences, length, base, values }, index): PrintedComparison => {
          const subjects = [line(length)];
          const comparison = {
            ...one.comparison,
            stack: `${index}-`.padEnd(100, "s"),
            gains: Array.from({ length: gains }, () => ({ ...gain, principal: line(length), subjects })),
            consequences: Array.from({ length: consequences }, () => ({
              ...{ kind: "moves" as const, subjects, what: line(length), effect: line(length) },
            })),
            valuesDiff: `+${line(values)}`,
          };
          return { comparison, base: line(base), gate: "refused", needs: ["access"] };
        });
        const text = comparisonsMarkdown(all);
        expect(text.length).toBeLessThanOrEqual(60_000);
        for (const { comparison } of all) expect(text).toContain(`### Access widens in \`${comparison.stack}\``);
      }),
      { numRuns: 30 },
    );
  });
});

test("a comparison's JSON is read back as it was", async () => {
  const one = await printed(["team-1"], ["team-1", "team-2"]);

  expect(parseComparison(comparisonJson(one))).toEqual(one);
});

test("1,000 profiles, of which one is another", { timeout: 120_000 }, async () => {
  const before = await recordOf(profiles(...names(1_000, "team")));
  const after = await recordOf(profiles(...names(999, "team"), "team-new"));
  const comparison = comparePlans(before, after);
  const text = comparisonText({ comparison, base: "main", gate: "open", needs: [] });

  expect(text).toContain("WIDENS  dev: 1 gains access, 1 loses access");
});
