import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameOf, profilePattern } from "../../base/aws/names.js";
import { namePrefixes, profileNames } from "../support/variations.js";

const keysOf = (names: readonly string[]) => ["backend", "profiles", ...names.map((name) => `profile-${name}`)];

describe("physical names", () => {
  it("are the prefix and what they are of", () => {
    expect(keysOf(["team-1"]).map((key) => nameOf("kf", key))).toEqual([
      "kf-backend",
      "kf-profiles",
      "kf-profile-team-1",
    ]);
  });

  it("of 64 characters are whole; longer ones end in a hash of the whole", () => {
    expect(nameOf("kf", `profile-${"x".repeat(53)}`)).toBe(`kf-profile-${"x".repeat(53)}`);
    expect(nameOf("kf", `profile-${"x".repeat(54)}`)).toBe(`kf-profile-${"x".repeat(42)}-5df3497b1c`);
  });

  it("never collide, also without case, and fit into IAM", () => {
    fc.assert(
      fc.property(namePrefixes, profileNames, (prefix, names) => {
        const all = keysOf(names).map((key) => nameOf(prefix, key));
        expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(names.length + 2);
        for (const name of all) expect(name).toMatch(/^[\w+=,.@-]{1,64}$/);
      }),
      { numRuns: 100 },
    );
  });

  it("of profiles are covered by their pattern, those of others aren't", () => {
    fc.assert(
      fc.property(namePrefixes, profileNames, (prefix, names) => {
        const pattern = profilePattern(prefix);
        expect(pattern.indexOf("*")).toBe(pattern.length - 1);
        const covers = (name: string) => name.startsWith(pattern.slice(0, -1));
        for (const name of names) expect(covers(nameOf(prefix, `profile-${name}`))).toBe(true);
        if (prefix.length < 40) expect(covers(nameOf(prefix, "backend"))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
