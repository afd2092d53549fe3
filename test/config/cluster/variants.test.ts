import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { config, stackFile } from "../../support/project.js";

const sources = {
  oidc: { source: "oidc", issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE" },
  eks: { source: "eks", name: "analytics" },
  stack: { source: "stack", stack: "acme/clusters/prod" },
  new: { source: "new", kubernetesVersion: "1.30", api: { publicCidrs: ["203.0.113.0/24"] } },
  kubeconfig: { source: "kubeconfig" },
} as const;

type Source = keyof typeof sources;

/** Options that not every source has, with those that have them. */
const options: Readonly<Record<string, readonly [value: unknown, ...owners: Source[]]>> = {
  kubernetesVersion: ["1.30", "new"],
  vpc: [{ id: "vpc-12345678" }, "new"],
  nodes: [{ min: 1 }, "new"],
  api: [{ public: false }, "new"],
  logTypes: [[], "new"],
  secretsKmsKeyArn: ["arn:aws:kms:eu-west-1:111122223333:key/a", "new"],
  deletionProtection: [false, "new"],
  profile: ["admin", "eks"],
  roleArn: ["arn:aws:iam::111122223333:role/a", "eks"],
  stack: ["acme/clusters/prod", "stack"],
  outputs: [{}, "stack"],
  kubeconfig: [{}, "oidc"],
  path: ["kubeconfig.yaml", "kubeconfig"],
  context: ["prod", "kubeconfig"],
  name: ["analytics", "eks", "new"],
  region: ["eu-west-1", "eks", "stack"],
  oidcProvider: ["existing", "oidc", "eks", "stack"],
  issuerUrl: [sources.oidc.issuerUrl, "oidc", "eks", "stack", "new"],
};

const foreign = Object.entries(options).flatMap(([key, [value, ...owners]]) =>
  Object.keys(sources)
    .filter((source) => !owners.some((owner) => owner === source))
    .map((source) => ({ key, value, owners, source: source as Source })),
);

describe("an option of other sources", () => {
  it.each(foreign)("$key of $owners under $source", ({ key, value, owners, source }) => {
    const [last, ...before] = [...owners].reverse();
    const named = before.length === 0 ? last : `${before.reverse().join(", ")} or ${last}`;

    expect(onlyProblem(config("cluster", { ...sources[source], [key]: value }))).toEqual({
      code: "config-unknown-key",
      message: `cluster.${key} is only for source: ${named}`,
      rule: "it would have no effect here",
      mend: before.length === 0 ? `remove it, or set source: ${last}` : "remove it",
      file: stackFile,
      underlined: key,
    });
  });
});
