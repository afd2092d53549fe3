import { describe, expect, it } from "vitest";
import { edit, profiles, profilesPath, reportOf, values, valuesFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a profile's entry", () => {
  it("whose name YAML reads as a number", () => {
    expect(reportOf(profiles({ name: 2026 }))).toBe(
      oneProblem(`
      error[values-type]: deploykf_core.deploykf_profiles_generator.profiles[0].name
      is 2026
       --> values.yaml:4:15
      4 |       - name: 2026
        |               ^^^^
        = rule: deployKF reads a string here
        = mend: put it in quotes (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("whose name YAML readers don't agree on", () => {
    expect(reportOf(edit(valuesFile, "name: team-1-prod", "name: no"))).toBe(
      oneProblem(`
      error[values-type]: deploykf_core.deploykf_profiles_generator.profiles[1].name
      is no
       --> values.yaml:9:15
      9 |       - name: no
        |               ^^
        = rule: deployKF reads a string here
        = mend: put it in quotes (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("whose name is a template", () => {
    expect(reportOf(profiles("{{< .Values.team >}}"))).toBe(
      oneProblem(`
      error[values-template]:
      deploykf_core.deploykf_profiles_generator.profiles[0].name is a template
       --> values.yaml:4:16
      4 |       - name: '{{< .Values.team >}}'
        |                ^^^^^^^^^^^^^^^^^^^^
        = rule: templates are filled in by deployKF's generator; names and prefixes
                are needed before it runs
        = mend: write the value itself (docs/troubleshooting.md#values-template)
    `),
    );
  });

  it("without a name", () => {
    expect(reportOf(profiles({ members: [] }))).toBe(
      oneProblem(`
      error[values-type]: deploykf_core.deploykf_profiles_generator.profiles[0] has no
      name
       --> values.yaml:4:9
      4 |       - members: []
        |         ^^^^^^^
        = rule: every entry of profiles needs one
        = mend: add name: to the entry (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("that is empty", () => {
    expect(reportOf(profiles(null))).toBe(
      oneProblem(`
      error[values-type]: deploykf_core.deploykf_profiles_generator.profiles[0] is
      empty
       --> values.yaml:4:9
      4 |       - null
        |         ^^^^
        = rule: deployKF reads a map here
        = mend: write - name: and the rest of the entry below it
                (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("that is a name alone", () => {
    expect(reportOf(values(profilesPath, ["team-1"]))).toBe(
      oneProblem(`
      error[values-type]: deploykf_core.deploykf_profiles_generator.profiles[0] is a
      text
       --> values.yaml:4:9
      4 |       - ******
        |         ^^^^^^
        = rule: deployKF reads a map here
        = mend: write - name: and the rest of the entry below it
                (docs/troubleshooting.md#values-type)
    `),
    );
  });
});
