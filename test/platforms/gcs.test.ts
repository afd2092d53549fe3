import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { madeSecret } from "../support/cloud.js";
import { clusterResources, type DescribedKey, describedKeys, noKeys, tags } from "../support/expected-keys.js";
import { keyStack } from "../support/key-stacks.js";
import { backendName, bySecret, profileName } from "../support/key-values.js";
import { pipelinesOf } from "../support/platforms.js";
import { runProgram, unknown } from "../support/program.js";

const bucket = "acme-test-pipelines";

/** The baseline's cluster and profiles, with everything made in a project of Google Cloud. */
const gcsStack = (changes: Readonly<Record<string, unknown>> = {}, values?: string) =>
  keyStack(
    {
      "aws:region": undefined,
      accountId: undefined,
      platform: "gcs",
      bucket: { name: bucket, region: "europe-west1" },
      ...changes,
    },
    values,
  );

const store = "DeploykfObjectStore kubeflow";
const objects = `projects/_/buckets/${bucket}/objects/`;
const named = (prefix: string) => `resource.name.startsWith("${objects}${prefix}")`;
const listed = (prefix: string) =>
  `api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("${prefix}")`;
const prefixesOf = (team: string) => [`artifacts/${team}/`, `v2/artifacts/${team}/`];

const permissions = {
  BucketLister: ["storage.buckets.get", "storage.objects.list"],
  BucketReader: ["storage.buckets.get"],
  Objects: [
    "storage.objects.get",
    "storage.objects.create",
    "storage.multipartUploads.create",
    "storage.multipartUploads.abort",
    "storage.multipartUploads.listParts",
    "storage.objects.delete",
    "storage.objects.list",
  ],
};
type RoleName = keyof typeof permissions;

const roleResource = (role: RoleName): Record<string, DescribedKey> => ({
  [`IAMCustomRole kubeflow-${role}`]: {
    parent: store,
    inputs: {
      roleId: `kf_test_${role}`,
      title: `kf_test_${role}`,
      description: "deployKF's object store, stack deploykf-object-store/test",
      permissions: permissions[role],
    },
  },
});

interface Parts {
  readonly preview: boolean;
  readonly key: string;
  readonly principal: string;
  readonly description: string;
  readonly bucketRole?: RoleName;
  readonly expression: readonly string[];
  readonly secret: string;
  readonly names?: readonly [string, string];
  readonly slots?: readonly string[];
  /** Whether the bucket is this stack's, too. */
  readonly created?: boolean;
}

/** A service account with two bindings, a key for each slot, and the Secret with the active one's. */
function principalResources(parts: Parts): Record<string, DescribedKey> {
  const { preview, key, principal, slots = ["initial"], created = true, bucketRole = "BucketLister" } = parts;
  const [accessKeyKey, secretKeyKey] = parts.names ?? ["access_key", "secret_key"];
  const parent = `${key === "backend" ? "BackendIdentity" : "ProfileIdentities"} kubeflow`;
  const account = `Account kubeflow-${key}`;
  const email = `kf-test-${key}@acme-kubeflow.iam.gserviceaccount.com`;
  const [first, second] = [`BucketIAMMember kubeflow-${key}.1`, `BucketIAMMember kubeflow-${key}.2`];
  const binding = (role: RoleName, condition?: object): DescribedKey => ({
    parent,
    inputs: {
      bucket: preview && created ? unknown : bucket,
      role: preview ? unknown : `projects/acme-kubeflow/roles/kf_test_${role}`,
      member: preview ? unknown : `serviceAccount:${email}`,
      ...(condition && { condition }),
    },
    dependsOn: [account, ...(created ? ["Bucket kubeflow-bucket"] : []), `IAMCustomRole kubeflow-${role}`].sort(),
  });
  const active = `kubeflow-${key}.${slots[0]}`;
  return {
    [account]: {
      parent,
      inputs: { accountId: `kf-test-${key}`, displayName: `deployKF ${principal}`, description: parts.description },
    },
    [first]: binding(bucketRole),
    [second]: binding("Objects", { title: "keys below own prefixes 1", expression: parts.expression.join(" || ") }),
    ...Object.fromEntries(
      slots.map((slot): [string, DescribedKey] => [
        `HmacKey kubeflow-${key}.${slot}`,
        {
          parent,
          inputs: { serviceAccountEmail: preview ? unknown : email },
          dependsOn: [account, first, second],
          secretOutputs: ["secret"],
        },
      ]),
    ),
    [`Secret kubeflow-${key}`]: {
      parent,
      inputs: {
        apiVersion: "v1",
        kind: "Secret",
        metadata: {
          name: parts.secret,
          namespace: "kubeflow",
          labels: { "app.kubernetes.io/managed-by": "deploykf-object-store" },
          annotations: { "deploykf-object-store/principal": principal },
        },
        type: "Opaque",
        stringData: preview
          ? unknown
          : { secret: { [accessKeyKey]: `${active}-id`, [secretKeyKey]: madeSecret(active) } },
      },
      dependsOn: [`HmacKey ${active}`, "Namespace kubeflow-namespace-kubeflow"],
      provider: "kubernetes kubeflow-secrets",
      secretOutputs: ["data", "stringData"],
    },
  };
}

interface Made {
  readonly slots?: readonly string[];
  readonly created?: boolean;
  readonly listScope?: "prefix";
}

const lifecycleRules = [
  { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
  ...["artifacts/", "v2/artifacts/"].map((prefix) => ({
    action: { type: "Delete" },
    condition: { daysSinceNoncurrentTime: 90, withState: "ARCHIVED", matchesPrefixes: [prefix] },
  })),
];

const bucketResource: Record<string, DescribedKey> = {
  "Bucket kubeflow-bucket": {
    parent: "KubeflowBucket kubeflow-bucket",
    inputs: {
      name: bucket,
      location: "europe-west1",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      lifecycleRules,
      forceDestroy: false,
      labels: tags,
    },
    kept: true,
    // The provider's own, so that default labels may be secrets.
    secretOutputs: ["effectiveLabels", "pulumiLabels"],
  },
};

function resources(preview: boolean, { created = true, listScope, slots }: Made = {}): Record<string, DescribedKey> {
  const shared = { preview, created, ...(slots && { slots }) };
  const closed = listScope === "prefix";
  return {
    ...noKeys,
    ...clusterResources("kubeflow"),
    ...(created ? bucketResource : {}),
    ...roleResource("BucketLister"),
    ...(closed ? roleResource("BucketReader") : {}),
    ...roleResource("Objects"),
    ...principalResources({
      ...shared,
      key: "backend",
      principal: "backend",
      description: "Kubeflow Pipelines backend: all artifacts and pipeline definitions",
      expression: ["artifacts/", "pipelines/", "v2/artifacts/"].map(named),
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
          description: `deployKF profile ${team}: its own artifacts`,
          bucketRole: closed ? "BucketReader" : "BucketLister",
          expression: [...prefixesOf(team).map(named), ...(closed ? prefixesOf(team).map(listed) : [])],
          secret: profileName(team),
        }),
      ),
    ),
  };
}

describe.each(modes)("%s", (_, preview) => {
  test("bucket, roles, service accounts, bindings, keys and Secrets; AWS isn't asked", async () => {
    const run = await runProgram(gcsStack(), { preview });

    expect(describedKeys(run)).toEqual(resources(preview));
    expect(run.outputs.bucketName).toBe(preview ? unknown : bucket);
    expect(run.outputs.deploykfValuesObject).toMatchObject({
      kubeflow_tools: { pipelines: pipelinesOf("gcs", bucket, bySecret) },
    });
    expect(run.calls).toEqual([]);
  });

  test("a rotation: two keys, the Secrets hold the active one", async () => {
    const slots = { active: "2026-11", retiring: "2026-05" };
    const run = await runProgram(gcsStack({ auth: { slots } }), { preview });

    expect(describedKeys(run)).toEqual(resources(preview, { slots: ["2026-11", "2026-05"] }));
  });

  test("listing below own prefixes: one condition holds both, and the bucket's role can't list", async () => {
    const run = await runProgram(gcsStack({ auth: { listScope: "prefix" } }), { preview });

    expect(describedKeys(run)).toEqual(resources(preview, { listScope: "prefix" }));
  });

  test("in a bucket that exists: the same bindings, and it is left alone", async () => {
    const run = await runProgram(gcsStack({ bucket: { name: bucket, create: false } }), { preview });

    expect(describedKeys(run)).toEqual(resources(preview, { created: false }));
    expect(run.outputs.bucketName).toBe(bucket);
  });
});

test("a secret key is nowhere in clear: not in inputs, not in outputs, not in the log", async () => {
  const { resources: registered, outputs, log } = await runProgram(gcsStack());
  const plain = JSON.stringify([registered, outputs, log], (_, value) =>
    value && typeof value === "object" && "4dabf18193072939515e22adb298388d" in value ? "[secret]" : value,
  );

  expect(plain).not.toContain("MADE/secret");
  expect(JSON.stringify(registered)).toContain("MADE/secret");
});

async function bucketOf(changes: Readonly<Record<string, unknown>>, files?: string) {
  const run = await runProgram(gcsStack(changes, files));
  return describedKeys(run)["Bucket kubeflow-bucket"]?.inputs as Record<string, unknown>;
}

describe("retention", () => {
  const withRetention = (retention: object) => ({ bucket: { name: bucket, region: "eu", retention } });

  test("artifacts that expire: live ones alone, their versions have days of their own", async () => {
    const { lifecycleRules: rules } = await bucketOf(withRetention({ artifactDays: 30, noncurrentDays: 5 }));

    expect(rules).toEqual([
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
      ...["artifacts/", "v2/artifacts/"].map((prefix) => ({
        action: { type: "Delete" },
        condition: { daysSinceNoncurrentTime: 5, withState: "ARCHIVED", matchesPrefixes: [prefix] },
      })),
      ...["artifacts/", "v2/artifacts/"].map((prefix) => ({
        action: { type: "Delete" },
        condition: { age: 30, withState: "LIVE", matchesPrefixes: [prefix] },
      })),
    ]);
  });

  test("off: no rule", async () => {
    const { lifecycleRules: rules } = await bucketOf(
      withRetention({ noncurrentDays: "off", abortMultipartDays: "off" }),
    );

    expect(rules).toEqual([]);
  });

  test("artifacts at the bucket's root, beside pipelines/: no rule for them", async () => {
    const atTheRoot = `deploykf_core: { deploykf_profiles_generator: { profiles: [{ name: team-1, members: [] }] } }
kubeflow_tools: { pipelines: { kfpV2: { defaultPipelineRoot: "minio://${bucket}/{profile_name}" } } }
`;
    const { lifecycleRules: rules } = await bucketOf(withRetention({}), atTheRoot);

    expect(rules).toEqual(lifecycleRules.slice(0, 2));
  });
});

test("tags are the bucket's labels", async () => {
  const { labels } = await bucketOf({ tags: { team: "data_science-1", "managed-by": "" } });

  expect(labels).toEqual({ team: "data_science-1", "managed-by": "", "pulumi-stack": "test" });
});
