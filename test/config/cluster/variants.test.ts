import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { codesOf, config, stackFile } from "../../support/project.js";

const sources = {
  oidc: { source: "oidc", issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE" },
  eks: { source: "eks", name: "analytics" },
  stack: { source: "stack", stack: "acme/clusters/prod" },
  new: { source: "new", kubernetesVersion: "1.30", api: { publicCidrs: ["203.0.113.0/24"] } },
  kubeconfig: { source: "kubeconfig" },
} as const;

/** Options that one source alone has. */
const own: Partial<Record<keyof typeof sources, Readonly<Record<string, unknown>>>> = {
  new: {
    kubernetesVersion: "1.30",
    vpc: { id: "vpc-12345678" },
    nodes: { min: 1 },
    api: { public: false },
    logTypes: [],
    secretsKmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/a",
    deletionProtection: false,
  },
  eks: { region: "eu-west-1", profile: "admin", roleArn: "arn:aws:iam::111122223333:role/a" },
  stack: { stack: "acme/clusters/prod", outputs: {} },
  oidc: { kubeconfig: {} },
  kubeconfig: { path: "kubeconfig.yaml", context: "prod" },
};

const foreign = Object.entries(own).flatMap(([owner, options]) =>
  Object.entries(options).flatMap(([key, value]) =>
    Object.keys(sources)
      .filter((source) => source !== owner)
      .map((source) => [key, owner, source as keyof typeof sources, value] as const),
  ),
);

describe("an option of one source", () => {
  it.each(foreign)("%s of %s under %s", (key, owner, source, value) => {
    expect(onlyProblem(config("cluster", { ...sources[source], [key]: value }))).toEqual({
      code: "config-unknown-key",
      message: `cluster.${key} is only for source: ${owner}`,
      rule: "it would have no effect here",
      mend: `remove it, or set source: ${owner}`,
      file: stackFile,
      underlined: key,
    });
  });

  it.each([
    ["oidcProvider", "existing", "new"],
    ["oidcProvider", "existing", "kubeconfig"],
    ["issuerUrl", sources.oidc.issuerUrl, "kubeconfig"],
    ["name", "analytics", "stack"],
  ] as const)("%s: %s under %s, though several others have it", (key, value, source) => {
    expect(codesOf(config("cluster", { ...sources[source], [key]: value }))).toEqual(["config-unknown-key"]);
  });
});
