import fc from "fast-check";
import { expect, test } from "vitest";
import { ProblemsError } from "../../base/problems/problem.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { planRecord } from "../../cli/json.js";
import { comparePlans } from "../../compare/compare.js";
import { grantedBy } from "../support/independent-reader.js";
import { changesOf, elsewhere, pairs, type Stack } from "../support/pairs.js";
import { type Change, offlineOf, type Project } from "../support/project.js";

/** Others, and more: `PAIRS=10000 SEED=1 npm test -- test/compare/pairs.test.ts`. */
const numRuns = Number(process.env.PAIRS ?? 200);
const seed = Number(process.env.SEED ?? 20_261_128);

/** Undefined where the stack can't be planned. */
function planned(changes: readonly Change[]) {
  const projects: Project[] = [];
  try {
    const offline = offlineOf(...changes, (project) => projects.push(project));
    const [project] = projects;
    return project && { record: planRecord(offline, []), granted: grantedBy(offline.plan, project) };
  } catch (error) {
    if (error instanceof ProblemsError) return undefined;
    throw error;
  }
}

/** What of a record isn't an order. */
const unordered = (stack: Stack): Stack => ({ ...stack, entries: [...stack.entries].reverse() });

test(`${numRuns} pairs of stacks: what an independent reader finds more is never let through (seed ${seed})`, {
  timeout: 3_600_000,
}, () => {
  const verdicts: Record<string, number> = {};
  const property = fc.property(pairs, ([one, other]) => {
    const before = planned(changesOf(one));
    fc.pre(before !== undefined);
    const after = planned(changesOf(other));
    fc.pre(after !== undefined);
    const comparison = comparePlans(before.record, after.record);
    const { verdict } = comparison;
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;

    const more = [...after.granted].filter((tuple) => !before.granted.has(tuple));
    if (more.length > 0) expect([verdict, more[0]]).toEqual(["widens", more[0]]);
    if (verdict === "widens") {
      const said = comparison.gains.length + comparison.consequences.filter(({ kind }) => kind === "widens").length;
      expect(said).toBeGreaterThan(0);
    }
    const equal = canonicalJson(before.record) === canonicalJson(after.record);
    expect([verdict === "same", equal]).toEqual([equal, equal]);
  });
  fc.assert(property, { numRuns, seed, maxSkipsPerRun: 1_000 });
  // Pairs of one verdict alone would show nothing.
  expect(Object.keys(verdicts).sort()).toEqual(["changes", "narrows", "same", "widens"]);
});

test(`the digest is of the change and its target, not of an order (seed ${seed})`, { timeout: 3_600_000 }, () => {
  const property = fc.property(pairs, ([one, other]) => {
    const digestOf = (from: readonly Change[], to: readonly Change[]) => {
      const [before, after] = [planned(from), planned(to)];
      return before && after && comparePlans(before.record, after.record).digest;
    };
    const digest = digestOf(changesOf(one), changesOf(other));
    fc.pre(digest !== undefined);

    expect(digestOf(changesOf(one), changesOf(unordered(other)))).toBe(digest);
    expect(digestOf(elsewhere(one), elsewhere(other))).not.toBe(digest);
  });
  fc.assert(property, { numRuns: Math.ceil(numRuns / 10), seed, maxSkipsPerRun: 1_000 });
});
