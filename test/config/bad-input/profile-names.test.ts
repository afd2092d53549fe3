import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import {
  codesOf,
  config,
  defaultsPath,
  planOf,
  profiles,
  reportOf,
  values,
  valuesFile,
  without,
} from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const namesOnly = [without("deploykf.valuesFiles"), config("profiles.names", ["team-1", "team-2"])];

describe("a profile's name", () => {
  it("that is no DNS label", () => {
    expect(reportOf(profiles("team-1", "Team_2"))).toBe(
      oneProblem(`
      error[profile-name]: the profile name "Team_2" can't be used
       --> values.yaml:5:15
      5 |       - name: Team_2
        |               ^^^^^^
        = rule: a profile is a namespace, so its name is a DNS label
        = mend: use a-z, 0-9 and -, such as team-1
                (docs/troubleshooting.md#profile-name)
    `),
    );
  });

  it("with a wildcard", () => {
    expect(reportOf(profiles("team-*"))).toBe(
      oneProblem(`
      error[profile-name]: the profile name "team-*" can't be used
       --> values.yaml:4:15
      4 |       - name: team-*
        |               ^^^^^^
        = rule: * is a wildcard or variable in an IAM policy: it would open other
                profiles
        = mend: use a-z, 0-9 and -, such as team-1
                (docs/troubleshooting.md#profile-name)
    `),
    );
  });

  it.each([
    ["team-?", "? is a wildcard or variable in an IAM policy: it would open other profiles"],
    ["${aws:username}", "${ is a wildcard or variable in an IAM policy: it would open other profiles"],
    ["", "a profile is a namespace, so its name is a DNS label"],
    ["-team", "a profile is a namespace, so its name is a DNS label"],
    ["team-", "a profile is a namespace, so its name is a DNS label"],
    ["team.1", "a profile is a namespace, so its name is a DNS label"],
    ["team/1", "a profile is a namespace, so its name is a DNS label"],
    ["team 1", "a profile is a namespace, so its name is a DNS label"],
    ["équipe", "a profile is a namespace, so its name is a DNS label"],
  ])("%j: %s", (name, rule) => {
    expect(onlyProblem(profiles(name))).toMatchObject({
      code: "profile-name",
      message: `the profile name "${name}" can't be used`,
      rule,
      mend: "use a-z, 0-9 and -, such as team-1",
      file: valuesFile,
    });
  });

  it("that is too long", () => {
    expect(reportOf(profiles("a".repeat(64)))).toBe(
      oneProblem(`
      error[profile-name]: the profile name
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" can't be used
       --> values.yaml:4:15
      4 | ... - name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: it has 64 characters; a namespace has at most 63
        = mend: shorten it by 1 (docs/troubleshooting.md#profile-name)
    `),
    );
  });

  it("that is too long with its prefix", () => {
    const name = "a".repeat(61);
    expect(reportOf(profiles(name), values(`${defaultsPath}.profileNamePrefix`, "kf-"))).toBe(
      oneProblem(`
      error[profile-name]: the profile name
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" can't be used
       --> values.yaml:4:15
      4 |       - name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: with profileNamePrefix it has 64 characters; a namespace has at most
                63
        = mend: shorten it by 1 (docs/troubleshooting.md#profile-name)
    `),
    );
    expect(planOf(profiles(name)).principals.profiles).toHaveLength(1);
  });

  it("twice", () => {
    expect(reportOf(profiles("team-1", "team-2", "team-1"))).toBe(
      oneProblem(`
      error[profile-duplicate]: the profile team-1 is listed twice
       --> values.yaml:6:15
      6 |       - name: team-1
        |               ^^^^^^
        = rule: profile names are unique; two entries would share one namespace and
                one role
        = mend: merge the two entries, or rename one
                (docs/troubleshooting.md#profile-duplicate)
    `),
    );
  });

  it("of deployKF's own namespaces", () => {
    expect(reportOf(profiles("kubeflow"))).toBe(
      oneProblem(`
      error[profile-namespace-reserved]: profile kubeflow would be the namespace
      kubeflow, which deployKF uses itself
       --> values.yaml:4:15
      4 |       - name: kubeflow
        |               ^^^^^^^^
        = rule: the profile controller refuses a namespace that exists before its
                Profile
        = mend: rename the profile
                (docs/troubleshooting.md#profile-namespace-reserved)
    `),
    );
    expect(codesOf(profiles("kubeflow-argo-workflows"))).toEqual(["profile-namespace-reserved"]);
  });

  it("in the stack's config", () => {
    expect(reportOf(...namesOnly, config("profiles.names", ["team-1", "team 2"]))).toBe(
      oneProblem(`
      error[profile-name]: the profile name "team 2" can't be used
        --> Pulumi.dev.yaml:16:9
      16 |       - team 2
         |         ^^^^^^
         = rule: a profile is a namespace, so its name is a DNS label
         = mend: use a-z, 0-9 and -, such as team-1
                 (docs/troubleshooting.md#profile-name)
    `),
    );
  });
});
