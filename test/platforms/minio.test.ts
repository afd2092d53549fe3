import { afterEach, describe, expect, test, vi } from "vitest";
import { modes } from "../support/baseline.js";
import { madeSecret } from "../support/cloud.js";
import { clusterResources, type DescribedKey, describedKeys, noKeys } from "../support/expected-keys.js";
import { keyStack } from "../support/key-stacks.js";
import { backendName, bySecret, profileName } from "../support/key-values.js";
import { pipelinesOf, platforms } from "../support/platforms.js";
import { runProgram, tryProgram, unknown } from "../support/program.js";
import type { TestStack } from "../support/stack.js";

const bucket = "acme-test-pipelines";
const arn = `arn:aws:s3:::${bucket}`;
const admin = { "minio:minioUser": "admin", "minio:minioPassword": "PLANTED-password" };

/** The baseline's cluster and profiles, with everything made on a MinIO server. */
function minioStack(
  changes: Readonly<Record<string, unknown>> = {},
  provider: Record<string, string> = admin,
): TestStack {
  const stack = keyStack({
    "aws:region": undefined,
    accountId: undefined,
    platform: "minio",
    bucket: { name: bucket },
    objectStore: platforms.minio.objectStore,
    ...changes,
  });
  return { ...stack, config: { ...stack.config, ...provider } };
}

const server = {
  minioServer: "minio.minio.svc.cluster.local:9000",
  minioSsl: "false",
  minioRegion: "us-east-1",
  minioUser: { secret: "admin" },
  minioPassword: { secret: "PLANTED-password" },
};
const provider = "minio kubeflow-minio";

const roots = { backend: ["artifacts/", "pipelines/", "v2/artifacts/"] };
const prefixesOf = (name: string) => [`artifacts/${name}/`, `v2/artifacts/${name}/`];

function policy(prefixes: readonly string[]) {
  return {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: [arn] },
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        Resource: prefixes.map((prefix) => `${arn}/${prefix}*`),
      },
    ],
  };
}

interface Parts {
  readonly preview: boolean;
  readonly key: string;
  readonly principal: string;
  readonly prefixes: readonly string[];
  readonly secret: string;
  readonly names?: readonly [string, string];
  readonly slots?: readonly [active: string, retiring?: string];
}

/** A user with its policy, a service account for each slot, and the Secret with the active one's key. */
function principalResources(parts: Parts): Record<string, DescribedKey> {
  const { preview, key, principal, prefixes, secret, names = ["access_key", "secret_key"] } = parts;
  const slots = (parts.slots ?? ["initial"]).filter((slot) => slot !== undefined);
  const parent = `${key === "backend" ? "BackendIdentity" : "ProfileIdentities"} kubeflow`;
  const userName = `kf-test-${key}`;
  const made = { parent, provider, deleteBeforeReplace: true } as const;
  const name = preview ? unknown : userName;
  const [user, document, attachment] = [
    `IamUser kubeflow-${key}`,
    `IamPolicy kubeflow-${key}`,
    `IamUserPolicyAttachment kubeflow-${key}`,
  ];
  const account = (slot: string) => `IamServiceAccount kubeflow-${key}.${slot}`;
  const active = `kubeflow-${key}.${slots[0]}`;
  return {
    [document]: { ...made, inputs: { name: userName, policy: policy(prefixes) } },
    [user]: { ...made, inputs: { name: userName }, secretOutputs: ["secret"] },
    [attachment]: { ...made, inputs: { userName: name, policyName: name }, dependsOn: [document, user] },
    ...Object.fromEntries(
      slots.map((slot): [string, DescribedKey] => [
        account(slot),
        {
          parent,
          provider,
          inputs: { targetUser: name, policy: policy(prefixes) },
          dependsOn: [user, attachment],
          secretOutputs: ["secretKey"],
        },
      ]),
    ),
    [`Secret kubeflow-${key}`]: {
      parent,
      inputs: {
        apiVersion: "v1",
        kind: "Secret",
        metadata: {
          name: secret,
          namespace: "kubeflow",
          labels: { "app.kubernetes.io/managed-by": "deploykf-object-store" },
          annotations: { "deploykf-object-store/principal": principal },
        },
        type: "Opaque",
        stringData: preview ? unknown : { secret: { [names[0]]: `${active}-id`, [names[1]]: madeSecret(active) } },
      },
      dependsOn: [account(slots[0] ?? ""), "Namespace kubeflow-namespace-kubeflow"].sort(),
      provider: "kubernetes kubeflow-secrets",
      secretOutputs: ["data", "stringData"],
    },
  };
}

function resources(preview: boolean, slots?: Parts["slots"]): Record<string, DescribedKey> {
  const shared = { preview, ...(slots && { slots }) };
  return {
    ...noKeys,
    ...clusterResources("kubeflow"),
    [provider]: { parent: "DeploykfObjectStore kubeflow", inputs: server },
    "S3Bucket kubeflow-bucket": {
      parent: "KubeflowBucket kubeflow-bucket",
      inputs: { bucket, acl: "private", forceDestroy: false },
      kept: true,
      provider,
    },
    ...principalResources({
      ...shared,
      key: "backend",
      principal: "backend",
      prefixes: roots.backend,
      secret: backendName,
      names: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
    }),
    ...Object.assign(
      {},
      ...["team-1", "team-2"].map((team) =>
        principalResources({
          ...shared,
          key: `profile-${team}`,
          principal: `profile ${team}`,
          prefixes: prefixesOf(team),
          secret: profileName(team),
        }),
      ),
    ),
  };
}

afterEach(() => vi.unstubAllEnvs());

describe.each(modes)("%s", (_, preview) => {
  test("bucket, users, policies, keys and Secrets, and the administrator's password is a secret", async () => {
    const run = await runProgram(minioStack(), { preview });

    expect(describedKeys(run)).toEqual(resources(preview));
    expect(run.outputs.bucketName).toBe(preview ? unknown : bucket);
    expect(run.outputs.deploykfValuesObject).toMatchObject({
      kubeflow_tools: { pipelines: pipelinesOf("minio", bucket, bySecret) },
    });
    expect(run.calls).toEqual([]);
  });

  test("a rotation: two service accounts, the Secrets hold the active one's key", async () => {
    const slots = { active: "2026-11", retiring: "2026-05" };
    const run = await runProgram(minioStack({ auth: { slots } }), { preview });

    expect(describedKeys(run)).toEqual(resources(preview, ["2026-11", "2026-05"]));
  });

  test("users in a bucket that exists: it isn't touched", async () => {
    const run = await runProgram(minioStack({ bucket: { name: bucket, create: false } }), { preview });
    const { "S3Bucket kubeflow-bucket": _bucket, ...rest } = resources(preview);

    expect(describedKeys(run)).toEqual(rest);
    expect(run.outputs.bucketName).toBe(bucket);
  });
});

test("the server: the provider's own keys, then its environment, then the clients' endpoint", async () => {
  const stated = {
    ...admin,
    "minio:minioServer": "127.0.0.1:9001",
    "minio:minioSsl": "true",
    "minio:minioRegion": "eu-1",
  };
  const { resources: byKeys } = await runProgram(minioStack({}, stated));
  expect(byKeys.find(({ type }) => type === "pulumi:providers:minio")?.inputs).toMatchObject({
    minioServer: "127.0.0.1:9001",
    minioSsl: "true",
    minioRegion: "eu-1",
  });

  vi.stubEnv("MINIO_ENDPOINT", "127.0.0.1:9002");
  vi.stubEnv("MINIO_USER", "from-env");
  vi.stubEnv("MINIO_PASSWORD", "PLANTED-env");
  vi.stubEnv("MINIO_ENABLE_HTTPS", "true");
  const byEnvironment = await runProgram(minioStack({}, {}));
  expect(describedKeys(byEnvironment)[provider]?.inputs).toEqual({
    ...server,
    minioServer: "127.0.0.1:9002",
    minioSsl: "true",
    minioUser: { secret: "from-env" },
    minioPassword: { secret: "PLANTED-env" },
  });
});

test("without an administrator: one problem, before anything is registered", async () => {
  for (const name of ["MINIO_USER", "MINIO_ACCESS_KEY", "MINIO_PASSWORD", "MINIO_SECRET_KEY"]) vi.stubEnv(name, "");
  const { errors, resources: registered } = await tryProgram(minioStack({}, {}));

  expect(registered).toEqual([]);
  expect(String(errors[0])).toContain("error[minio-administrator]");
});
