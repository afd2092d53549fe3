import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { ProblemsError } from "../../base/problems/problem.js";
import { valueAt } from "../../base/yaml/merge.js";
import { stackReadme } from "../../plan/readme.js";
import type { PrincipalPlan } from "../../subjects/identity/plan.js";
import { config, planOf, profiles } from "../support/project.js";
import { planned, planWith } from "../support/settings.js";
import { namePrefixes, profileNames } from "../support/variations.js";

const roleNameOf = (plan: PrincipalPlan) => (plan.kind === "role" ? plan.roleName : "");
const namesOf = (value: unknown) =>
  Array.isArray(value) ? value.map((entry) => String(valueAt(entry, ["name"]))) : undefined;

describe("any profile's name", () => {
  const name = fc.oneof(
    fc.string({ maxLength: 70 }),
    fc.string({ unit: fc.constantFrom(..."ab1-*?${}./\\ _\"'\n"), maxLength: 8 }),
    fc.stringMatching(/^[a-z0-9-]{1,70}$/),
    fc.constantFrom("yes", "no", "null", "0777", "1e3", "2026-11-22", "on", "~", "constructor", "1-1", "0x1f"),
  );

  it("is rejected, or stands literally in policy, trust and values", () => {
    fc.assert(
      fc.property(name, (text) => {
        try {
          const plan = planOf(profiles(text));
          const [role] = plan.principals.profiles;
          expect(text).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
          expect(role?.principal).toBe(`profile ${text}`);
          expect(role?.policy.Statement[1]?.Resource).toEqual([
            `arn:aws:s3:::acme-dev-pipelines/artifacts/${text}/*`,
            `arn:aws:s3:::acme-dev-pipelines/v2/artifacts/${text}/*`,
          ]);
          expect(role?.kind === "role" && JSON.stringify(role.trust)).toContain(
            `["system:serviceaccount:${text}:default-editor","system:serviceaccount:${text}:default-viewer"]`,
          );
          const path = ["deploykf_core", "deploykf_profiles_generator", "profiles"];
          expect(namesOf(valueAt(load(plan.values.text), path))).toEqual([text]);
        } catch (error) {
          if (!(error instanceof ProblemsError)) throw error;
          expect(error.problems).toHaveLength(1);
          expect(text === "kubeflow" || !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("physical names", () => {
  it("differ by more than case, and are at most 64 characters", () => {
    fc.assert(
      fc.property(namePrefixes, profileNames, (namePrefix, names) => {
        const { principals } = planWith({ names, namePrefix });
        const all = [principals.backend, ...principals.profiles].map(roleNameOf);
        expect(new Set(all.map((one) => one.toLowerCase())).size).toBe(names.length + 1);
        for (const one of all) expect(one.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 100 },
    );
  });

  it("that would differ by case alone aren't planned", () => {
    expect(planned({ names: ["a", "A"] })).toEqual({ codes: ["role-names-collide"] });
  });

  it("don't depend on the other profiles, nor on their order", () => {
    fc.assert(
      fc.property(profileNames, (names) => {
        const rolesOf = (list: readonly string[]) => planWith({ names: list }).principals.profiles.map(roleNameOf);
        expect(rolesOf([...names].reverse())).toEqual([...rolesOf(names)].reverse());
        for (const name of names) expect(rolesOf(names)).toEqual(expect.arrayContaining(rolesOf([name])));
      }),
      { numRuns: 20 },
    );
  });
});

describe("a plan", () => {
  it("is the same for the same settings, and nothing else", () => {
    expect(planOf().principals).toEqual(planOf().principals);
    expect(planOf().bucket).toEqual(planOf().bucket);
  });

  it("says once that something is wrong with it", () => {
    expect(planned({ names: ["pipelines", "a"], roots: { v1: "", v2: "" } })).toEqual({ codes: ["prefixes-overlap"] });
  });

  it("needs no account id, and says where it misses it", () => {
    const { facts, values } = planOf(config("accountId", undefined));
    expect(facts.accountId).toBeUndefined();
    expect(values.text).toContain("arn:aws:iam::<known after apply>:role/kf-dev-backend");
    expect(values.namesAccount).toBe(true);
  });
});

describe("a stack's readme", () => {
  it.each([
    [["team-1"], "for 1 profile."],
    [["team-1", "team-2"], "for 2 profiles."],
  ])("counts the profiles %j", (names, text) => {
    expect(stackReadme(planOf(profiles(...names)))).toContain(text);
  });
});
