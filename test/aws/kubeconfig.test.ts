import { describe, expect, it } from "vitest";
import { type EksEndpoint, eksKubeconfig, withProfile } from "../../base/aws/kubeconfig.js";

const cluster: EksEndpoint = {
  name: "analytics",
  region: "eu-central-1",
  endpoint: "https://EXAMPLE.gr7.eu-central-1.eks.amazonaws.com",
  certificateAuthority: "Q0E=",
  profile: undefined,
  roleArn: undefined,
};
const token = ["--region", "eu-central-1", "eks", "get-token", "--cluster-name", "analytics", "--output", "json"];

function argsOf(kubeconfig: string): unknown {
  return JSON.parse(kubeconfig).users[0].user.exec.args;
}

describe("the kubeconfig of an EKS cluster", () => {
  it("is this, whole", () => {
    expect(JSON.parse(eksKubeconfig(cluster))).toEqual({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "analytics",
          cluster: {
            server: "https://EXAMPLE.gr7.eu-central-1.eks.amazonaws.com",
            "certificate-authority-data": "Q0E=",
          },
        },
      ],
      users: [
        {
          name: "analytics",
          user: { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "aws", args: token } },
        },
      ],
      contexts: [{ name: "analytics", context: { cluster: "analytics", user: "analytics" } }],
      "current-context": "analytics",
    });
  });

  it.each([
    [{}, []],
    [{ profile: "admin" }, ["--profile", "admin"]],
    [{ roleArn: "arn:aws:iam::111122223333:role/eks" }, ["--role-arn", "arn:aws:iam::111122223333:role/eks"]],
    [
      { profile: "admin", roleArn: "arn:aws:iam::111122223333:role/eks" },
      ["--role-arn", "arn:aws:iam::111122223333:role/eks", "--profile", "admin"],
    ],
  ])("gets its token with %j", (options, args) => {
    expect(argsOf(eksKubeconfig({ ...cluster, ...options }))).toEqual([...token, ...args]);
  });
});

describe("a kubeconfig with an AWS profile", () => {
  it("is the same apart from its token's profile", () => {
    const given = eksKubeconfig(cluster);
    expect(JSON.parse(withProfile(given, "admin"))).toEqual(
      JSON.parse(eksKubeconfig({ ...cluster, profile: "admin" })),
    );
  });

  it("is the same text without one", () => {
    const given = eksKubeconfig(cluster);
    expect(withProfile(given, undefined)).toBe(given);
  });
});
