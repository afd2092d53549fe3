import { describe, expect, it } from "vitest";
import { append, codesOf, planOf, reportOf, values, valuesFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a value in a values file", () => {
  const argo = "kubeflow_dependencies.kubeflow_argo_workflows";

  it("of the wrong type, as it is written", () => {
    expect(reportOf(append(valuesFile, "kubeflow_dependencies: {kubeflow_argo_workflows: {namespace: 0777}}\n"))).toBe(
      oneProblem(`
      error[values-type]: kubeflow_dependencies.kubeflow_argo_workflows.namespace is
      0777
        --> values.yaml:11:62
      11 | kubeflow_dependencies: {kubeflow_argo_workflows: {namespace: 0777}}
         |                                                              ^^^^
         = rule: deployKF reads a string here
         = mend: put it in quotes (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("that is empty", () => {
    expect(reportOf(values(`${argo}.server.serviceAccount.name`, null))).toBe(
      oneProblem(`
      error[values-null-section]:
      kubeflow_dependencies.kubeflow_argo_workflows.server.serviceAccount.name is
      empty in values.yaml
        --> values.yaml:15:9
      15 |         name: null
         |         ^^^^
         = rule: null removes what other files and deployKF's defaults set there;
                 generation then fails
         = mend: remove the key, or give it a value
                 (docs/troubleshooting.md#values-null-section)
    `),
    );
  });

  it("a text where true or false belongs", () => {
    expect(reportOf(values(`${argo}.server.serviceAccount.create`, "true"))).toBe(
      oneProblem(`
      error[values-type]:
      kubeflow_dependencies.kubeflow_argo_workflows.server.serviceAccount.create is
      "true"
        --> values.yaml:15:18
      15 |         create: 'true'
         |                  ^^^^
         = rule: deployKF reads true or false here
         = mend: write true or false, without quotes
                 (docs/troubleshooting.md#values-type)
    `),
    );
  });

  it("a template, as a name", () => {
    expect(reportOf(values(`${argo}.namespace`, "{{< .Values.argo >}}"))).toBe(
      oneProblem(`
      error[values-template]: kubeflow_dependencies.kubeflow_argo_workflows.namespace
      is a template
        --> values.yaml:13:17
      13 |     namespace: '{{< .Values.argo >}}'
         |                 ^^^^^^^^^^^^^^^^^^^^
         = rule: templates are filled in by deployKF's generator; names and prefixes
                 are needed before it runs
         = mend: write the value itself (docs/troubleshooting.md#values-template)
    `),
    );
  });

  it("a template, as a list", () => {
    expect(codesOf(values("deploykf_core.deploykf_profiles_generator.profiles", "{{< .Values.profiles >}}"))).toEqual([
      "values-template",
    ]);
  });

  it("a template, as true or false", () => {
    expect(codesOf(values(`${argo}.server.serviceAccount.create`, "{{< .Values.create >}}"))).toEqual([
      "values-template",
    ]);
  });

  it("a template that the program doesn't read stays what it is", () => {
    const plan = planOf(
      values("deploykf_core.deploykf_profiles_generator.profiles", [
        { name: "a", ownerEmail: "{{< .Values.owner >}}" },
      ]),
    );
    expect(plan.values.text).toContain('ownerEmail: "{{< .Values.owner >}}"');
  });

  it("a namespace that isn't a name", () => {
    expect(reportOf(values(`${argo}.namespace`, "Argo_Workflows"))).toBe(
      oneProblem(`
      error[namespace-name]: kubeflow_argo_workflows.namespace is "Argo_Workflows"
        --> values.yaml:13:16
      13 |     namespace: Argo_Workflows
         |                ^^^^^^^^^^^^^^
         = rule: the name of a namespace is a DNS label
         = mend: write the exact name, such as kubeflow-argo-workflows
                 (docs/troubleshooting.md#namespace-name)
    `),
    );
  });

  it("a service account that isn't a name", () => {
    expect(reportOf(values(`${argo}.controller.serviceAccount.name`, "argo-*"))).toBe(
      oneProblem(`
      error[service-account-name]:
      kubeflow_dependencies.kubeflow_argo_workflows.controller.serviceAccount.name is
      "argo-*"
        --> values.yaml:15:15
      15 |         name: argo-*
         |               ^^^^^^
         = rule: the name of a service account is a DNS name; wildcards would open the
                 role to others
         = mend: write the exact name of the service account
                 (docs/troubleshooting.md#service-account-name)
    `),
    );
  });
});
