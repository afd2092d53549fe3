import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import {
  bucketArn,
  clusterResources,
  type DescribedKey,
  describedKeys,
  noKeys,
  secretResource,
  userResources,
} from "../support/expected-keys.js";
import { keyStack } from "../support/key-stacks.js";
import { backendName, profileName } from "../support/key-values.js";
import { onPlatform, platforms } from "../support/platforms.js";
import { runProgram } from "../support/program.js";
import { codesOf, config, planOf, reportOf } from "../support/project.js";
import type { TestStack } from "../support/stack.js";

const bucket = "acme-test-pipelines";
const provider = "aws kubeflow-wasabi";

/** The baseline's cluster and profiles, with everything made at Wasabi. */
function wasabiStack(changes: object = {}, settings: Record<string, string> = {}): TestStack {
  const stack = keyStack({
    "aws:region": undefined,
    accountId: undefined,
    platform: "wasabi",
    bucket: { name: bucket, create: true },
    objectStore: platforms.wasabi.objectStore,
    ...changes,
  });
  return { ...stack, config: { ...stack.config, ...settings } };
}

const statements = (prefixes: readonly string[]) => [
  { Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: [bucketArn] },
  {
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    Resource: prefixes.map((prefix) => `${bucketArn}/${prefix}*`),
  },
];

/** A user as IAM's, but without a path and tags. */
function wasabiUser(preview: boolean, key: string, prefixes: readonly string[]): Record<string, DescribedKey> {
  const resources = userResources({ preview, key, statements: statements(prefixes) });
  return Object.fromEntries(
    Object.entries(resources).map(([name, one]) => [
      name,
      { ...one, provider, ...(name.startsWith("User ") && { inputs: { name: `kf-test-${key}` } }) },
    ]),
  );
}

const endpoint = "https://s3.eu-central-1.wasabisys.com";
const providerInputs = {
  region: "eu-central-1",
  endpoints: JSON.stringify([
    {
      s3: endpoint,
      s3control: endpoint,
      iam: "https://iam.wasabisys.com",
      sts: "https://sts.eu-central-1.wasabisys.com",
    },
  ]),
  s3UsePathStyle: "true",
  skipCredentialsValidation: "true",
  skipMetadataApiCheck: "true",
  skipRegionValidation: "true",
  skipRequestingAccountId: "true",
};

function bucketResources(): Record<string, DescribedKey> {
  const common = { parent: "KubeflowBucket kubeflow-bucket", kept: true, provider } as const;
  return { "Bucket kubeflow-bucket": { ...common, inputs: { bucket, forceDestroy: false } } };
}

function resources(preview: boolean): Record<string, DescribedKey> {
  const secret = (key: string, principal: string, name: string) => secretResource({ preview, key, principal, name });
  return {
    ...noKeys,
    ...clusterResources("kubeflow"),
    [provider]: {
      parent: "DeploykfObjectStore kubeflow",
      inputs: providerInputs,
      secretOutputs: ["accessKey", "secretKey", "token"],
    },
    ...bucketResources(),
    ...wasabiUser(preview, "backend", ["artifacts/", "pipelines/", "v2/artifacts/"]),
    ...secretResource({
      ...{ preview, key: "backend", principal: "backend", name: backendName },
      names: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
    }),
    ...Object.assign(
      {},
      ...["team-1", "team-2"].map((team) => ({
        ...wasabiUser(preview, `profile-${team}`, [`artifacts/${team}/`, `v2/artifacts/${team}/`]),
        ...secret(`profile-${team}`, `profile ${team}`, profileName(team)),
      })),
    ),
  };
}

describe.each(modes)("%s", (_, preview) => {
  test("bucket, users and keys, by a provider that knows no endpoint of AWS", async () => {
    const run = await runProgram(wasabiStack(), { preview });

    expect(describedKeys(run)).toEqual(resources(preview));
    expect(run.calls).toEqual([]);
  });
});

test("the stack's AWS credentials are the provider's, as secrets", async () => {
  const settings = { "aws:accessKey": "WASABIKEY", "aws:secretKey": "PLANTED-wasabi", "aws:profile": "wasabi" };
  const run = await runProgram(wasabiStack({ bucket: { name: bucket } }, settings));

  expect(describedKeys(run)[provider]?.inputs).toEqual({
    ...providerInputs,
    accessKey: { secret: "WASABIKEY" },
    secretKey: { secret: "PLANTED-wasabi" },
    profile: "wasabi",
  });
  expect(Object.keys(describedKeys(run)).filter((name) => name.startsWith("Bucket"))).toEqual([]);
});

describe("a cluster of AWS beside it", () => {
  const made = [onPlatform("wasabi"), config("auth", { mode: "keys" })] as const;
  const eks = [config("aws:region", "eu-west-1"), config("cluster", { source: "eks", name: "analytics" })] as const;

  test("one stack can't have both clouds' credentials", () => {
    expect(codesOf(...made, ...eks)).toEqual(["store-credentials"]);
    expect(reportOf(...made, ...eks)).toContain(
      "error[store-credentials]: platform is wasabi, and cluster.source is eks",
    );
  });

  test("it can where nothing is made at Wasabi", () => {
    expect(planOf(onPlatform("wasabi"), ...eks).settings.cluster.source).toBe("eks");
    expect(codesOf(onPlatform("wasabi"), ...eks, config("bucket.create", true))).toEqual(["store-credentials"]);
  });
});
