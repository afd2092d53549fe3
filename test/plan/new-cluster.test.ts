import { describe, expect, it } from "vitest";
import { type Change, config, planOf } from "../support/project.js";

const minimal = { source: "new", kubernetesVersion: "1.30" };
const tags = { "managed-by": "deploykf-object-store", "pulumi-stack": "dev" };

const planned = (cluster: object, ...changes: Change[]) => planOf(config("cluster", cluster), ...changes).newCluster;

const trust = (service: string, actions: readonly string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: actions }],
});

/** The plan of the minimal cluster. */
function expected({
  partition = "aws",
  prefix = "kf-dev",
  path = "/",
  boundary = undefined as string | undefined,
} = {}) {
  const role = (key: string, description: string, policies: readonly string[]) => ({
    roleName: `${prefix}-${key}`,
    path,
    permissionsBoundary: boundary,
    description,
    managedPolicies: policies.map((name) => `arn:${partition}:iam::aws:policy/${name}`),
  });
  return {
    name: prefix,
    profile: undefined,
    kubernetesVersion: "1.30",
    vpc: undefined,
    nodes: { instanceType: "m5.xlarge", min: 2, desired: 3, max: 6, diskSize: 100 },
    api: { public: true, publicCidrs: ["0.0.0.0/0"], private: true },
    logTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    secretsKmsKeyArn: undefined,
    deletionProtection: true,
    controlPlaneRole: {
      ...role("cluster", "EKS control plane", ["AmazonEKSClusterPolicy"]),
      trust: trust("eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
    },
    nodeRole: {
      ...role("nodes", "EKS nodes", [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonEC2ContainerRegistryReadOnly",
      ]),
      trust: trust("ec2.amazonaws.com", ["sts:AssumeRole"]),
    },
    storageRole: role("ebs-csi", "EBS CSI driver", ["service-role/AmazonEBSCSIDriverPolicy"]),
    storageServiceAccount: "kube-system/ebs-csi-controller-sa",
    tags,
  };
}

describe("a new cluster", () => {
  it("is this by its defaults", () => {
    expect(planned(minimal)).toEqual(expected());
  });

  it("has what the stack's config says", () => {
    const options = {
      name: "analytics",
      kubernetesVersion: "1.29",
      vpc: {
        id: "vpc-0123456789abcdef0",
        privateSubnetIds: ["subnet-0123456789abcdef0"],
        publicSubnetIds: ["subnet-0123456789abcdef1"],
      },
      nodes: { instanceType: "m6i.2xlarge", min: 1, desired: 1, max: 2, diskSize: 50 },
      api: { public: true, publicCidrs: ["203.0.113.0/24"], private: false },
      logTypes: ["audit"],
      secretsKmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab",
      deletionProtection: false,
    };

    expect(planned({ ...minimal, ...options })).toEqual({ ...expected(), ...options });
  });

  it("takes the roles' path, boundary and prefix, and the stack's tags and AWS profile", () => {
    const boundary = "arn:aws:iam::111122223333:policy/boundary";
    const changes = [
      config("namePrefix", "kf-lab"),
      config("auth", { path: "/kubeflow/", permissionsBoundary: boundary }),
      config("tags", { team: "ml" }),
      config("aws:profile", "lab"),
    ];

    expect(planned(minimal, ...changes)).toEqual({
      ...expected({ prefix: "kf-lab", path: "/kubeflow/", boundary }),
      profile: "lab",
      tags: { ...tags, team: "ml" },
    });
  });

  it("GovCloud: has that partition's policies, and the same services", () => {
    expect(planned(minimal, config("aws:region", "us-gov-west-1"))).toEqual(expected({ partition: "aws-us-gov" }));
  });

  it("adds its three roles to those that the account needs", () => {
    const roles = (...changes: Change[]) =>
      planOf(config("cluster", minimal), ...changes).limits.find(({ quotaCode }) => quotaCode === "L-FE177D64")?.needed;

    expect(roles()).toBe(3 + 3);
    expect(roles(config("auth", { mode: "keys" }))).toBe(3);
  });

  it("is no part of a stack with a cluster of another source", () => {
    expect(planOf().newCluster).toBeUndefined();
    expect(planned({ source: "eks", name: "analytics" })).toBeUndefined();
  });
});
