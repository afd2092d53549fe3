import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { type Change, codesOf, config, edit, planOf, stackFile, without } from "../../support/project.js";

const minimal = { source: "new", kubernetesVersion: "1.30", api: { publicCidrs: ["203.0.113.0/24"] } };
const vpcId = "vpc-0123456789abcdef0";
const subnets = ["subnet-0123456789abcdef0", "subnet-12345678"];
const at = (underlined: string) => ({ file: stackFile, underlined });

/** What is wrong with the minimal cluster and other options. */
function wrong(options: object, ...changes: Change[]) {
  return onlyProblem(config("cluster", { ...minimal, ...options }), ...changes);
}

function option(message: string, rule: string, mend: string, underlined: string) {
  return { code: "cluster-options", message, rule, mend, ...at(underlined) };
}

describe("the Kubernetes version", () => {
  it("is asked for", () => {
    expect(onlyProblem(config("cluster", { ...minimal }), without("cluster.kubernetesVersion"))).toEqual({
      code: "config-missing",
      message: "cluster.kubernetesVersion is missing in Pulumi.dev.yaml",
      rule: "it has no default; expected: a string",
      mend: "add kubernetesVersion: below deploykf-object-store:cluster (docs/config.md)",
      ...at("deploykf-object-store:cluster"),
    });
  });

  it("without quotes is a number: it is to be quoted as it is written", () => {
    const unquoted = edit(stackFile, /kubernetesVersion: .*/, "kubernetesVersion: 1.30");

    expect(wrong({}, unquoted)).toEqual({
      code: "config-type",
      message: "cluster.kubernetesVersion is the number 1.30",
      rule: "expected a string",
      mend: 'put it in quotes: "1.30"',
      ...at("1.30"),
    });
  });

  it.each(["1", "1.30.2", "v1.30", "latest", "2.1", "1.", "1.300", ""])("%j isn't one", (kubernetesVersion) => {
    expect(wrong({ kubernetesVersion })).toEqual({
      code: "kubernetes-version",
      message: `cluster.kubernetesVersion is "${kubernetesVersion}"`,
      rule: "a version of Kubernetes has a major and a minor number",
      mend: 'write one such as "1.32", in quotes: aws eks describe-cluster-versions',
      ...at(kubernetesVersion || "kubernetesVersion"),
    });
  });
});

describe("the name", () => {
  const rule = "an EKS cluster's name has 1 to 100 letters, digits, - and _, and begins with a letter or digit";

  it("is EKS's", () => {
    expect(wrong({ name: "a.b" })).toMatchObject({ message: 'cluster.name is "a.b"', rule, ...at("a.b") });
  });

  it("is namePrefix where it isn't given, which may hold what EKS doesn't take", () => {
    const prefix = config("namePrefix", "kf.dev");

    expect(wrong({}, prefix)).toMatchObject({ message: 'namePrefix is "kf.dev"', rule, ...at("kf.dev") });
    expect(planOf(config("cluster", { ...minimal, name: "kf-dev" }), prefix).newCluster?.name).toBe("kf-dev");
  });
});

describe("the VPC", () => {
  const vpc = (parts: object) => ({ vpc: { id: vpcId, privateSubnetIds: subnets, ...parts } });
  const vpcRule = "a vpc's id begins with vpc-, then 8 to 17 hexadecimal digits";
  const subnetRule = "a subnet's id begins with subnet-, then 8 to 17 hexadecimal digits";
  const describeVpcs = "aws ec2 describe-vpcs --query 'Vpcs[].VpcId'";
  const describeSubnets = "aws ec2 describe-subnets --query 'Subnets[].SubnetId'";

  it.each(["default", "subnet-12345678", "vpc-1234567", "vpc-0123456789ABCDEF0"])("isn't %s", (id) => {
    expect(wrong(vpc({ id }))).toEqual(option(`cluster.vpc.id is "${id}"`, vpcRule, describeVpcs, id));
  });

  it.each(["privateSubnetIds", "publicSubnetIds"])("has no subnet in %s that isn't one", (list) => {
    const options = vpc({ [list]: [...subnets, "vpc-12345678"] });

    expect(wrong(options)).toEqual(
      option(`cluster.vpc.${list}[2] is "vpc-12345678"`, subnetRule, describeSubnets, "vpc-12345678"),
    );
  });

  it.each([
    ["none", {}],
    ["one", { privateSubnetIds: ["subnet-12345678"] }],
    ["the same twice", { privateSubnetIds: ["subnet-12345678"], publicSubnetIds: ["subnet-12345678"] }],
  ])("has two subnets at least: %s", (_, lists) => {
    expect(wrong({ vpc: { id: vpcId, ...lists } })).toEqual(
      option(
        "cluster.vpc has less than two subnets",
        "EKS needs at least two, in different zones",
        "list them in privateSubnetIds and publicSubnetIds",
        "vpc",
      ),
    );
  });

  it("may have one private and one public subnet", () => {
    const [first, second] = subnets;
    const parts = { privateSubnetIds: [first], publicSubnetIds: [second] };

    expect(planOf(config("cluster", { ...minimal, ...vpc(parts) })).newCluster?.vpc).toEqual({ id: vpcId, ...parts });
  });
});

describe("the nodes", () => {
  it.each(["m5", "M5.xlarge", "m5.xlarge.metal", "m5 xlarge", ""])("have no instance type %j", (instanceType) => {
    expect(wrong({ nodes: { instanceType } })).toEqual(
      option(
        `cluster.nodes.instanceType is "${instanceType}"`,
        "an EC2 instance type is a family and a size",
        "write one such as m5.xlarge",
        instanceType || "instanceType",
      ),
    );
  });

  it.each([
    [{ min: 4 }, "min 4, desired 3, max 6"],
    [{ desired: 7 }, "min 2, desired 7, max 6"],
    [{ max: 2 }, "min 2, desired 3, max 2"],
    [{ min: 0, desired: 0, max: 0 }, "min 0, desired 0, max 0"],
  ])("have no counts such as %j", (nodes, counts) => {
    expect(wrong({ nodes })).toEqual(
      option(
        `cluster.nodes has ${counts}`,
        "min is at most desired, desired at most max, and max at least 1",
        "correct them",
        "nodes",
      ),
    );
  });

  it("may be none at first", () => {
    expect(planOf(config("cluster", { ...minimal, nodes: { min: 0, desired: 0 } })).newCluster?.nodes).toEqual({
      instanceType: "m5.xlarge",
      min: 0,
      desired: 0,
      max: 6,
      diskSize: 100,
    });
  });

  it.each([
    ["min", -1, "config-value", "a whole number from 0"],
    ["max", 2.5, "config-type", "a whole number"],
    ["diskSize", 19, "config-value", "a whole number from 20"],
    ["diskSize", 20.5, "config-type", "a whole number"],
  ])("have no number such as %s: %d", (key, value, code, expectation) => {
    expect(wrong({ nodes: { [key]: value } })).toEqual({
      code,
      message: `cluster.nodes.${key} is the number ${value}`,
      rule: `expected ${expectation}`,
      mend: `give ${expectation}`,
      ...at(String(value)),
    });
  });
});

describe("other options", () => {
  it("logTypes are EKS's", () => {
    expect(wrong({ logTypes: ["api", "events"] })).toEqual({
      code: "config-value",
      message: 'cluster.logTypes[1] is "events"',
      rule: "one of: api, audit, authenticator, controllerManager, scheduler",
      mend: "choose one of them",
      ...at("events"),
    });
  });

  it.each([
    ["alias/eks", "the ARN of a KMS key; an alias can't be granted in a policy"],
    ["arn:aws:kms:eu-west-2:111122223333:key/a", "the key has to be in the cluster's region, eu-west-1"],
    ["arn:aws-us-gov:kms:eu-west-1:111122223333:key/a", "the key has to be in the cluster's partition, aws"],
  ])("secretsKmsKeyArn %s: %s", (secretsKmsKeyArn, rule) => {
    expect(wrong({ secretsKmsKeyArn })).toEqual({
      code: "kms-key-arn",
      message: `cluster.secretsKmsKeyArn is "${secretsKmsKeyArn}"`,
      rule,
      mend: "arn:aws:kms:eu-west-1:<account>:key/<key id>, as aws kms describe-key prints it",
      ...at(secretsKmsKeyArn),
    });
  });

  it("isn't made in China", () => {
    const keys = config("auth", { mode: "keys" });

    expect(wrong({}, keys, config("aws:region", "cn-north-1"))).toEqual({
      code: "cluster-options",
      message: "cluster.source is new, and aws:region is in partition aws-cn",
      rule: "creating a cluster there was never tried",
      mend: "create it by other means, and set cluster.source: eks",
      ...at("new"),
    });
  });

  it("several mistakes are all told at once", () => {
    const cluster = { ...minimal, name: "-", kubernetesVersion: "1", nodes: { instanceType: "", max: 0 } };

    expect(codesOf(config("cluster", cluster))).toEqual([
      "kubernetes-version",
      "cluster-name",
      "cluster-options",
      "cluster-options",
    ]);
  });
});
