import { describe, expect, it } from "vitest";
import { append, edit, file, planOf, reportOf, values, valuesFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a section of a values file", () => {
  it("that is empty", () => {
    expect(reportOf(append(valuesFile, "kubeflow_tools:\n"))).toBe(
      oneProblem(`
      error[values-null-section]: kubeflow_tools is empty in values.yaml
        --> values.yaml:11:1
      11 | kubeflow_tools:
         | ^^^^^^^^^^^^^^
         = rule: null removes what other files and deployKF's defaults set there;
                 generation then fails
         = mend: remove the key, or write {} to change nothing
                 (docs/troubleshooting.md#values-null-section)
    `),
    );
  });

  it("that is empty, in a file behind which another fills it", () => {
    expect(
      reportOf(
        append(valuesFile, "kubeflow_dependencies:\n  kubeflow_argo_workflows:\n"),
        file("second.yaml", { kubeflow_dependencies: { kubeflow_argo_workflows: { namespace: "argo" } } }),
      ),
    ).toBe(
      oneProblem(`
      error[values-null-section]: kubeflow_dependencies.kubeflow_argo_workflows is
      empty in values.yaml
        --> values.yaml:12:3
      12 |   kubeflow_argo_workflows:
         |   ^^^^^^^^^^^^^^^^^^^^^^^
         = rule: null removes what other files and deployKF's defaults set there;
                 generation then fails
         = mend: remove the key, or write {} to change nothing
                 (docs/troubleshooting.md#values-null-section)
    `),
    );
  });

  it("that is an empty map changes nothing", () => {
    expect(planOf(values("kubeflow_tools.pipelines", {})).values.text).toBe(planOf().values.text);
  });

  it("that is a list", () => {
    expect(reportOf(edit(valuesFile, "deploykf_profiles_generator:", "- deploykf_profiles_generator:"))).toBe(
      oneProblem(`
      error[values-type]: deploykf_core is a list
       --> values.yaml:1:1
      1 | deploykf_core:
        | ^^^^^^^^^^^^^
        = rule: deployKF reads a map here
        = mend: take the - away from its lines (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("that is a word", () => {
    expect(reportOf(append(valuesFile, "kubeflow_tools: all\n"))).toBe(
      oneProblem(`
      error[values-type]: kubeflow_tools is a text
        --> values.yaml:11:17
      11 | kubeflow_tools: ***
         |                 ^^^
         = rule: deployKF reads a map here
         = mend: write key: value lines below it (docs/troubleshooting.md#values-type)
    `),
    );
  });
});
