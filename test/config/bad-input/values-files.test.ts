import { describe, expect, it } from "vitest";
import { append, codesOf, config, file, planOf, reportOf, valuesFile, write } from "../../support/project.js";
import { aliasBomb, oneProblem } from "../../support/text.js";

describe("a values file", () => {
  it("that is missing", () => {
    expect(reportOf(config("deploykf.valuesFiles", ["value.yaml"]))).toBe(
      oneProblem(`
      error[values-file-missing]: deploykf.valuesFiles[0] is value.yaml, which doesn't
      exist
        --> Pulumi.dev.yaml:13:9
      13 |       - value.yaml
         |         ^^^^^^^^^^
         = rule: paths are relative to Pulumi.yaml
         = mend: correct the path, or take the file off the list
                 (docs/troubleshooting.md#values-file-missing)
    `),
    );
  });

  it("that is a folder", () => {
    expect(codesOf(config("deploykf.valuesFiles", ["."]))).toEqual(["values-file-missing"]);
  });

  it("that isn't YAML", () => {
    expect(reportOf(append(valuesFile, "kubeflow_tools:\n  pipelines: {enabled: true\n"))).toBe(
      oneProblem(`
      error[yaml-invalid]: values.yaml is not YAML: deficient indentation
        --> values.yaml:13:1
         = rule: the file has to be one YAML document
         = mend: correct the text at the place shown, or just above it
                 (docs/troubleshooting.md#yaml-invalid)
    `),
    );
  });

  it("with a tag that nobody knows", () => {
    expect(reportOf(append(valuesFile, "kubeflow_tools: !helm\n  a: 1\n"))).toBe(
      oneProblem(`
      error[yaml-invalid]: values.yaml is not YAML: unknown mapping tag
        --> values.yaml:11:17
      11 | kubeflow_tools: *****
         |                 ^
         = rule: the file has to be one YAML document
         = mend: correct the text at the place shown, or just above it
                 (docs/troubleshooting.md#yaml-invalid)
    `),
    );
  });

  it("that is a list", () => {
    expect(reportOf(write(valuesFile, "# mine\n- deploykf_core: {}\n"))).toBe(
      oneProblem(`
      error[values-type]: values.yaml is a list
       --> values.yaml:2:3
      2 | - deploykf_core: {}
        |   ^^^^^^^^^^^^^
        = rule: a deployKF values file is a map of sections such as deploykf_core
        = mend: write its sections, or take it off deploykf.valuesFiles
                (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("that is one word", () => {
    expect(reportOf(write(valuesFile, "later\n"))).toBe(
      oneProblem(`
      error[values-type]: values.yaml is one plain value
       --> values.yaml:1:1
      1 | *****
        | ^^^^^
        = rule: a deployKF values file is a map of sections such as deploykf_core
        = mend: write its sections, or take it off deploykf.valuesFiles
                (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("with two documents", () => {
    expect(reportOf(append(valuesFile, "---\nkubeflow_tools: {}\n"))).toBe(
      oneProblem(`
      error[yaml-multi-document]: values.yaml has 2 YAML documents
        --> values.yaml:11:1
      11 | ---
         | ^^^
         = rule: one document a file; a second one would be ignored in silence
         = mend: remove the lines that hold only ---, or split the file and list both
                 (docs/troubleshooting.md#yaml-multi-document)
    `),
    );
  });

  it("with a key twice", () => {
    expect(reportOf(append(valuesFile, "deploykf_core:\n  argocd: {}\n"))).toBe(
      oneProblem(`
      error[yaml-duplicate-key]: values.yaml has the key deploykf_core twice in one
      map
        --> values.yaml:11:1
      11 | deploykf_core:
         | ^^^^^^^^^^^^^
         = rule: a key stands once in a map; readers differ on which one counts
         = mend: merge the two, or remove one
                 (docs/troubleshooting.md#yaml-duplicate-key)
    `),
    );
  });

  it("that grows without bound", () => {
    expect(reportOf(write(valuesFile, aliasBomb))).toBe(
      oneProblem(`
      error[yaml-alias-bomb]: values.yaml grows without bound when its aliases are
      written out
       --> values.yaml:6:42
      6 | f: [**, **, **, **, **, **, **, **, **, **]
        |                                          ^
        = rule: at most 1,000,000 nodes after aliases (*name) are expanded
        = mend: write the repeated parts out, or alias smaller parts
                (docs/troubleshooting.md#yaml-alias-bomb)
    `),
    );
  });

  it("that holds itself", () => {
    expect(codesOf(write(valuesFile, "a: &a\n  b: *a\n"))).toEqual(["yaml-alias-bomb"]);
  });

  it("nested deeper than anybody nests", () => {
    expect(codesOf(write(valuesFile, `${"[".repeat(5000)}`))).toEqual(["yaml-invalid"]);
  });

  it("that is empty gives deployKF's own profiles", () => {
    const { settings } = planOf(write(valuesFile, "# nothing yet\n"));
    expect(settings.deploykf.profiles.map(({ name }) => name)).toEqual(["team-1", "team-1-prod"]);
  });

  it("each is read: two mistakes in two files", () => {
    expect(codesOf(file("second.yaml", "- 1\n"), write(valuesFile, "a: b: c\n"))).toEqual([
      "values-type",
      "yaml-invalid",
    ]);
  });
});
