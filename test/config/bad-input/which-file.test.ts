import { describe, expect, it } from "vitest";
import { config, edit, file, profilesPath, reportOf, values, valuesFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("the file that a problem is in", () => {
  it("is the last that says something, also by an alias", () => {
    expect(
      reportOf(
        edit(valuesFile, /profiles:\n(?<list>(?: {6}.*\n)+)/, "profiles: &list\n      - name: Team\nx: *list\n"),
        file(
          "second.yaml",
          "names: &list\n  - name: Team_2\ndeploykf_core:\n  deploykf_profiles_generator:\n    profiles: *list\n",
        ),
        values("kubeflow_tools.pipelines.enabled", true, "third.yaml"),
        config("deploykf.valuesFiles", [valuesFile, "second.yaml", "third.yaml"]),
      ),
    ).toBe(
      oneProblem(`
      error[profile-name]: the profile name "Team_2" can't be used
       --> second.yaml:5:16
      5 |     profiles: *****
        |                ^^^^
        = rule: a profile is a namespace, so its name is a DNS label
        = mend: use a-z, 0-9 and -, such as team-1
                (docs/troubleshooting.md#profile-name)
    `),
    );
  });

  it("of a list, the last that has the list", () => {
    const first = {
      plugins: [{ kind: "AwsIamForServiceAccount", spec: { awsIamRole: "arn:aws:iam::111122223333:role/x" } }],
    };
    expect(
      reportOf(
        values(profilesPath, [{ name: "team-1", ...first }]),
        file("second.yaml", {
          deploykf_core: {
            deploykf_profiles_generator: {
              profiles: [{ name: "team-2", plugins: [{ kind: "AwsIamForServiceAccount" }] }],
            },
          },
        }),
      ),
    ).toBe(
      oneProblem(`
      error[profile-role-present]: profile team-2 already has the role of an
      AwsIamForServiceAccount plugin
       --> second.yaml:6:13
      6 |           - kind: AwsIamForServiceAccount
        |             ^^^^
        = rule: a profile has one role; replacing yours takes away what it allows
        = mend: in the stack config, profiles: { overrides: { team-2: { auth: irsa } }
                } (ours replaces it) or auth: unmanaged (yours stays)
                (docs/troubleshooting.md#profile-role-present)
    `),
    );
  });
});
