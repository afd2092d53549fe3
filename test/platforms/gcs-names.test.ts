import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Plan, planObjectStore } from "../../plan/plan.js";
import { labelsOf } from "../../stores/gcs/names.js";
import { onPlatform } from "../support/platforms.js";
import { config, planOf } from "../support/project.js";
import { settingsOf } from "../support/settings.js";
import { profileNames } from "../support/variations.js";

const { settings: gcs, facts } = planOf(onPlatform("gcs"), config("auth", { mode: "keys" }));

/** A plan with service accounts for these profiles. */
function planFor(names: readonly string[], namePrefix: string): Plan {
  const { deploykf } = settingsOf({ names });
  const profiles = deploykf.profiles.map((profile) => ({ ...profile, management: "keys" as const }));
  return planObjectStore({ ...gcs, namePrefix, deploykf: { ...deploykf, profiles } }, facts);
}

const users = ({ principals }: Plan) =>
  [principals.backend, ...principals.profiles].map((plan) => (plan.kind === "key" && plan.user) || undefined);

const prefixes = fc.stringMatching(/^[a-z][a-z0-9-]{0,70}$/);

describe("ids of service accounts and roles", () => {
  test("are valid and distinct, whatever profiles are called", () => {
    fc.assert(
      fc.property(prefixes, profileNames, (namePrefix, names) => {
        const plan = planFor(names, namePrefix);
        const ids = users(plan).map((user) => user?.userName ?? "");

        expect(new Set(ids).size).toBe(names.length + 1);
        for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
        for (const { roleId } of plan.gcp?.roles ?? []) expect(roleId).toMatch(/^[a-zA-Z0-9_.]{3,64}$/);
      }),
      { numRuns: 60 },
    );
  });

  test("say whose they are where that is cut, in Google's lengths", () => {
    fc.assert(
      fc.property(profileNames, (names) => {
        const plan = planFor(names, "deploykf-object-store-production");
        for (const user of users(plan)) expect(user?.userName).toMatch(/^deploykf-object-sto-[0-9a-f]{10}$/);
        expect(plan.gcp?.users.size).toBe(names.length + 1);
        for (const { displayName, description } of plan.gcp?.users.values() ?? []) {
          expect(Buffer.byteLength(displayName)).toBeLessThanOrEqual(100);
          expect(Buffer.byteLength(description)).toBeLessThanOrEqual(256);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("of two stacks differ, also where they are cut", () => {
    const idsOf = (namePrefix: string) => {
      const plan = planFor(["team-1"], namePrefix);
      return [...users(plan).map((user) => user?.userName), ...(plan.gcp?.roles ?? []).map(({ roleId }) => roleId)];
    };
    const long = "deploykf-object-store-of-a-department-with-a-long-name-and-stage";
    const all = ["kf", "kf-dev", `${long}-1`, `${long}-2`].flatMap(idsOf);

    expect(new Set(all).size).toBe(all.length);
  });
});

test("a stack's name becomes a label that Google takes", () => {
  expect(labelsOf({ "pulumi-stack": "Team.A_1", other: "x" })).toEqual({ "pulumi-stack": "team-a_1", other: "x" });
  expect(labelsOf({ "pulumi-stack": "s".repeat(100) })["pulumi-stack"]).toHaveLength(63);
});
