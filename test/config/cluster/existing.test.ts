import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { type Change, codesOf, config, planOf, projectName, reportOf, stackFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const eks = { source: "eks", name: "analytics" };
const stack = { source: "stack", stack: "acme/clusters/prod" };
const keys = config("auth", { mode: "keys" });
const known = "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE";
const at = (underlined: string) => ({ file: stackFile, underlined });

describe("the name of an EKS cluster", () => {
  it("with a blank, whole", () => {
    expect(reportOf(config("cluster", { ...eks, name: "my cluster" }))).toBe(
      oneProblem(`
      error[cluster-name]: cluster.name is "my cluster"
       --> Pulumi.dev.yaml:9:11
      9 |     name: my cluster
        |           ^^^^^^^^^^
        = rule: an EKS cluster's name has 1 to 100 letters, digits, - and _, and
                begins with a letter or digit
        = mend: aws eks list-clusters prints the names
                (docs/troubleshooting.md#cluster-name)
    `),
    );
  });

  it.each(["", "-a", "_a", "a.b", "a/b", "ä", "x".repeat(101)])("%j", (name) => {
    expect(onlyProblem(config("cluster", { ...eks, name }))).toEqual({
      code: "cluster-name",
      message: `cluster.name is "${name}"`,
      rule: "an EKS cluster's name has 1 to 100 letters, digits, - and _, and begins with a letter or digit",
      mend: "aws eks list-clusters prints the names",
      ...at(name || "name"),
    });
  });

  it.each(["a", "0", "A_b-9", "x".repeat(100)])("%s is one", (name) => {
    expect(planOf(config("cluster", { ...eks, name })).settings.cluster).toHaveProperty("name", name);
  });

  it("missing", () => {
    expect(onlyProblem(config("cluster", { source: "eks" }))).toEqual({
      code: "config-missing",
      message: "cluster.name is missing in Pulumi.dev.yaml",
      rule: "it has no default; expected: a string",
      mend: `add name: below ${projectName}:cluster (docs/config.md)`,
      ...at(`${projectName}:cluster`),
    });
  });
});

describe("the region of an EKS cluster", () => {
  const inRegion = (region: string, ...changes: Change[]) =>
    onlyProblem(config("cluster", { ...eks, region }), ...changes);

  it("that AWS doesn't have", () => {
    expect(inRegion("eu-west-9")).toEqual({
      code: "region-unknown",
      message: 'cluster.region is "eu-west-9"',
      rule: "that isn't the name of an AWS region",
      mend: "did you mean eu-west-1?",
      ...at("eu-west-9"),
    });
  });

  it.each([
    ["us-gov-west-1", "eu-west-1", "aws-us-gov", "aws"],
    ["eu-west-1", "us-gov-west-1", "aws", "aws-us-gov"],
    ["cn-north-1", "eu-west-1", "aws-cn", "aws"],
  ])("%s, with the roles in %s", (region, awsRegion, partition, awsPartition) => {
    expect(inRegion(region, config("aws:region", awsRegion))).toEqual({
      code: "partition-mismatch",
      message: `cluster.region is in partition ${partition}, and aws:region in ${awsPartition}`,
      rule: "no trust policy reaches across partitions",
      mend: "correct cluster.region or aws:region",
      ...at(region),
    });
  });
});

describe("the role for an EKS cluster's tokens", () => {
  it.each([
    ["admin", "that isn't the ARN of an IAM role"],
    ["arn:aws:iam::111122223333:user/admin", "that isn't the ARN of an IAM role"],
    ["arn:aws:iam::11112222333:role/admin", "that isn't the ARN of an IAM role"],
    ["arn:aws-us-gov:iam::111122223333:role/admin", "the role has to be in partition aws"],
  ])("%s: %s", (roleArn, rule) => {
    expect(onlyProblem(config("cluster", { ...eks, roleArn }))).toEqual({
      code: "cluster-role",
      message: `cluster.roleArn is "${roleArn}"`,
      rule,
      mend: "arn:aws:iam::<account>:role/<name>",
      ...at(roleArn),
    });
  });

  it("is one of any account of the partition", () => {
    const roleArn = "arn:aws:iam::999988887777:role/path/admin";

    expect(planOf(config("cluster", { ...eks, roleArn })).settings.cluster).toEqual({
      ...eks,
      region: "eu-west-1",
      profile: undefined,
      roleArn,
      issuerUrl: undefined,
      oidcProvider: "existing",
    });
  });
});

describe("the AWS profile for an EKS cluster's tokens", () => {
  it.each([
    [undefined, undefined, undefined],
    [undefined, "lab", "lab"],
    ["admin", "lab", "admin"],
  ])("cluster.profile %s, aws:profile %s: %s", (profile, awsProfile, expected) => {
    const changes = [
      ...(profile ? [config("cluster.profile", profile)] : []),
      ...(awsProfile ? [config("aws:profile", awsProfile)] : []),
    ];

    expect(planOf(config("cluster", { ...eks }), ...changes).settings.cluster).toHaveProperty("profile", expected);
  });
});

describe.each(Object.entries({ eks, stack, new: { source: "new", kubernetesVersion: "1.30" } }))(
  "the issuer that is stated for %s",
  (_, cluster) => {
    it("is one of IAM's", () => {
      expect(onlyProblem(config("cluster", { ...cluster, issuerUrl: `${known}/` }))).toEqual({
        code: "issuer-url",
        message: `cluster.issuerUrl is "${known}/"`,
        rule: "no slash at the end: IAM compares the issuer to the letter",
        mend: `write ${known}`,
        ...at(`${known}/`),
      });
    });
  },
);

describe.each(Object.entries({ stack, new: { source: "new", kubernetesVersion: "1.30" } }))(
  "the issuer that is stated for %s",
  (_, cluster) => {
    it("is in the roles' partition", () => {
      const gov = config("aws:region", "us-gov-west-1");

      expect(onlyProblem(config("cluster", { ...cluster, issuerUrl: known }), gov)).toEqual({
        code: "partition-mismatch",
        message: "cluster.issuerUrl is in partition aws, and aws:region in aws-us-gov",
        rule: "no trust policy reaches across partitions",
        mend: "correct cluster.issuerUrl or aws:region",
        ...at(known),
      });
    });
  },
);

describe("the issuer that is stated for eks", () => {
  const form = "the issuer of an EKS cluster is https://oidc.eks.eu-central-1.amazonaws.com/id/<32 characters>";

  it.each([
    [known, "the issuer is that of a cluster in another region"],
    ["https://oidc.example.com/x", form],
    ["https://oidc.eks.eu-central-1.amazonaws.com", form],
    ["https://oidc.eks.eu-central-1.amazonaws.com/id/A/B", form],
  ])("is of its region, as %s isn't", (issuerUrl, rule) => {
    expect(onlyProblem(config("cluster", { ...eks, region: "eu-central-1", issuerUrl }))).toEqual({
      code: "issuer-url",
      message: `cluster.issuerUrl is "${issuerUrl}", and the cluster is in eu-central-1`,
      rule,
      mend: "remove it, or write what this prints: aws eks describe-cluster --name analytics --query cluster.identity.oidc.issuer --output text --region eu-central-1",
      ...at(issuerUrl),
    });
  });
});

describe("roles with a kubeconfig", () => {
  it("have no issuer to trust", () => {
    expect(onlyProblem(config("cluster", { source: "kubeconfig", path: "kubeconfig.yaml" }))).toEqual({
      code: "irsa-without-issuer",
      message: "auth.mode is irsa, and cluster.source is kubeconfig",
      rule: "roles trust the OIDC issuer of a cluster, and a kubeconfig names none",
      mend: "set cluster.source: eks with name, or oidc with issuerUrl, or auth.mode: keys",
      ...at("kubeconfig"),
    });
  });

  it.each([eks, stack])("keys need none, and no kubeconfig where the cluster is $source", (cluster) => {
    expect(planOf(config("cluster", cluster), keys).warnings).toEqual([]);
    expect(codesOf(config("auth.mode", "keys"))).toEqual(["kubeconfig-missing"]);
  });
});
