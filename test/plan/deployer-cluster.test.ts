import { describe, expect, it } from "vitest";
import { deployerPolicy } from "../../plan/deployer.js";
import { accountId, type Change, config, issuer, planOf } from "../support/project.js";

/** The statements of both policies that are neither about the bucket nor about roles or users. */
function statements(...changes: Change[]) {
  const plan = planOf(...changes);
  const about = (deployer: "up" | "preview") =>
    deployerPolicy(plan, deployer).Statement.filter(({ Sid = "" }) => !/^(Bucket|(Change)?(Roles|Users))$/.test(Sid));
  return { up: about("up"), preview: about("preview") };
}

const get = "iam:GetOpenIDConnectProvider";
const changing = [
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:CreateOpenIDConnectProvider",
  "iam:RemoveClientIDFromOpenIDConnectProvider",
  "iam:TagOpenIDConnectProvider",
  "iam:UntagOpenIDConnectProvider",
];
const provider = (actions: readonly string[], name = issuer, partition = "aws") => ({
  Sid: "OidcProvider",
  Effect: "Allow",
  Action: actions,
  Resource: [`arn:${partition}:iam::${accountId}:oidc-provider/${name}`],
});
const cluster = (name: string, region = "eu-west-1", partition = "aws") => ({
  Sid: "Cluster",
  Effect: "Allow",
  Action: ["eks:DescribeCluster"],
  Resource: [`arn:${partition}:eks:${region}:${accountId}:cluster/${name}`],
});
const eks = { source: "eks", name: "analytics" };
const stack = { source: "stack", stack: "acme/clusters/prod" };

describe("what a deployment may do with the cluster and its provider", () => {
  it("oidc: look at the provider", () => {
    expect(statements()).toEqual({ up: [provider([get])], preview: [provider([get])] });
  });

  it("oidc, to create: up changes it, and never deletes it", () => {
    expect(statements(config("cluster.oidcProvider", "create"))).toEqual({
      up: [provider([get, ...changing])],
      preview: [provider([get])],
    });
  });

  it("eks: describe this cluster, in its region", () => {
    const elsewhere = issuer.replace("eu-west-1", "eu-central-1");
    const known = { ...eks, region: "eu-central-1", issuerUrl: `https://${elsewhere}` };
    const both = [cluster("analytics", "eu-central-1"), provider([get], elsewhere)];

    expect(statements(config("cluster", known))).toEqual({ up: both, preview: both });
  });

  it("eks, issuer not stated: any provider of the account", () => {
    const both = [cluster("analytics"), provider([get], "*")];

    expect(statements(config("cluster", eks))).toEqual({ up: both, preview: both });
  });

  it("stack: describe any cluster of the region, as nobody knows its name before", () => {
    const both = [cluster("*"), provider([get], "*")];

    expect(statements(config("cluster", stack))).toEqual({ up: both, preview: both });
  });

  it("GovCloud: in its partition", () => {
    const both = [cluster("analytics", "us-gov-west-1", "aws-us-gov"), provider([get], "*", "aws-us-gov")];

    expect(statements(config("cluster", eks), config("aws:region", "us-gov-west-1"))).toEqual({
      up: both,
      preview: both,
    });
  });

  it.each([
    ["eks", eks, [cluster("analytics")]],
    ["kubeconfig", { source: "kubeconfig" }, []],
  ])("%s with keys: no provider", (_, source, both) => {
    expect(statements(config("cluster", source), config("auth", { mode: "keys" }))).toEqual({
      up: both,
      preview: both,
    });
  });

  it("new: nothing, which the command line says", () => {
    expect(statements(config("cluster", { source: "new", kubernetesVersion: "1.30" }))).toEqual({
      up: [],
      preview: [],
    });
  });
});
