import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { getBucket, getCallerIdentity, newIssuer, newKubeconfig } from "../support/cloud.js";
import { changes, described } from "../support/expected.js";
import { clusterParts, describedCluster, newProviderArn, newTrust } from "../support/expected-cluster.js";
import { describedKeys, unwrapped } from "../support/expected-keys.js";
import { backendAccounts } from "../support/expected-role.js";
import { keyStack } from "../support/key-stacks.js";
import { type ProgramRun, runProgram, unknown } from "../support/program.js";
import { stackWith } from "../support/scenarios.js";

const minimal = { source: "new", kubernetesVersion: "1.30", api: { publicCidrs: ["203.0.113.0/24"] } };
const bucket = { name: "acme-test-pipelines", create: false };
const oidc = { source: "oidc", issuerUrl: "https://oidc.example.com/x" };

/** What is outside of the new cluster's component. */
function besideCluster({ resources }: ProgramRun) {
  return described(resources.filter(({ urn }) => !urn.includes("deploykf-object-store:index:EksCluster")));
}

describe.each(modes)("a new cluster, %s", (_, preview) => {
  const run = (cluster: object, changed: object = {}) =>
    runProgram(stackWith({ bucket, cluster, ...changed }), { preview });

  test("is registered whole, by its defaults", async () => {
    const { calls, ...made } = await run(minimal);

    expect(describedCluster({ calls, ...made })).toEqual(clusterParts({ preview }));
    expect(calls.map(({ token }) => token)).toEqual([getCallerIdentity, getBucket]);
    expect(made.log).toEqual([]);
  });

  test("in a VPC: nodes on the private subnets", async () => {
    const [privateOne, privateTwo, publicOne] = ["subnet-00000001", "subnet-00000002", "subnet-00000003"];
    const vpc = { id: "vpc-00000001", privateSubnetIds: [privateOne, privateTwo], publicSubnetIds: [publicOne] };
    const { id: vpcId, ...subnets } = vpc;

    expect(describedCluster(await run({ ...minimal, vpc }))).toEqual(
      clusterParts({ preview, cluster: { vpcId, ...subnets }, nodes: { subnetIds: [privateOne, privateTwo] } }),
    );
  });

  test("in a VPC without private subnets: nodes on the public ones", async () => {
    const publicSubnetIds = ["subnet-00000001", "subnet-00000002"];
    const vpc = { id: "vpc-00000001", publicSubnetIds };

    expect(describedCluster(await run({ ...minimal, vpc }))).toEqual(
      clusterParts({
        preview,
        cluster: { vpcId: "vpc-00000001", privateSubnetIds: [], publicSubnetIds },
        nodes: { subnetIds: publicSubnetIds },
      }),
    );
  });

  test("with every other option: a key that exists, no public endpoint, and no protection", async () => {
    const secretsKmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/abcd-1234";
    const options = {
      kubernetesVersion: "1.29",
      nodes: { instanceType: "m6i.2xlarge", min: 1, desired: 1, max: 2, diskSize: 50 },
      api: { public: false },
      logTypes: ["audit"],
      secretsKmsKeyArn,
      deletionProtection: false,
    };
    const expected = clusterParts({
      preview,
      cluster: {
        version: "1.29",
        endpointPublicAccess: false,
        publicAccessCidrs: undefined,
        enabledClusterLogTypes: ["audit"],
      },
      nodes: {
        instanceTypes: ["m6i.2xlarge"],
        diskSize: 50,
        scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 2 },
      },
      secretsKmsKeyArn,
      deletionProtection: false,
    });
    expect(describedCluster(await run({ ...minimal, ...options }))).toEqual(expected);
  });

  test("is reached with tokens of the AWS provider's profile, and its output names none", async () => {
    const kubeconfig = JSON.stringify({
      clusters: [{ name: "kubernetes", cluster: { server: "https://NEW.gr7.eu-west-1.eks.amazonaws.com" } }],
      users: [
        {
          name: "aws",
          user: {
            exec: { command: "aws", args: ["eks", "get-token", "--cluster-name", "kf-test", "--profile", "lab"] },
          },
        },
      ],
    });

    const { outputs, ...made } = await run(minimal, { "aws:profile": "lab" });

    expect(describedCluster({ outputs, ...made })).toEqual(clusterParts({ preview, kubeconfig }));
    // Who reads the output may have other profiles.
    expect(unwrapped(outputs.kubeconfig)).toEqual(preview ? unknown : { secret: newKubeconfig });
  });

  test("the roles trust its issuer, and come after it; all else is as with any issuer", async () => {
    const made = besideCluster(await run(minimal));
    const stated = besideCluster(await runProgram(stackWith({ bucket, cluster: oidc }), { preview }));
    const trusts = {
      backend: newTrust(...backendAccounts),
      "profile-team-1": newTrust("team-1/default-editor", "team-1/default-viewer"),
      "profile-team-10": newTrust("team-10/default-editor", "team-10/default-viewer"),
    };

    expect(changes(stated, made)).toEqual(
      Object.fromEntries(
        Object.entries(trusts).map(([key, trust]) => {
          const role = stated[`Role kubeflow-${key}`];
          const inputs = { ...(role?.inputs as object), assumeRolePolicy: preview ? unknown : trust };
          return [`Role kubeflow-${key}`, { ...role, inputs, dependsOn: ["Cluster kubeflow"] }];
        }),
      ),
    );
  });

  test("gives out what another stack's cluster.source: stack looks for, the kubeconfig as a secret", async () => {
    const { outputs } = await run(minimal);
    const { outputs: stated } = await runProgram(stackWith({ bucket, cluster: oidc }), { preview });
    const known = <T>(value: T) => (preview ? unknown : value);

    expect(unwrapped(outputs)).toEqual({
      ...stated,
      clusterName: known("kf-test"),
      kubeconfig: known({ secret: newKubeconfig }),
      oidcProviderUrl: known(newIssuer),
      oidcProviderArn: known(newProviderArn),
    });
  });

  test("with the issuer stated that it gets: the same", async () => {
    const stated = await run({ ...minimal, issuerUrl: newIssuer });
    const unstated = await run(minimal);

    expect(besideCluster(stated)).toEqual(besideCluster(unstated));
    expect(stated.outputs).toEqual(unstated.outputs);
  });

  test("Secrets are created by its kubeconfig, and its own resources are the same", async () => {
    const made = await runProgram(keyStack({ cluster: minimal }), { preview });
    const byFile = await runProgram(keyStack({ cluster: { source: "kubeconfig", path: "kubeconfig.yaml" } }), {
      preview,
    });
    const beside = { ...made, resources: made.resources.filter(({ urn }) => !urn.includes("EksCluster")) };
    const kubeconfig = preview ? unknown : { secret: newKubeconfig };
    const providers = Object.entries(describedKeys(byFile)).filter(([name]) => name.startsWith("kubernetes "));

    expect(providers).toHaveLength(2);
    expect(describedCluster(made)).toEqual(clusterParts({ preview }));
    expect(describedKeys(beside)).toEqual({
      ...describedKeys(byFile),
      ...Object.fromEntries(
        providers.map(([name, one]) => [
          name,
          { ...one, inputs: { ...(one.inputs as object), kubeconfig }, dependsOn: ["Cluster kubeflow"] },
        ]),
      ),
    });
  });
});
