import { describe, expect, it } from "vitest";
import { codesOf, config, defaultsPath, planOf, profiles, reportOf, values, without } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a role that is there already", () => {
  const plugin = (role: string) => ({
    kind: "AwsIamForServiceAccount",
    spec: { awsIamRole: role, AnnotateOnly: true },
  });
  const theirs = plugin("arn:aws:iam::111122223333:role/theirs");

  it("in a profile", () => {
    expect(reportOf(profiles({ name: "team-1", plugins: [{ kind: "Other" }, theirs] }))).toBe(
      oneProblem(`
      error[profile-role-present]: profile team-1 already has the role
      arn:aws:iam::111122223333:role/theirs
       --> values.yaml:9:27
      9 |               awsIamRole: arn:aws:iam::111122223333:role/theirs
        |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: a profile has one role; replacing yours takes away what it allows
        = mend: in the stack config, profiles: { overrides: { team-1: { auth: irsa } }
                } (ours replaces it) or auth: unmanaged (yours stays)
                (docs/troubleshooting.md#profile-role-present)
    `),
    );
  });

  it("in a profile, without a name", () => {
    expect(reportOf(profiles({ name: "team-1", plugins: [{ kind: "AwsIamForServiceAccount" }] }))).toBe(
      oneProblem(`
      error[profile-role-present]: profile team-1 already has the role of an
      AwsIamForServiceAccount plugin
       --> values.yaml:6:13
      6 |           - kind: AwsIamForServiceAccount
        |             ^^^^
        = rule: a profile has one role; replacing yours takes away what it allows
        = mend: in the stack config, profiles: { overrides: { team-1: { auth: irsa } }
                } (ours replaces it) or auth: unmanaged (yours stays)
                (docs/troubleshooting.md#profile-role-present)
    `),
    );
  });

  it("in the default plugins", () => {
    const own = { name: "team-3", plugins: [] };
    expect(reportOf(profiles("team-1", "team-2", own), values(`${defaultsPath}.plugins`, [theirs]))).toBe(
      oneProblem(`
      error[profile-role-present]: profileDefaults.plugins already gives team-1,
      team-2 the role arn:aws:iam::111122223333:role/theirs
        --> values.yaml:12:25
      12 |             awsIamRole: arn:aws:iam::111122223333:role/theirs
         |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: a profile has one role; replacing yours takes away what it allows
         = mend: in the stack config, profiles: { overrides: { team-1: { auth: irsa }
                 } } (ours replaces it) or auth: unmanaged (yours stays); and so for
                 each of them (docs/troubleshooting.md#profile-role-present)
    `),
    );
  });

  it("in the default plugins of many", () => {
    const names = Array.from({ length: 12 }, (_, index) => `team-${index}`);
    expect(reportOf(profiles(...names), values(`${defaultsPath}.plugins`, [theirs]))).toBe(
      oneProblem(`
      error[profile-role-present]: profileDefaults.plugins already gives team-0,
      team-1, team-2, team-3, team-4 and 7 more the role
      arn:aws:iam::111122223333:role/theirs
        --> values.yaml:20:25
      20 |             awsIamRole: arn:aws:iam::111122223333:role/theirs
         |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: a profile has one role; replacing yours takes away what it allows
         = mend: in the stack config, profiles: { overrides: { team-0: { auth: irsa }
                 } } (ours replaces it) or auth: unmanaged (yours stays); and so for
                 each of them (docs/troubleshooting.md#profile-role-present)
    `),
    );
  });

  it("of a profile called like something that every object has", () => {
    expect(codesOf(profiles({ name: "constructor", plugins: [theirs] }))).toEqual(["profile-role-present"]);
  });

  it("is no problem where it is ours, pasted from the block", () => {
    const ours = plugin("arn:aws:iam::111122223333:role/kf-dev-profile-team-1");
    expect(planOf(profiles({ name: "team-1", plugins: [ours] })).warnings).toEqual([]);
    const shared = plugin("arn:aws:iam::111122223333:role/kf-dev-profiles");
    expect(
      planOf(values(`${defaultsPath}.plugins`, [shared]), config("auth.profileRole", "shared")).isolation.objects,
    ).toBe("shared");
    expect(codesOf(values(`${defaultsPath}.plugins`, [shared]))).toEqual(["profile-role-present"]);
  });

  it("is no second problem where the stack's config can't be read", () => {
    const ours = plugin("arn:aws:iam::111122223333:role/kf-dev-profile-team-1");
    expect(codesOf(without("bucket"), profiles({ name: "team-1", plugins: [ours] }))).toEqual(["config-missing"]);
  });
});
