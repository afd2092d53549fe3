import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { getCluster, getOidcProvider, newIssuer } from "../support/cloud.js";
import { keyStack } from "../support/key-stacks.js";
import { runProgram, tryProgram } from "../support/program.js";
import { refusal, shown } from "../support/refusal.js";
import { stackWith } from "../support/scenarios.js";

const host = "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF";
const issuer = `https://${host}`;
const arn = `arn:aws:iam::111122223333:oidc-provider/${host}`;
const eks = { source: "eks", name: "analytics" };
const minimal = { source: "new", kubernetesVersion: "1.30", api: { publicCidrs: ["203.0.113.0/24"] } };

describe.each(modes)("an EKS cluster, %s", (_, preview) => {
  const notFound = [
    "operation error EKS: DescribeCluster, https response error StatusCode: 404, RequestID: 1234, ResourceNotFoundException: No cluster found for name: analytics.",
    "reading EKS Cluster (analytics): couldn't find resource",
    "1 error occurred:\n\t* reading EKS Cluster (analytics): couldn't find resource\n\n",
  ];

  test.each(notFound)("that isn't there: %s", async (message) => {
    const stack = stackWith({ cluster: eks });

    expect(await refusal(stack, { failing: { token: getCluster, message } }, preview)).toBe(
      shown(`
error[cluster-not-found]: there is no EKS cluster analytics in eu-west-1
  = rule: the name comes from cluster.name; it was looked for in the account of
          the AWS credentials
  = mend: correct the name, or cluster.region: aws eks list-clusters --region
          eu-west-1 (docs/troubleshooting.md#cluster-not-found)`),
    );
  });

  test("that the credentials may not describe, called as if it weren't there", async () => {
    const message = "operation error EKS: DescribeCluster, AccessDeniedException: no access to NotFound";
    const stack = stackWith({ cluster: { ...eks, name: "NotFound" } });

    expect(await refusal(stack, { failing: { token: getCluster, message } }, preview)).toBe(
      shown(`
error[cluster-forbidden]: the AWS credentials may not describe the EKS cluster
NotFound in eu-west-1
  = rule: its issuer and its endpoint are read from AWS
  = mend: allow eks:DescribeCluster on it, or set cluster.source: oidc and state
          the issuer (docs/troubleshooting.md#cluster-forbidden)`),
    );
  });

  test("without an issuer", async () => {
    expect(await refusal(stackWith({ cluster: eks }), { cluster: { issuer: "" } }, preview)).toBe(
      shown(`
error[cluster-without-issuer]: the EKS cluster analytics has no OIDC issuer
  = rule: roles trust tokens of the cluster's issuer
  = mend: upgrade the cluster, or set auth.mode: keys
          (docs/troubleshooting.md#cluster-without-issuer)`),
    );
  });

  test("with another issuer than the one that is stated", async () => {
    const stack = stackWith({ cluster: { ...eks, issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/OLD" } });

    expect(await refusal(stack, { cluster: { issuer } }, preview)).toBe(
      shown(`
error[issuer-mismatch]: cluster.issuerUrl is
https://oidc.eks.eu-west-1.amazonaws.com/id/OLD, and the cluster's issuer is
https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF
  = rule: roles would trust another cluster than this one
  = mend: set cluster.issuerUrl:
          https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF, or remove it
          (docs/troubleshooting.md#issuer-mismatch)`),
    );
  });

  test("that isn't ready for Secrets", async () => {
    expect(await refusal(keyStack({ cluster: eks }), { cluster: { issuer: "", endpoint: "" } }, preview)).toBe(
      shown(`
error[cluster-not-ready]: the EKS cluster analytics has no endpoint yet
  = rule: Secrets are created in it
  = mend: wait for it: aws eks wait cluster-active --name analytics
          (docs/troubleshooting.md#cluster-not-ready)`),
    );
  });
});

describe.each(modes)("the IAM OIDC provider, %s", (_, preview) => {
  const missing = [
    `reading IAM OIDC Provider (${arn}): operation error IAM: GetOpenIDConnectProvider, https response error StatusCode: 404, RequestID: 1, NoSuchEntity: OpenIDConnect Provider not found for arn ${arn}`,
    `reading IAM OIDC Provider (${arn}): couldn't find resource`,
  ];

  test.each(missing)("that isn't there: %s", async (message) => {
    expect(await refusal(stackWith(), { failing: { token: getOidcProvider, message } }, preview)).toBe(
      shown(`
error[oidc-provider-missing]: the account has no IAM OIDC provider for
https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF
  = rule: roles trust
          arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF,
          and STS refuses tokens of an issuer without a provider
  = mend: set cluster.oidcProvider: create, or: eksctl utils
          associate-iam-oidc-provider --cluster NAME --approve
          (docs/troubleshooting.md#oidc-provider-missing)`),
    );
  });

  test.each([
    [
      ["https://kubernetes.default.svc", "sts.amazonaws.com.cn"],
      "https://kubernetes.default.svc, sts.amazonaws.com.cn",
    ],
    [[], "(none)"],
  ])("that takes no tokens of IRSA: %j", async (clientIds, told) => {
    expect(await refusal(stackWith(), { clientIds }, preview)).toBe(
      shown(`
error[oidc-provider-audience]:
${arn}
has the client ids ${told}
  = rule: IRSA's tokens are made out to sts.amazonaws.com
  = mend: aws iam add-client-id-to-open-id-connect-provider
          --open-id-connect-provider-arn
          ${arn}
          --client-id sts.amazonaws.com
          (docs/troubleshooting.md#oidc-provider-audience)`),
    );
  });

  test("that may have other client ids, too", async () => {
    const { log } = await runProgram(stackWith(), { cloud: { clientIds: ["a", "sts.amazonaws.com"] }, preview });

    expect(log).toEqual([]);
  });

  test("that the credentials may not read is a warning, and all is registered", async () => {
    const message = `operation error IAM: GetOpenIDConnectProvider, AccessDenied: not authorized to perform it on ${arn}`;
    const { log, resources } = await runProgram(stackWith(), {
      cloud: { failing: { token: getOidcProvider, message } },
      preview,
    });

    expect(resources).toHaveLength((await runProgram(stackWith(), { preview })).resources.length);
    expect(log).toEqual([
      `warning[oidc-provider-unverified]: AWS doesn't show
${arn}
to these credentials
  = rule: whether it exists, and takes IRSA's tokens, was not checked
  = mend: allow iam:GetOpenIDConnectProvider on it, or check by hand: aws iam
          list-open-id-connect-providers
          (docs/troubleshooting.md#oidc-provider-unverified)`,
    ]);
  });

  test("that AWS doesn't answer for", async () => {
    const message = "operation error IAM: GetOpenIDConnectProvider, exceeded maximum number of attempts";

    expect(await refusal(stackWith(), { failing: { token: getOidcProvider, message } }, preview)).toContain(
      "error[aws-unreachable]: AWS didn't answer for the IAM OIDC provider\n",
    );
  });

  test("isn't looked for in another account than the stated one: one mistake, one problem", async () => {
    const message = "NoSuchEntity: OpenIDConnect Provider not found";
    const cloud = { accountId: "999988887777", failing: { token: getOidcProvider, message } };
    const report = await refusal(stackWith(), cloud, preview);

    expect(report.match(/error\[[a-z-]+\]/g)).toEqual(["error[account-mismatch]"]);
  });
});

describe("a new cluster with another issuer than the one that is stated", () => {
  const stack = () => stackWith({ cluster: { ...minimal, issuerUrl: issuer } });

  const told = `warning[issuer-mismatch]: cluster.issuerUrl is
${issuer}, and the cluster's issuer is
${newIssuer}
  = rule: roles would trust another cluster than this one
  = mend: set cluster.issuerUrl:
          ${newIssuer},
          or remove it (docs/troubleshooting.md#issuer-mismatch)`;

  test("is warned of once, and the roles trust the real one", async () => {
    const { log, resources } = await runProgram(stack());
    const role = resources.find(({ name }) => name === "kubeflow-backend");

    expect(log).toEqual([told]);
    expect(role?.inputs.assumeRolePolicy).toContain(newIssuer.replace("https://", ""));
    expect(role?.inputs.assumeRolePolicy).not.toContain(host);
  });

  test("isn't known in a first preview, which goes through", async () => {
    const { errors } = await tryProgram(stack(), { preview: true });

    expect(errors).toEqual([]);
  });
});
