import { describe, expect, test } from "vitest";
import { eksKubeconfig } from "../../base/aws/kubeconfig.js";
import { modes } from "../support/baseline.js";
import { type Cloud, getBucket, getCallerIdentity, getCluster } from "../support/cloud.js";
import { describedKeys } from "../support/expected-keys.js";
import { keyStack } from "../support/key-stacks.js";
import { runProgram } from "../support/program.js";

const other = "acme/clusters/prod";
const eks = { source: "eks", name: "analytics" };
const stack = { source: "stack", stack: other };
const found = { cluster: { issuer: "" } };

const ofCluster = {
  name: "analytics",
  region: "eu-west-1",
  endpoint: "https://EXAMPLE.gr7.eu-west-1.eks.amazonaws.com",
  certificateAuthority: "Q0E=",
  profile: undefined,
  roleArn: undefined,
};
const asMap = { apiVersion: "v1", clusters: [{ name: "c" }], users: [{ name: "u", user: { token: "planted-token" } }] };
const asText = "apiVersion: v1\nclusters: []\nusers:\n  - name: u\n    user:\n      token: planted-token\n";
const asked = [getCallerIdentity, getBucket];

type Source = readonly [
  what: string,
  config: Readonly<Record<string, unknown>>,
  cloud: Partial<Cloud>,
  kubeconfig: string,
  calls: readonly string[],
];

const sources: readonly Source[] = [
  ["eks", { cluster: eks }, found, eksKubeconfig(ofCluster), [...asked, getCluster]],
  [
    "eks, with a role and a profile for tokens, elsewhere",
    { cluster: { ...eks, region: "eu-central-1", profile: "admin", roleArn: "arn:aws:iam::111122223333:role/eks" } },
    found,
    eksKubeconfig({
      ...ofCluster,
      region: "eu-central-1",
      profile: "admin",
      roleArn: "arn:aws:iam::111122223333:role/eks",
    }),
    [...asked, getCluster],
  ],
  [
    "eks, with the provider's own profile",
    { cluster: eks, "aws:profile": "lab" },
    found,
    eksKubeconfig({ ...ofCluster, profile: "lab" }),
    [...asked, getCluster],
  ],
  ["stack, text", { cluster: stack }, { stackOutputs: { kubeconfig: asText } }, asText, asked],
  [
    "stack, a secret text",
    { cluster: stack },
    { stackOutputs: { kubeconfig: asText }, secretOutputs: ["kubeconfig"] },
    asText,
    asked,
  ],
  [
    "stack, a secret map under another name",
    { cluster: { ...stack, outputs: { kubeconfig: "config" } } },
    { stackOutputs: { config: asMap }, secretOutputs: ["config"] },
    JSON.stringify(asMap),
    asked,
  ],
  [
    "stack, by the cluster's name alone",
    { cluster: stack },
    { stackOutputs: { clusterName: "analytics" }, ...found },
    eksKubeconfig(ofCluster),
    [...asked, getCluster],
  ],
];

describe.each(modes)("Secrets in a cluster, %s", (_, preview) => {
  test.each(sources)("%s", async (_, config, cloud, kubeconfig, calls) => {
    const byFile = await runProgram(keyStack({ cluster: { source: "kubeconfig", path: "kubeconfig.yaml" } }), {
      preview,
    });
    const run = await runProgram(keyStack(config), { preview, cloud: { otherStack: other, ...cloud } });
    const expected = describedKeys(byFile);
    for (const name of ["kubernetes kubeflow-secrets", "kubernetes kubeflow-namespaces"]) {
      const one = expected[name];
      if (!one) throw new Error(`there is no ${name}`);
      expected[name] = { ...one, inputs: { ...(one.inputs as object), kubeconfig: { secret: kubeconfig } } };
    }

    expect(describedKeys(run)).toEqual(expected);
    expect(run.calls.map(({ token }) => token)).toEqual(calls);
    expect(run.outputs).toEqual(byFile.outputs);
    expect(JSON.stringify([run.outputs, run.componentOutputs, run.log])).not.toContain("planted-token");
  });

  test("stack, by the cluster's name alone: tokens are of the provider's profile, as with eks", async () => {
    const cloud = { stackOutputs: { clusterName: "analytics" }, ...found };
    const run = await runProgram(keyStack({ cluster: stack, "aws:profile": "lab" }), { preview, cloud });

    expect(describedKeys(run)["kubernetes kubeflow-secrets"]?.inputs).toEqual({
      kubeconfig: { secret: eksKubeconfig({ ...ofCluster, profile: "lab" }) },
      enableServerSideApply: "true",
      enableSecretMutable: "true",
    });
  });

  test("a cluster that nobody needs to reach needn't be ready", async () => {
    const cloud = { cluster: { issuer: "", endpoint: "" } };
    const { errors } = await runProgram(keyStack({ cluster: eks, auth: { mode: "keys", keySource: "existing" } }), {
      preview,
      cloud,
    });

    expect(errors).toEqual([]);
  });
});
