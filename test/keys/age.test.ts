import { describe, expect, it } from "vitest";
import { renderProblem } from "../../base/problems/report.js";
import { type Plan, planObjectStore } from "../../plan/plan.js";
import { keysMode } from "../support/key-changes.js";
import { accountId, type Change, planOf } from "../support/project.js";
import { dedent } from "../support/text.js";

interface Slots {
  readonly active: string;
  readonly retiring?: string;
}

/** The plan of a given day. */
function planOn(today: string, ...changes: Change[]): Plan {
  return planObjectStore(planOf(...changes).settings, { accountId, issuerUrl: undefined, oidcClientIds: [], today });
}

describe("the age of keys", () => {
  const ages = (slots: object, today: string) =>
    planOn(today, keysMode({ slots })).warnings.map(({ message }) => message);

  it.each([
    ["2026-11", "2027-01-30", []],
    ["2026-11", "2027-01-31", ["the key 2026-11 is 91 days old"]],
    ["2026-11-22", "2027-02-20", []],
    ["2026-11-22", "2027-02-21", ["the key 2026-11-22 is 91 days old"]],
    ["2026-11", "2026-10-01", []],
    ["2026-13", "2030-01-01", []],
    ["initial", "2030-01-01", []],
    ["2026", "2030-01-01", []],
  ])("slot %s on %s", (active, today, expected) => {
    expect(ages({ active }, today)).toEqual(expected);
  });

  it("is that of the key in use: the retiring one is on its way out", () => {
    expect(ages({ active: "2026-11", retiring: "2025-01" }, "2026-12-01")).toEqual([]);
  });

  it("is nothing of keys that others made", () => {
    const plan = planOn("2030-01-01", keysMode({ keySource: "existing" }));

    expect([plan.warnings, plan.rotation]).toEqual([[], undefined]);
  });

  it.each([
    [
      { active: "2026-05" },
      `
      warning[key-age]: the key 2026-05 is 205 days old
        = rule: keys are replaced after 90 days
        = mend: set auth.slots: { active: "2026-11", retiring: "2026-05" }, and see
                docs/key-rotation.md (docs/troubleshooting.md#key-age)
      `,
    ],
    [
      { active: "2026-05", retiring: "2026-01" },
      `
      warning[key-age]: the key 2026-05 is 205 days old
        = rule: keys are replaced after 90 days
        = mend: end the rotation first: remove retiring: "2026-01", and pulumi up; see
                docs/key-rotation.md (docs/troubleshooting.md#key-age)
      `,
    ],
  ])("%o: the whole warning, and its mend is the next step", (slots: Slots, expected) => {
    const [warning, ...others] = planOn("2026-11-22", keysMode({ slots })).warnings;

    expect(others).toEqual([]);
    expect(warning && renderProblem(warning)).toBe(dedent(expected));
    const mended = slots.retiring === undefined ? { active: "2026-11", retiring: "2026-05" } : { active: "2026-05" };
    expect(() => planOn("2026-11-22", keysMode({ slots: mended }))).not.toThrow();
  });
});

describe("the step of a rotation", () => {
  const rotation = (auth: Readonly<Record<string, unknown>>) => planOf(keysMode(auth)).rotation;

  it("is one key at first, with the next step in words that can be pasted", () => {
    expect(rotation({})).toEqual({
      active: "initial",
      retiring: null,
      step: "one key, initial",
      next: 'to rotate: slots: { active: "<new>", retiring: "initial" }, and pulumi up',
    });
  });

  it("is two keys in between, and says where the new one is", () => {
    const slots = { active: "b", retiring: "a" };

    expect(rotation({ slots })).toEqual({
      ...slots,
      step: "Secrets hold b; a is still accepted",
      next: "when its users have restarted: remove retiring, and pulumi up",
    });
    expect(rotation({ slots, backendKey: "inline" })).toEqual({
      ...slots,
      step: "Secrets and values hold b; a is still accepted",
      next: "write the values again and deploy them; when its users have restarted: remove retiring, and pulumi up",
    });
  });
});
