import { describe, expect, test } from "vitest";
import { renderProblem } from "../../base/problems/report.js";
import { gcpBindings } from "../../stores/gcs/policy.js";
import { neutralGrants } from "../../subjects/access/neutral-grants.js";
import { onPlatform } from "../support/platforms.js";
import { type Change, config, planOf, profiles, reportOf } from "../support/project.js";
import { dedent, oneProblem } from "../support/text.js";

const teams = (count: number) => profiles(...Array.from({ length: count }, (_, index) => `team-${index + 1}`));

/** The baseline with everything made in a project of Google Cloud, for so many profiles. */
const made = (count: number, ...changes: Change[]): readonly Change[] => [
  onPlatform("gcs"),
  config("bucket.create", true),
  config("bucket.region", "europe-west1"),
  config("auth", { mode: "keys" }),
  teams(count),
  ...changes,
];

const existing = config("bucket", { name: "acme-dev-pipelines", create: false });

test("what a plan needs of a project and of the bucket's allow policy", () => {
  const slots = config("auth.slots", { active: "2026-11", retiring: "2026-05" });
  const { limits } = planOf(...made(99, slots, config("auth.listScope", "prefix")));

  expect(limits).toEqual([
    { name: "service accounts per project", needed: 100, initial: 100, verdict: "fits" },
    { name: "custom roles per project", needed: 3, initial: 300, most: 300, verdict: "fits" },
    { name: "principals in the bucket's allow policy", needed: 206, initial: 1500, most: 1500, verdict: "fits" },
    { name: "logical operators per condition", needed: 3, initial: 12, most: 12, verdict: "fits" },
    { name: "conditions per role and principal", needed: 1, initial: 20, most: 20, verdict: "fits" },
    { name: "HMAC keys per service account", needed: 2, initial: 10, most: 10, verdict: "fits" },
  ]);
});

test("100 profiles: a quota to raise, which says how", () => {
  const { warnings } = planOf(...made(100));

  expect(warnings.map(renderProblem).join("\n\n")).toBe(
    dedent(`
    warning[google-quota-raise]: service accounts per project: 101 needed, 100 by
    default
      = rule: Google raises it on request; accounts that the project has already
              count, too
      = mend: Google Cloud console, IAM & Admin, Quotas: ask for more of
              iam.googleapis.com/quota/service-account-count
              (docs/troubleshooting.md#google-quota-raise)
  `),
  );
});

describe("the bucket's allow policy", () => {
  test.each([
    ["in a new bucket, which has six of its own", 746, 1_500, []],
    ["in a bucket that exists", 749, 1_500, [existing]],
  ] as const)("is full %s with %d profiles", (_, count, needed, changes) => {
    const { limits, warnings } = planOf(...made(count, ...changes));

    expect(limits[2]).toMatchObject({ needed, verdict: "fits" });
    expect(warnings.map(({ code }) => code)).toEqual(["google-quota-raise"]);
  });

  test.each([
    [747, "1,502", []],
    [750, "1,502", [existing]],
    [1_000, "2,008", []],
  ] as const)("is too small for %d profiles", (count, needed, changes) => {
    expect(reportOf(...made(count, ...changes))).toBe(
      oneProblem(`
      error[google-limit]: principals in the bucket's allow policy: ${needed} needed,
      1,500 at most
        = rule: Google doesn't raise it, and counts a service account once for each of
                its bindings
        = mend: split the profiles over several stacks with a bucket each, or set
                auth.profileKeys: shared (docs/troubleshooting.md#google-limit)
    `),
    );
  });

  test("is large enough for any number that share one account", () => {
    const { limits } = planOf(...made(1_000, config("auth.profileKeys", "shared")));

    expect(limits.map(({ needed }) => needed)).toEqual([2, 2, 10, 2, 1, 1]);
  });
});

test("keys of others, and other stores: nothing is counted", () => {
  const provided = config("auth", { mode: "keys", keySource: "existing" });

  expect(planOf(...made(2, provided)).limits).toEqual([]);
  expect(planOf(onPlatform("minio")).limits).toEqual([]);
});

test("the bindings that are made are those that --out writes for the same policy", () => {
  const { principals, bucket, gcp } = planOf(...made(3, config("auth.listScope", "prefix")));
  const all = [principals.backend, ...principals.profiles];

  expect(all.map(({ key }) => gcp?.users.get(key)?.bindings)).toEqual(
    all.map(({ policy }) => gcpBindings(neutralGrants(policy, bucket))),
  );
});
