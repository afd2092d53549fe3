import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { type Cloud, getCluster } from "../support/cloud.js";
import { keyStack } from "../support/key-stacks.js";
import { tryProgram } from "../support/program.js";
import { refusal, shown } from "../support/refusal.js";
import { stackWith } from "../support/scenarios.js";

const other = "acme/clusters/prod";
const stack = { source: "stack", stack: other };
const host = "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF";
const issuer = `https://${host}`;
const arnOf = (account: string, name = host, partition = "aws") =>
  `arn:${partition}:iam::${account}:oidc-provider/${name}`;
const own = arnOf("111122223333");

/** A message on one line: where it is broken depends on the length of what it names. */
const unwrapped = (message: string) => message.replace(/\s+/g, " ");

describe.each(modes)("another stack, %s", (_, preview) => {
  const refused = (cluster: object, cloud: Partial<Cloud>) => refusal(stackWith({ cluster }), cloud, preview);

  test("that isn't there ends the run before anything is registered, with the engine's words", async () => {
    const { errors, resources } = await tryProgram(stackWith({ cluster: stack }), {
      cloud: { otherStack: "acme/clusters/dev" },
      preview,
    });

    expect(resources).toEqual([]);
    expect(String(errors[0])).toContain('unknown stack "acme/clusters/prod"');
  });

  test("with none of the outputs", async () => {
    expect(await refused(stack, { stackOutputs: { vpcId: "vpc-1", oidcProviderUrl: null, oidcProviderArn: "" } })).toBe(
      shown(`
error[stack-output]: the stack acme/clusters/prod has none of the outputs
oidcProviderUrl, oidcProviderArn, clusterName
  = rule: one of them tells the cluster's issuer
  = mend: name them in cluster.outputs: pulumi stack output --stack
          acme/clusters/prod prints what there is
          (docs/troubleshooting.md#stack-output)`),
    );
  });

  test.each(["kubeconfig", "issuerUrl", "providerArn", "clusterName"])(
    "without the output that %s names",
    async (key) => {
      const cluster = { ...stack, outputs: { [key]: "misspelt" } };

      expect(await refused(cluster, { stackOutputs: { oidcProviderUrl: issuer } })).toBe(
        shown(`
error[stack-output]: the stack acme/clusters/prod has no output misspelt
  = rule: cluster.outputs names it
  = mend: correct cluster.outputs, or export it there: pulumi stack output
          --stack acme/clusters/prod (docs/troubleshooting.md#stack-output)`),
      );
    },
  );

  const planted = "planted-value";
  const malformed: readonly (readonly [output: string, value: unknown, expected: string])[] = [
    ["oidcProviderUrl", planted, "the URL of an OIDC issuer"],
    ["oidcProviderUrl", `https://${planted}.example.com/`, "the URL of an OIDC issuer"],
    ["oidcProviderUrl", { url: planted }, "the URL of an OIDC issuer"],
    ["oidcProviderArn", planted, "the ARN of an IAM OIDC provider"],
    ["oidcProviderArn", `arn:aws:iam::111122223333:role/${planted}`, "the ARN of an IAM OIDC provider"],
    ["oidcProviderArn", [planted], "the ARN of an IAM OIDC provider"],
    ["kubeconfig", planted, "a kubeconfig with clusters and users"],
    ["kubeconfig", { users: [], token: planted }, "a kubeconfig with clusters and users"],
    ["kubeconfig", `clusters: [${planted}`, "a kubeconfig with clusters and users"],
    ["clusterName", 7, "a text that isn't empty"],
  ];

  describe.each([
    ["in clear", []],
    ["a secret", ["oidcProviderUrl", "oidcProviderArn", "kubeconfig", "clusterName"]],
  ])("%s", (_how, secretOutputs) => {
    test.each(malformed)("%s is %j: its value is never shown", async (output, value, expected) => {
      const cloud = { stackOutputs: { oidcProviderUrl: issuer, [output]: value }, secretOutputs };
      // A kubeconfig is read where Secrets are created, and what tells the issuer where there are roles.
      const read = output === "kubeconfig" ? keyStack({ cluster: stack }) : stackWith({ cluster: stack });
      const { errors } = await tryProgram(read, { cloud, preview });

      expect(JSON.stringify(errors.map((error) => (error as Error).stack))).not.toContain(planted);
      expect(unwrapped(await refusal(read, cloud, preview))).toBe(
        " error[stack-output]: " +
          `the output ${output} of the stack acme/clusters/prod isn't usable = rule: expected ${expected} ` +
          "= mend: correct cluster.outputs: pulumi stack output --stack acme/clusters/prod prints what there is " +
          "(docs/troubleshooting.md#stack-output) 1 problem. Nothing was planned and nothing was changed.",
      );
    });
  });

  test("several outputs that are wrong are all told at once", async () => {
    const { errors } = await tryProgram(stackWith({ cluster: { ...stack, outputs: { clusterName: "name" } } }), {
      cloud: { stackOutputs: { oidcProviderUrl: 1, oidcProviderArn: 2 } },
      preview,
    });

    expect(String(errors[0]).match(/error\[stack-output\]/g)).toHaveLength(3);
  });

  const mismatches = [
    ["account", arnOf("999988887777"), "account"],
    ["issuer", arnOf("111122223333", `${host}0`), "issuer"],
    ["partition", arnOf("111122223333", host, "aws-us-gov"), "partition"],
    ["account and issuer", arnOf("999988887777", "oidc.example.com"), "account and issuer"],
  ] as const;

  test.each(mismatches)("with a provider of another %s", async (_what, oidcProviderArn, differ) => {
    expect(unwrapped(await refused(stack, { stackOutputs: { oidcProviderUrl: issuer, oidcProviderArn } }))).toBe(
      ` error[oidc-provider-mismatch]: the other stack's IAM OIDC provider is ${oidcProviderArn}, and the roles ` +
        `would trust ${own} = rule: they differ in ${differ} = mend: correct cluster.outputs, or use credentials of ` +
        "the provider's account; cluster.source: oidc states the issuer by hand " +
        "(docs/troubleshooting.md#oidc-provider-mismatch) 1 problem. Nothing was planned and nothing was changed.",
    );
  });

  test("with a provider of another account, by which alone the issuer is known", async () => {
    const message = await refused(stack, { stackOutputs: { oidcProviderArn: arnOf("999988887777") } });

    expect(message).toContain("  = rule: they differ in account\n");
  });

  test("with another issuer than the one that is stated", async () => {
    const cluster = { ...stack, issuerUrl: `${issuer}0` };

    expect(await refused(cluster, { stackOutputs: { oidcProviderUrl: issuer } })).toContain("error[issuer-mismatch]");
  });

  test("whose cluster isn't there", async () => {
    const failing = { token: getCluster, message: "ResourceNotFoundException: No cluster found for name: gone." };

    expect(await refused(stack, { stackOutputs: { clusterName: "gone" }, failing })).toContain(
      "error[cluster-not-found]: there is no EKS cluster gone in eu-west-1\n",
    );
  });

  test("whose cluster has no issuer yet", async () => {
    const cluster = { issuer: "" };

    expect(await refused(stack, { stackOutputs: { clusterName: "analytics" }, cluster })).toContain(
      "error[cluster-without-issuer]: the EKS cluster analytics has no OIDC issuer\n",
    );
  });

  test("whose cluster has another issuer than the stated one", async () => {
    const cluster = { issuer: `https://${host}0` };

    expect(
      unwrapped(await refused({ ...stack, issuerUrl: issuer }, { stackOutputs: { clusterName: "a" }, cluster })),
    ).toContain(`error[issuer-mismatch]: cluster.issuerUrl is ${issuer}, and the cluster's issuer is ${issuer}0 `);
  });

  test("whose cluster has no endpoint yet, where Secrets are created", async () => {
    const cloud = { stackOutputs: { clusterName: "analytics" }, cluster: { issuer, endpoint: "" } };

    expect(await refusal(keyStack({ cluster: stack }), cloud, preview)).toContain(
      "error[cluster-not-ready]: the EKS cluster analytics has no endpoint yet\n",
    );
  });

  test("with keys, too, has every output that is named", async () => {
    const cluster = { ...stack, outputs: { issuerUrl: "misspelt" } };

    expect(await refusal(keyStack({ cluster }), { stackOutputs: { kubeconfig: "{}" } }, preview)).toContain(
      "error[stack-output]: the stack acme/clusters/prod has no output misspelt\n",
    );
  });

  test("that doesn't say how to reach the cluster for Secrets", async () => {
    expect(await refusal(keyStack({ cluster: stack }), { stackOutputs: { oidcProviderUrl: issuer } }, preview)).toBe(
      shown(`
error[stack-output]: the stack acme/clusters/prod has neither the output
kubeconfig nor clusterName
  = rule: Secrets are created in the cluster, by its kubeconfig or its EKS name
  = mend: name one in cluster.outputs: pulumi stack output --stack
          acme/clusters/prod prints what there is
          (docs/troubleshooting.md#stack-output)`),
    );
  });
});
