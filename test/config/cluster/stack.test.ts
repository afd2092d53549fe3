import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { config, planOf, projectName, stackFile } from "../../support/project.js";

const stack = { source: "stack", stack: "acme/clusters/prod" };
const at = (underlined: string) => ({ file: stackFile, underlined });

describe("another stack", () => {
  it.each([
    ["prod", "another stack's full name has three parts"],
    ["clusters/prod", "another stack's full name has three parts"],
    ["acme/clusters/prod/", "another stack's full name has three parts"],
    ["acme/clusters/ prod", "another stack's full name has three parts"],
    ["", "another stack's full name has three parts"],
    [`acme/${projectName}/dev`, "that is this stack itself"],
    [`organization/${projectName}/dev`, "that is this stack itself"],
  ])("%j: %s", (name, rule) => {
    expect(onlyProblem(config("cluster", { ...stack, stack: name }))).toEqual({
      code: "stack-reference",
      message: `cluster.stack is "${name}"`,
      rule,
      mend: "write <organization>/<project>/<stack>; without Pulumi's service the organization is organization",
      ...at(name || "stack"),
    });
  });

  it("may be of this project, or have this stack's name in another one", () => {
    expect(planOf(config("cluster", { ...stack, stack: `acme/${projectName}/cluster` })).warnings).toEqual([]);
    expect(planOf(config("cluster", { ...stack, stack: "acme/clusters/dev" })).warnings).toEqual([]);
  });

  it("names of outputs are tried, unless they are stated", () => {
    const outputs = { kubeconfig: "kubeConfig", clusterName: "name" };

    expect(planOf(config("cluster", { ...stack, outputs })).settings.cluster).toEqual({
      ...stack,
      outputs: {
        kubeconfig: { name: "kubeConfig", stated: true },
        issuerUrl: { name: "oidcProviderUrl", stated: false },
        providerArn: { name: "oidcProviderArn", stated: false },
        clusterName: { name: "name", stated: true },
      },
      issuerUrl: undefined,
      oidcProvider: "existing",
    });
  });

  it("an output that isn't one of them", () => {
    expect(onlyProblem(config("cluster", { ...stack, outputs: { issuer: "x" } }))).toEqual({
      code: "config-unknown-key",
      message: "cluster.outputs.issuer isn't a key of the stack config",
      rule: "known here: kubeconfig, issuerUrl, providerArn, clusterName",
      mend: "did you mean issuerUrl? Otherwise remove the key",
      ...at("issuer"),
    });
  });
});
