import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { config, planOf, projectName, stackFile } from "../../support/project.js";

const stack = { source: "stack", stack: "acme/clusters/prod" };
const at = (underlined: string) => ({ file: stackFile, underlined });

describe("another stack", () => {
  const whole = "a stack's full name is <organization>/<project>/<stack>";
  const itself = "that is this stack itself";
  const printed = "write it as pulumi stack ls --all prints it";
  const other = "name the stack that has the cluster: pulumi stack ls --all";

  it.each([
    ["prod", whole, printed],
    [
      "clusters/prod",
      whole,
      "put the organization before it; with a state in a bucket or folder write organization/clusters/prod",
    ],
    ["acme/clusters/prod/", whole, printed],
    ["", whole, printed],
    ["https://app.pulumi.com/acme/clusters/prod", whole, "write acme/clusters/prod"],
    [`acme/${projectName}/dev`, itself, other],
    [`organization/${projectName}/dev`, itself, other],
  ])("%j: %s", (name, rule, mend) => {
    expect(onlyProblem(config("cluster", { ...stack, stack: name }))).toEqual({
      code: "stack-reference",
      message: `cluster.stack is "${name}"`,
      rule,
      mend,
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
      region: "eu-west-1",
      profile: undefined,
      issuerUrl: undefined,
      oidcProvider: "existing",
    });
  });

  it("a cluster that it names is in the region that is stated, with the provider's profile", () => {
    const changes = [config("cluster", { ...stack, region: "eu-central-1" }), config("aws:profile", "lab")];

    expect(planOf(...changes).settings.cluster).toMatchObject({ region: "eu-central-1", profile: "lab" });
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
