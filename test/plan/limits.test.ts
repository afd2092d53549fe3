import { describe, expect, it } from "vitest";
import { renderProblem } from "../../base/problems/report.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { config, planOf, profiles, reportOf } from "../support/project.js";
import { planned, planWith } from "../support/settings.js";
import { dedent, oneProblem } from "../support/text.js";

const teams = (count: number) => Array.from({ length: count }, (_, index) => `team-${index + 1}`);
const shared = { profileRole: "shared" } as const;

describe("what a plan needs of AWS's quotas", () => {
  it("is counted in roles, and in characters without white space", () => {
    const { limits, principals, bucket } = planOf();
    expect(limits.map(({ name, needed, verdict }) => [name, needed, verdict])).toEqual([
      ["IAM roles per account", 3, "fits"],
      [
        "role trust policy length",
        principals.backend.kind === "role" && canonicalJson(principals.backend.trust).length,
        "fits",
      ],
      ["inline policies per role, characters", canonicalJson(principals.backend.policy).length, "fits"],
      ["bucket policy, bytes", canonicalJson(bucket.policy).length, "fits"],
    ]);
  });

  it("is nothing of a bucket that exists", () => {
    const { limits } = planOf(config("bucket.create", false));
    expect(limits.map(({ name }) => name)).not.toContain("bucket policy, bytes");
  });

  it("stays small for each profile, and grows by one role each", () => {
    const needs = (count: number) => planWith({ names: teams(count) }).limits.map(({ needed }) => needed);
    const [roles, trust = 0, policy = 0, bucket] = needs(99);
    expect([roles, bucket]).toEqual([100, needs(1)[3]]);
    expect(trust).toBeLessThan(1_000);
    expect(policy).toBeLessThan(1_000);
  });
});

describe("the trust of a shared role", () => {
  it("is over with 16 profiles whose names have 12 characters, at an issuer of EKS", () => {
    const eks = config(
      "cluster.issuerUrl",
      "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    );
    const trustOf = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `research-${100 + index}`);
      return planOf(eks, config("auth.profileRole", "shared"), profiles(...names)).limits[1];
    };
    expect(trustOf(15)).toMatchObject({ needed: 1_998, initial: 2_048, verdict: "fits" });
    expect(trustOf(16)).toMatchObject({ needed: 2_102, initial: 2_048, verdict: "raise" });
  });

  it("is worth a warning where the quota has to be raised", () => {
    const { warnings } = planOf(config("auth.profileRole", "shared"), profiles(...teams(20)));
    expect(warnings.map(renderProblem).join("\n\n")).toBe(
      dedent(`
      warning[quota-raise]: role trust policy length: 2,225 needed, 2,048 by default
        = rule: can be raised to 8,192
        = mend: aws service-quotas request-service-quota-increase --service-code iam
                --quota-code L-C07B4B0D --desired-value N
                (docs/troubleshooting.md#quota-raise)
    `),
    );
  });

  it("is refused where AWS can't raise it any more", () => {
    expect(planned({ names: teams(60), auth: shared })).toHaveProperty("plan");
    expect(reportOf(config("auth.profileRole", "shared"), profiles(...teams(90)))).toBe(
      oneProblem(`
      error[policy-too-long]: role trust policy length: 8,805 needed, 2,048 by default
        = rule: AWS raises this to 8,192 at most
        = mend: set auth.profileRole: per-profile, or list fewer
                auth.profileServiceAccounts (docs/troubleshooting.md#policy-too-long)
    `),
    );
  });
});

describe("the number of roles", () => {
  it("is worth a warning beyond what accounts have, and refused beyond what AWS gives", () => {
    const codes = (count: number) => {
      const result = planned({ names: teams(count) });
      return "plan" in result ? result.plan.warnings.map(({ code }) => code) : ["refused", ...result.codes];
    };
    expect(codes(999)).toEqual([]);
    expect(codes(1_000)).toEqual(["quota-raise"]);
    expect(codes(5_000)).toEqual(["refused", "policy-too-long"]);
  });

  it("says what to ask for", () => {
    const { warnings } = planWith({ names: teams(1_200) });
    expect(warnings.map(renderProblem).join("\n\n")).toBe(
      dedent(`
      warning[quota-raise]: IAM roles per account: 1,201 needed, 1,000 by default
        = rule: can be raised to 5,000; roles that the account has already count, too
        = mend: aws service-quotas request-service-quota-increase --service-code iam
                --quota-code L-FE177D64 --desired-value N
                (docs/troubleshooting.md#quota-raise)
    `),
    );
  });
});
