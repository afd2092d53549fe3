import { describe, expect, it } from "vitest";
import {
  config,
  defaultsPath,
  planOf,
  profiles,
  profilesPath,
  reportOf,
  values,
  without,
} from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const namesOnly = [without("deploykf.valuesFiles"), config("profiles.names", ["team-1", "team-2"])];

describe("the profiles", () => {
  it("none, in the values files", () => {
    expect(reportOf(profiles())).toBe(
      oneProblem(`
      error[profiles-none]: the list of profiles is empty
       --> values.yaml:3:5
      3 |     profiles: []
        |     ^^^^^^^^
        = rule: lists are replaced whole, so the last file that has profiles counts
        = mend: list the profiles here, or remove the key so that an earlier file's
                list counts (docs/troubleshooting.md#profiles-none)
    `),
    );
  });

  it("none, without values files", () => {
    expect(reportOf(without("deploykf.valuesFiles"))).toBe(
      oneProblem(`
      error[profiles-none]: there are no profiles
        --> Pulumi.dev.yaml:10:3
      10 |   deploykf-object-store:deploykf:
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: roles and prefixes are made for each profile
         = mend: list your deployKF values files in deploykf.valuesFiles, or profile
                 names in profiles.names (docs/troubleshooting.md#profiles-none)
    `),
    );
  });

  it("none, by an empty list", () => {
    expect(reportOf(...namesOnly, config("profiles.names", []))).toBe(
      oneProblem(`
      error[profiles-none]: there are no profiles
        --> Pulumi.dev.yaml:14:5
      14 |     names: []
         |     ^^^^^
         = rule: roles and prefixes are made for each profile
         = mend: list your deployKF values files in deploykf.valuesFiles, or profile
                 names in profiles.names (docs/troubleshooting.md#profiles-none)
    `),
    );
  });

  it("in both places", () => {
    expect(reportOf(config("profiles.names", ["team-1"]))).toBe(
      oneProblem(`
      error[profiles-twice]: profiles.names and deploykf.valuesFiles are both set
        --> Pulumi.dev.yaml:16:5
      16 |     names:
         |     ^^^^^
         = rule: the values files are the one source of the profiles
         = mend: remove profiles.names, or empty deploykf.valuesFiles
                 (docs/troubleshooting.md#profiles-twice)
    `),
    );
  });

  it("a map where the list belongs", () => {
    expect(reportOf(values(profilesPath, { "team-1": {} }))).toBe(
      oneProblem(`
      error[values-type]: deploykf_core.deploykf_profiles_generator.profiles is a map
       --> values.yaml:3:5
      3 |     profiles:
        |     ^^^^^^^^
        = rule: deployKF reads a list here
        = mend: write one entry a line, each after -
                (docs/troubleshooting.md#values-type)
    `),
    );
  });
});

describe("profileNamePrefix", () => {
  it("that can't begin a namespace's name", () => {
    expect(reportOf(values(`${defaultsPath}.profileNamePrefix`, "KF_"))).toBe(
      oneProblem(`
      error[profile-name]: profileNamePrefix is "KF_"
        --> values.yaml:12:26
      12 |       profileNamePrefix: KF_
         |                          ^^^
         = rule: it begins a namespace's name, so only a-z, 0-9 and -, from a letter
                 or digit on
         = mend: write a prefix such as kf- (docs/troubleshooting.md#profile-name)
    `),
    );
  });

  it("that makes one profile's namespace of another's name", () => {
    expect(reportOf(profiles("b", "a-b"), values(`${defaultsPath}.profileNamePrefix`, "a-"))).toBe(
      oneProblem(`
      error[profile-namespace-clash]: the namespace a-b of profile b is also the name
      of another profile
       --> values.yaml:4:15
      4 |       - name: b
        |               ^
        = rule: KFP v1 writes below the namespace, KFP v2 below the raw name: one
                profile would read the other's artifacts
        = mend: choose another profileNamePrefix, or rename one of the two profiles
                (docs/troubleshooting.md#profile-namespace-clash)
    `),
    );
  });
});

describe("plugins", () => {
  it("that are a template", () => {
    expect(reportOf(profiles({ name: "team-1", plugins: "{{< .Values.plugins >}}" }))).toBe(
      oneProblem(`
      error[values-template]:
      deploykf_core.deploykf_profiles_generator.profiles[0].plugins is a template
       --> values.yaml:5:19
      5 |         plugins: '***********************'
        |                   ^^^^^^^^^^^^^^^^^^^^^^^
        = rule: templates are filled in by deployKF's generator; names and prefixes
                are needed before it runs
        = mend: write the value itself (docs/troubleshooting.md#values-template)
    `),
    );
  });

  it("that are a map", () => {
    expect(reportOf(profiles({ name: "team-1", plugins: { kind: "x" } }))).toBe(
      oneProblem(`
      error[values-type]:
      deploykf_core.deploykf_profiles_generator.profiles[0].plugins is a map
       --> values.yaml:5:9
      5 |         plugins:
        |         ^^^^^^^
        = rule: deployKF reads a list here
        = mend: write one entry a line, each after -
                (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("of an unmanaged profile are its own affair", () => {
    const entry = { name: "team-1", plugins: "{{< .Values.plugins >}}" };
    const plan = planOf(profiles(entry), config("profiles.overrides", { "team-1": { auth: "unmanaged" } }));
    expect(plan.settings.deploykf.profiles[0]?.entry).toEqual(entry);
  });
});

describe("an override", () => {
  it("of no profile", () => {
    expect(reportOf(config("profiles.overrides", { "team-l": { auth: "unmanaged" } }))).toBe(
      oneProblem(`
      error[profile-unknown]: profiles.overrides.team-l names no profile
        --> Pulumi.dev.yaml:17:7
      17 |       team-l:
         |       ^^^^^^
         = rule: the profiles are team-1, team-1-prod
         = mend: did you mean team-1? (docs/troubleshooting.md#profile-unknown)
    `),
    );
  });

  it("with another word", () => {
    expect(reportOf(config("profiles.overrides", { "team-1": { auth: "key" } }))).toBe(
      oneProblem(`
      error[config-value]: profiles.overrides.team-1.auth is "key"
        --> Pulumi.dev.yaml:18:15
      18 |         auth: key
         |               ^^^
         = rule: one of: irsa, unmanaged, keys
         = mend: did you mean keys? (docs/troubleshooting.md#config-value)
    `),
    );
  });
});
