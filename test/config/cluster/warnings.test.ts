import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../base/problems/report.js";
import { type Change, config, warningsOf } from "../../support/project.js";
import { dedent } from "../../support/text.js";

const closed = { publicCidrs: ["203.0.113.0/24"] };
const version = (kubernetesVersion: string) => config("cluster", { source: "new", kubernetesVersion, api: closed });
const api = (options: object) => config("cluster", { source: "new", kubernetesVersion: "1.30", api: options });

const warned = (...changes: Change[]) =>
  warningsOf(...changes)
    .map(renderProblem)
    .join("\n\n");

describe("the Kubernetes version of a new cluster", () => {
  it("above what deployKF lists", () => {
    expect(warned(version("1.31"))).toBe(
      dedent(`
      warning[kubernetes-version]: cluster.kubernetesVersion is 1.31
       --> Pulumi.dev.yaml:9:25
      9 |     kubernetesVersion: '1.31'
        |                         ^^^^
        = rule: deployKF 0.1.5 lists Kubernetes 1.22 to 1.30
        = mend: try deployKF on it first; aws eks describe-cluster-versions lists what
                EKS still creates (docs/troubleshooting.md#kubernetes-version)
    `),
    );
  });

  it("below what deployKF lists", () => {
    expect(warned(version("1.21"))).toBe(
      dedent(`
      warning[kubernetes-version]: cluster.kubernetesVersion is 1.21
       --> Pulumi.dev.yaml:9:25
      9 |     kubernetesVersion: '1.21'
        |                         ^^^^
        = rule: deployKF 0.1.5 lists Kubernetes 1.22 to 1.30
        = mend: try deployKF on it first; aws eks describe-cluster-versions lists what
                EKS still creates (docs/troubleshooting.md#kubernetes-version)
    `),
    );
  });

  it.each(["1.22", "1.25", "1.30"])("none of %s", (listed) => {
    expect(warned(version(listed))).toBe("");
  });

  it("quoted as the number that 1.30 is without quotes", () => {
    expect(warningsOf(version("1.3")).map(({ message }) => message)).toEqual(["cluster.kubernetesVersion is 1.3"]);
  });
});

describe("the public endpoint of a new cluster", () => {
  it("open to everybody by default, at the source", () => {
    expect(warned(config("cluster", { source: "new", kubernetesVersion: "1.30" }))).toBe(
      dedent(`
      warning[cluster-endpoint-open]: every address may reach the API server
      (cluster.api.publicCidrs)
       --> Pulumi.dev.yaml:8:13
      8 |     source: new
        |             ^^^
        = rule: who reaches it still has to authenticate by IAM, but a list of your
                own networks is safer
        = mend: list your networks, or set public: false and run pulumi up inside the
                VPC (docs/troubleshooting.md#cluster-endpoint-open)
    `),
    );
  });

  it("open to everybody as it is written, at the list", () => {
    expect(warned(api({ publicCidrs: ["203.0.113.0/24", "0.0.0.0/0"] }))).toBe(
      dedent(`
      warning[cluster-endpoint-open]: every address may reach the API server
      (cluster.api.publicCidrs)
        --> Pulumi.dev.yaml:11:7
      11 |       publicCidrs:
         |       ^^^^^^^^^^^
         = rule: who reaches it still has to authenticate by IAM, but a list of your
                 own networks is safer
         = mend: list your networks, or set public: false and run pulumi up inside the
                 VPC (docs/troubleshooting.md#cluster-endpoint-open)
    `),
    );
  });

  it("none where networks are listed", () => {
    expect(warned(api(closed))).toBe("");
  });

  it("closed: up has to run where it reaches the private one", () => {
    expect(warned(api({ public: false }))).toBe(
      dedent(`
      warning[cluster-endpoint-private]: cluster.api.public is false: the API server
      is reachable inside the VPC alone
        --> Pulumi.dev.yaml:11:15
      11 |       public: false
         |               ^^^^^
         = rule: pulumi up makes the StorageClass, and Secrets, in the cluster
         = mend: run pulumi up inside the VPC, or in a network that reaches it
                 (docs/troubleshooting.md#cluster-endpoint-private)
    `),
    );
  });
});

describe("a cluster in another region than the bucket", () => {
  const issuerUrl = "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE";
  const stack = { source: "stack", stack: "acme/clusters/prod" };
  const eks = { source: "eks", name: "analytics", region: "eu-central-1" };

  it("stack: by its issuer", () => {
    expect(warned(config("cluster", { ...stack, issuerUrl }))).toBe(
      dedent(`
      warning[issuer-region]: the cluster's issuer is in eu-central-1, and aws:region
      is eu-west-1
        --> Pulumi.dev.yaml:10:16
      10 |     issuerUrl: https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE
         |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: that works, but traffic between cluster and bucket crosses regions
         = mend: if it is a slip, correct cluster.issuerUrl or aws:region
                 (docs/troubleshooting.md#issuer-region)
    `),
    );
  });

  it.each([eks, { ...eks, issuerUrl }])("eks: by its region, once", (cluster) => {
    expect(warned(config("cluster", cluster))).toBe(
      dedent(`
      warning[issuer-region]: the cluster is in eu-central-1, and aws:region is
      eu-west-1
        --> Pulumi.dev.yaml:10:13
      10 |     region: eu-central-1
         |             ^^^^^^^^^^^^
         = rule: that works, but traffic between cluster and bucket crosses regions
         = mend: if it is a slip, correct cluster.region or aws:region
                 (docs/troubleshooting.md#issuer-region)
    `),
    );
  });

  it("none where the bucket's region is stated, or the issuer is no EKS cluster's", () => {
    const elsewhere = config("bucket.region", "eu-central-1");

    expect(warned(config("cluster", { ...stack, issuerUrl }), elsewhere)).toBe("");
    expect(warned(config("cluster", { ...eks, issuerUrl }), elsewhere)).toBe("");
    expect(warned(config("cluster", { ...stack, issuerUrl: "https://oidc.example.com/x" }))).toBe("");
  });
});
