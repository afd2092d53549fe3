import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../plan/plan.js";
import type { PolicyDocument } from "../../subjects/access/documents.js";
import { onlyProblem } from "../support/problem.js";
import { type Change, config, planOf, profiles } from "../support/project.js";
import { onRook } from "../support/rook.js";

const limitsOf = (plan: Plan) => plan.limits.map(({ name, needed, verdict }) => ({ name, needed, verdict }));

const many = (count: number, length: number): Change =>
  profiles(
    ...Array.from({ length: count }, (_, index) => `team-${String(index).padStart(length - "team-".length, "0")}`),
  );

const byPrefix = config("auth", { mode: "keys", listScope: "prefix" });

/** What a policy says of one user, without saying of whom; nobody else may be in a statement with it. */
function saidOf({ Statement }: PolicyDocument, user: string): readonly unknown[] {
  return Statement.flatMap(({ Principal, ...statement }) =>
    JSON.stringify(Principal) === JSON.stringify({ AWS: [`arn:aws:iam:::user/${user}`] }) ? [statement] : [],
  );
}

describe("the bucket's policy", () => {
  // Names that begin or end as others do are those that could be mistaken.
  const similar = fc.constantFrom("team-1", "team-1-prod", "team-1-p", "prod", "backend", "profile-team-1");
  const name = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/), similar);

  test("says of each user what its own document says, and nothing of anybody else", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
        fc.constantFrom("bucket", "prefix"),
        fc.constantFrom("per-profile", "shared"),
        (names, listScope, profileKeys) => {
          const plan = planOf(onRook(), profiles(...names), config("auth", { mode: "keys", listScope, profileKeys }));
          const { principals, bucket } = plan;
          const all = [principals.backend, ...principals.profiles];
          const statements = all.flatMap((one) => {
            if (one.kind !== "key" || !one.user) throw new Error(`${one.principal} has no user`);
            const said = saidOf(bucket.policy, one.user.userName);
            expect(said).toEqual(one.policy.Statement);
            return said;
          });
          expect(bucket.policy.Statement).toHaveLength(statements.length);
          expect(plan.isolation.objects).toBe(profileKeys === "shared" ? "shared" : "isolated");
        },
      ),
      { numRuns: 40 },
    );
  });

  test("an unmanaged profile isn't in it", () => {
    const { bucket } = planOf(
      onRook(),
      profiles(
        { name: "mine" },
        { name: "theirs", tools: { kubeflowPipelines: { objectStoreAuth: { existingSecret: "x" } } } },
      ),
      config("profiles", { overrides: { theirs: { auth: "unmanaged" } } }),
    );

    expect(JSON.stringify(bucket.policy)).not.toContain("theirs");
  });
});

describe("its size", () => {
  test("1,000 profiles with usual names fit, with listing by prefix, too", () => {
    expect(limitsOf(planOf(onRook(), many(1000, 10)))).toEqual([
      { name: "bucket policy, bytes", needed: 462_502, verdict: "fits" },
      { name: "ObjectBucketClaim, bytes", needed: 514_748, verdict: "fits" },
    ]);
    expect(limitsOf(planOf(onRook(), many(1000, 10), byPrefix))).toEqual([
      { name: "bucket policy, bytes", needed: 704_502, verdict: "fits" },
      { name: "ObjectBucketClaim, bytes", needed: 782_748, verdict: "fits" },
    ]);
  });

  test("what doesn't fit is refused, whole", () => {
    expect(onlyProblem(onRook(), many(1500, 40), byPrefix)).toEqual({
      code: "rook-policy-size",
      message: "bucket policy, bytes: 1,371,502 needed, 1,048,576 at most",
      rule: "every profile's rights stand in the bucket's one policy",
      mend: "set auth.listScope: bucket if it is prefix, shorten namePrefix, set auth.profileKeys: shared, or split the profiles over several clusters",
      file: undefined,
      underlined: "",
    });
  });

  test("a claim has less room than its policy, because quotation marks count twice in it", () => {
    const limits = limitsOf(planOf(onRook(), many(3, 10)));
    const policy = limits[0]?.needed ?? 0;

    expect(limits[1]?.needed).toBeGreaterThan(policy * 1.05 + 8_192);
  });
});
