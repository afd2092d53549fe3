import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { modes } from "../support/baseline.js";
import { retainClass } from "../support/cloud.js";
import { command } from "../support/command.js";
import { clusterResources, type DescribedKey, describedKeys, noKeys } from "../support/expected-keys.js";
import { listingBelow, objects } from "../support/expected-role.js";
import { twoProfiles } from "../support/key-stacks.js";
import { entries, inTools, secretRef } from "../support/key-values.js";
import { type ProgramRun, runProgram, tryProgram } from "../support/program.js";
import { planOf } from "../support/project.js";
import { onRook, rookBucket, rookClaim, rookStack, rookUser, said, secretName, statementsOf } from "../support/rook.js";
import { projectRoot } from "../support/stack.js";

const claimName = "ObjectBucketClaim kubeflow-bucket";
const bucketArn = `arn:aws:s3:::${rookBucket}`;
const prefixesOf = (name: string) => [`artifacts/${name}/`, `v2/artifacts/${name}/`];
const twoTeams = { "profile-team-1": prefixesOf("team-1"), "profile-team-2": prefixesOf("team-2") };

/** All resources, with the claim's policy as data. */
function resourcesOf(run: ProgramRun): Record<string, DescribedKey> {
  return parsed(describedKeys(run));
}

function parsed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, part) =>
    key === "bucketPolicy" && typeof part === "string" ? JSON.parse(part) : part,
  );
}

const keys = ["AccessKey", "SecretKey"] as const;

const block = (generator: object) => ({
  deploykf_core: { deploykf_profiles_generator: generator },
  deploykf_opt: { deploykf_minio: { enabled: false } },
  kubeflow_tools: {
    pipelines: {
      bucket: { name: rookBucket, region: "us-east-1" },
      objectStore: {
        useExternal: true,
        host: "rook-ceph-rgw-store.rook-ceph.svc.cluster.local",
        port: "80",
        useSSL: false,
        auth: {
          fromEnv: false,
          existingSecret: secretName("backend"),
          existingSecretAccessKeyKey: "AccessKey",
          existingSecretSecretKeyKey: "SecretKey",
        },
      },
    },
  },
});

describe.each(modes)("%s", (_, preview) => {
  test("a claim and a user for each principal, all there is, and the whole block", async () => {
    const run = await runProgram(rookStack(), { preview });

    expect(resourcesOf(run)).toEqual({
      ...noKeys,
      ...clusterResources("kubeflow"),
      ...rookClaim(statementsOf(twoTeams)),
      ...rookUser("backend", "backend"),
      ...rookUser("profile-team-1", "profile team-1"),
      ...rookUser("profile-team-2", "profile team-2"),
    });
    const expected = block({
      profileDefaults: inTools(secretRef(secretName("profile-{profile_name}"), { names: keys })),
    });
    expect(run.outputs.deploykfValuesObject).toEqual(expected);
    expect(load(String(run.outputs.deploykfValues))).toEqual(expected);
    expect({ bucket: run.outputs.bucketName, calls: run.calls, log: run.log }).toEqual({
      bucket: rookBucket,
      calls: [],
      log: [],
    });
  });

  test("one user for all profiles, and one of its own for a profile that asks for it", async () => {
    const overrides = { "team-2": { auth: "keys", secret: { namespace: "object-store" } } };
    const auth = { mode: "keys", profileKeys: "shared" };
    const run = await runProgram(rookStack({ auth, profiles: { overrides } }), { preview });

    expect(resourcesOf(run)).toEqual({
      ...noKeys,
      ...clusterResources("kubeflow", "object-store"),
      ...rookClaim(statementsOf({ profiles: ["artifacts/", "v2/artifacts/"], "profile-team-2": prefixesOf("team-2") })),
      ...rookUser("backend", "backend"),
      ...rookUser("profiles", "profiles"),
      ...rookUser("profile-team-2", "profile team-2", "object-store"),
    });
    const own = secretRef(secretName("profile-team-2"), { namespace: "object-store", names: keys });
    expect(run.outputs.deploykfValuesObject).toEqual(
      block({
        profileDefaults: inTools(secretRef(secretName("profiles"), { names: keys })),
        profiles: entries({}, inTools(own)),
      }),
    );
  });

  test("listing by prefix: the condition is in the bucket's policy, the backend's has none", async () => {
    const run = await runProgram(rookStack({ auth: { mode: "keys", listScope: "prefix" } }), { preview });
    const ofProfile = (name: string) => [
      ...listingBelow(bucketArn, prefixesOf(name)).map((one) => said(`profile-${name}`, one)),
      said(`profile-${name}`, objects(bucketArn, prefixesOf(name))),
    ];

    expect(resourcesOf(run)).toMatchObject(
      rookClaim([...statementsOf({}), ...ofProfile("team-1"), ...ofProfile("team-2")]),
    );
  });

  test("profiles' Secrets in a namespace of one's own; an unmanaged profile has no user, and isn't in the policy", async () => {
    const values = twoProfiles.replace(
      "      - name: team-2\n",
      "      - name: team-2\n        tools: { kubeflowPipelines: { objectStoreAuth: { existingSecret: theirs } } }\n",
    );
    const stack = rookStack(
      { secrets: { namespace: "object-store" }, profiles: { overrides: { "team-2": { auth: "unmanaged" } } } },
      values,
    );
    const resources = resourcesOf(await runProgram(stack, { preview }));

    expect(resources).toEqual({
      ...noKeys,
      ...clusterResources("kubeflow", "object-store"),
      ...rookClaim(statementsOf({ "profile-team-1": prefixesOf("team-1") })),
      ...rookUser("backend", "backend"),
      ...rookUser("profile-team-1", "profile team-1", "object-store"),
    });
  });
});

test("the claim is replaced, not changed, where Rook would ignore the change; nobody waits for ever", async () => {
  const { requests } = await runProgram(rookStack());
  const all = [...requests.values()].filter((one) => /Claim$|StoreUser$/.test(one.getType()));

  const patience = { create: "5m", update: "5m", pb_delete: "", read: "" };
  expect(
    all.map((one) => [one.getName(), one.getReplaceonchangesList(), one.getCustomtimeouts()?.toObject()]).sort(),
  ).toEqual([
    ["kubeflow-backend", [], patience],
    ["kubeflow-bucket", ["spec.bucketName", "spec.storageClassName"], patience],
    ["kubeflow-profile-team-1", [], patience],
    ["kubeflow-profile-team-2", [], patience],
  ]);
});

describe("a class that isn't one for the bucket", () => {
  const parameters = retainClass.parameters;
  const rows: readonly (readonly [what: string, storageClass: object, message: string])[] = [
    ["deletes", { ...retainClass, reclaimPolicy: "Delete" }, "has reclaimPolicy Delete"],
    ["says nothing", { ...retainClass, reclaimPolicy: undefined }, "has reclaimPolicy Delete"],
    ["is for volumes", { ...retainClass, provisioner: "ebs.csi.aws.com" }, "has the provisioner ebs.csi.aws.com"],
    [
      "is another store's",
      { ...retainClass, parameters: { ...parameters, objectStoreName: "other" } },
      "makes buckets in rook-ceph/other",
    ],
    [
      "is another cluster's",
      { ...retainClass, parameters: { ...parameters, objectStoreNamespace: "ceph-2" } },
      "makes buckets in ceph-2/store",
    ],
    [
      "is another bucket's",
      { ...retainClass, parameters: { ...parameters, bucketName: "theirs" } },
      "has the parameter bucketName theirs",
    ],
  ];
  test.each(rows)("%s: the claim isn't registered, and the error is a report", async (_, storageClass, message) => {
    const { resources, errors } = await tryProgram(rookStack(), { cloud: { storageClass } });

    expect(resources.map(({ type }) => type)).not.toContain("kubernetes:objectbucket.io/v1alpha1:ObjectBucketClaim");
    expect(errors.map((error) => pulumi.RunError.isInstance(error))).toEqual([true]);
    expect(String(errors[0]).replace(/\s+/g, " ")).toContain(
      `Error: error[rook-storage-class]: StorageClass rook-ceph-retain-bucket ${message} = rule: `,
    );
  });

  test("whole, with everything that is wrong with it", async () => {
    const storageClass = {
      provisioner: "rook-ceph.ceph.rook.io/bucket",
      reclaimPolicy: "Delete",
      parameters: { bucketName: "theirs" },
    };
    const { errors } = await tryProgram(rookStack(), { cloud: { storageClass } });

    expect(errors.map((error) => error instanceof Error && error.message)).toEqual([
      `
error[rook-storage-class]: StorageClass rook-ceph-retain-bucket has
reclaimPolicy Delete
  = rule: with it the bucket and all objects are deleted together with the claim
  = mend: make a class with reclaimPolicy: Retain (a class can't be changed),
          and name it in objectStore.rook.storageClass
          (docs/troubleshooting.md#rook-storage-class)

error[rook-storage-class]: StorageClass rook-ceph-retain-bucket has the
parameter bucketName theirs
  = rule: every claim of this class gets that bucket, whatever it asks for
  = mend: name a class without bucketName in objectStore.rook.storageClass
          (docs/troubleshooting.md#rook-storage-class)`,
    ]);
  });

  test.each([
    ["without parameters", { ...retainClass, parameters: undefined }],
    ["with an operator's prefix", { ...retainClass, provisioner: "my-prefix.ceph.rook.io/bucket" }],
    ["of this very bucket", { ...retainClass, parameters: { ...parameters, bucketName: rookBucket } }],
  ])("%s it is one", async (_, storageClass) => {
    const run = await runProgram(rookStack(), { cloud: { storageClass } });

    expect(Object.keys(describedKeys(run))).toContain(claimName);
  });
});

describe("the endpoint", () => {
  const endpointOf = (objectStore: object) => {
    const { settings } = planOf(onRook(), (project) => {
      project.config.objectStore = { ...(project.config.objectStore as object), ...objectStore };
    });
    return settings.endpoint;
  };
  const host = "rook-ceph-rgw-store.rook-ceph.svc.cluster.local";

  test.each([
    ["nothing", {}, { host, port: "80", useSSL: false, region: "us-east-1" }],
    ["TLS", { useSSL: true }, { host, port: "443", useSSL: true, region: "us-east-1" }],
    ["a port", { port: "8080" }, { host, port: "8080", useSSL: false, region: "us-east-1" }],
    ["a region", { region: "zone-1" }, { host, port: "80", useSSL: false, region: "zone-1" }],
    [
      "a host: the rest isn't Rook's any more",
      { host: "s3.acme.example" },
      { host: "s3.acme.example", port: "", useSSL: true, region: "us-east-1" },
    ],
  ])("with %s stated", (_, stated, expected) => {
    expect(endpointOf(stated)).toEqual(expected);
  });
});

describe("the example", () => {
  const file = "examples/Pulumi.ceph-rook.yaml";
  const run = (...args: string[]) => command(["--config-file", file, ...args], { cwd: projectRoot });

  test("its whole block, without a warning", () => {
    const { plan } = planOffline(projectRoot, "ceph-rook", file);
    const name = (key: string) => `rook-ceph-object-user-store-kf-dev-${key}`;

    expect(plan.values.block).toEqual({
      deploykf_core: {
        deploykf_profiles_generator: {
          profileDefaults: inTools(secretRef(name("profile-{profile_name}"), { names: keys })),
        },
      },
      deploykf_opt: { deploykf_minio: { enabled: false } },
      kubeflow_tools: {
        pipelines: {
          bucket: { name: "acme-rook-kubeflow-pipelines", region: "us-east-1" },
          objectStore: {
            useExternal: true,
            host: "rook-ceph-rgw-store.rook-ceph.svc.cluster.local",
            port: "80",
            useSSL: false,
            auth: {
              fromEnv: false,
              existingSecret: name("backend"),
              existingSecretAccessKeyKey: "AccessKey",
              existingSecretSecretKeyKey: "SecretKey",
            },
          },
        },
      },
    });
    expect({ warnings: plan.warnings, isolation: plan.isolation, rotation: plan.rotation }).toEqual({
      warnings: [],
      isolation: { objects: "isolated", listing: "open", checked: 3, unchecked: [], unmanaged: [] },
      rotation: undefined,
    });
  });

  test("a principal's key is in a Secret that isn't made here, and has no slots", () => {
    const { backend } = planOffline(projectRoot, "ceph-rook", file).plan.principals;

    expect(backend).toMatchObject({
      source: "iam-users",
      user: { userName: "kf-dev-backend", slots: undefined, iam: undefined },
      secret: {
        namespace: "kubeflow",
        name: "rook-ceph-object-user-store-kf-dev-backend",
        accessKeyKey: "AccessKey",
        secretKeyKey: "SecretKey",
        create: false,
      },
    });
  });

  test("the text says what is made, and what has to be so before", async () => {
    const { stdout, stderr, exitCode } = await run();

    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(stdout).toContain("ObjectBucketClaim kubeflow/acme-rook-kubeflow-pipelines [kept]\n");
    expect(stdout).toContain("CephObjectStoreUser kubeflow/kf-dev-profile-team-1-prod\n");
    expect(stdout).toContain(`
Rook
  store     rook-ceph/store has to allow users in kubeflow
  operator  has to allow bucketPolicy in claims (Rook 1.17 and later)
  class     rook-ceph-retain-bucket has to have reclaimPolicy: Retain, which is
            checked at up
            How to set them: docs/rook.md
`);
    expect(stdout).not.toContain("Key rotation");
  });

  test("nothing is left to be applied by hand; who may do what is told by user and Secret", async () => {
    const written = await run("--out", "unwritten", "--format", "values");
    const { stdout } = await run("--show", "access");

    expect(written.stderr).toBe(
      "No policy to write: this stack makes the keys itself, or the store has no policies.\n",
    );
    expect(stdout).toContain(
      "kf-dev-profile-team-1\n  Secret kubeflow/rook-ceph-object-user-store-kf-dev-profile-team-1\n",
    );
  });
});
