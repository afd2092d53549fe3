import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { eksKubeconfig } from "../../base/aws/kubeconfig.js";
import { modes } from "../support/baseline.js";
import { getCallerIdentity, getCluster } from "../support/cloud.js";
import {
  clusterResources,
  type DescribedKey,
  describedKeys,
  noKeys,
  secretResource,
} from "../support/expected-keys.js";
import { keyStack, planted, providedFor } from "../support/key-stacks.js";
import { backendName, bySecret, inTools, profileName, secretRef, templateName } from "../support/key-values.js";
import { type ExternalPlatform, externalPlatforms, pipelinesOf, platforms } from "../support/platforms.js";
import { runProgram } from "../support/program.js";

const bucket = "acme-test-pipelines";

const external = (platform: ExternalPlatform, auth: object, more: object = {}) =>
  keyStack({
    "aws:region": undefined,
    accountId: undefined,
    platform,
    bucket: { name: bucket, create: false },
    objectStore: platforms[platform].objectStore,
    auth,
    ...more,
  });

const block = (platform: ExternalPlatform) => ({
  deploykf_core: { deploykf_profiles_generator: { profileDefaults: inTools(secretRef(templateName)) } },
  deploykf_opt: { deploykf_minio: { enabled: false } },
  kubeflow_tools: { pipelines: pipelinesOf(platform, bucket, bySecret) },
});

/** A Secret for each principal, with what was provided. */
const secrets = (preview: boolean): Record<string, DescribedKey> => ({
  ...secretResource({
    ...{ preview, key: "backend", principal: "backend", name: backendName, content: planted("backend") },
    names: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
  }),
  ...Object.assign(
    {},
    ...["team-1", "team-2"].map((name) => {
      const parts = { preview, key: `profile-${name}`, principal: `profile ${name}`, name: profileName(name) };
      return secretResource({ ...parts, content: planted(name) });
    }),
  ),
});

describe.each(externalPlatforms)("%s", (platform) => {
  describe.each(modes)("%s", (_, preview) => {
    test("provided: Secrets in the cluster, the whole block, and AWS is neither asked nor changed", async () => {
      const stack = external(platform, { keySource: "provided" }, { keys: providedFor("team-1", "team-2") });
      const run = await runProgram(stack, { preview });

      expect(describedKeys(run)).toEqual({ ...noKeys, ...clusterResources("kubeflow"), ...secrets(preview) });
      expect(run.outputs.deploykfValuesObject).toEqual(block(platform));
      expect(load(String(run.outputs.deploykfValues))).toEqual(block(platform));
      expect(run.calls).toEqual([]);
    });

    test("existing: the same block, and nothing but the components", async () => {
      const run = await runProgram(external(platform, { keySource: "existing" }), { preview });

      expect(describedKeys(run)).toEqual(noKeys);
      expect(run.outputs.deploykfValuesObject).toEqual(block(platform));
      expect(run.calls).toEqual([]);
    });
  });
});

describe.each(modes)("minio, and an EKS cluster, %s", (_, preview) => {
  const cloud = { cluster: { issuer: "" } };
  const eks = (auth: object, more: object = {}) =>
    external("minio", auth, { "aws:region": "eu-west-1", cluster: { source: "eks", name: "analytics" }, ...more });

  test("provided: AWS is asked for the account and the cluster, never for the bucket", async () => {
    const stack = eks({ keySource: "provided" }, { keys: providedFor("team-1", "team-2") });
    const run = await runProgram(stack, { preview, cloud });
    const expected: Record<string, DescribedKey> = {
      ...noKeys,
      ...clusterResources("kubeflow"),
      ...secrets(preview),
    };
    const kubeconfig = eksKubeconfig({
      ...{ name: "analytics", region: "eu-west-1", profile: undefined, roleArn: undefined },
      endpoint: "https://EXAMPLE.gr7.eu-west-1.eks.amazonaws.com",
      certificateAuthority: "Q0E=",
    });
    const flags = { enableServerSideApply: "true", enableSecretMutable: "true" };
    const parent = "DeploykfObjectStore kubeflow";
    expected["kubernetes kubeflow-secrets"] = { parent, inputs: { kubeconfig: { secret: kubeconfig }, ...flags } };
    expected["kubernetes kubeflow-namespaces"] = {
      parent,
      inputs: { kubeconfig: { secret: kubeconfig }, ...flags, upsertExistingObjects: "true" },
    };

    expect(describedKeys(run)).toEqual(expected);
    expect(run.calls.map(({ token }) => token)).toEqual([getCallerIdentity, getCluster]);
    expect(run.outputs.deploykfValuesObject).toEqual(block("minio"));
  });

  test("existing: the same questions, and nothing is registered", async () => {
    const run = await runProgram(eks({ keySource: "existing" }), { preview, cloud });

    expect(describedKeys(run)).toEqual(noKeys);
    expect(run.calls.map(({ token }) => token)).toEqual([getCallerIdentity, getCluster]);
  });
});

test("the outputs of a stack that has nothing of AWS: no role, no user, no account", async () => {
  const { outputs } = await runProgram(external("minio", { keySource: "existing" }));

  expect(outputs).toEqual({
    bucketName: bucket,
    profileRoleArns: {},
    deploykfValues: expect.any(String),
    deploykfValuesObject: block("minio"),
  });
  expect(String(outputs.deploykfValues)).not.toMatch(/arn:aws|\b\d{12}\b/);
});
