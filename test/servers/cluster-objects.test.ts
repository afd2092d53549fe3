import { describe, expect, test } from "vitest";
import { keyStack, providedFor } from "../support/key-stacks.js";
import { platforms } from "../support/platforms.js";
import { runProgram } from "../support/program.js";
import { rookStack } from "../support/rook.js";
import type { TestStack } from "../support/stack.js";
import { kubernetesVersions, problemsOf } from "./kubectl-validate.js";
import { manifestsOf } from "./manifests.js";
import { rookCrds } from "./rook-crds.js";

interface Registered {
  readonly stack: () => TestStack;
  /** What its objects are, so that none is left out: kinds with their number. */
  readonly objects: Readonly<Record<string, number>>;
}

function s3proxyStack(s3proxy: object): TestStack {
  const account = "clientId" in s3proxy ? {} : { storageAccountKey: `${"x".repeat(86)}==` };
  return keyStack({
    ...{ "aws:region": undefined, accountId: undefined, platform: "azure-s3proxy" },
    ...{ bucket: { name: "acme-test-pipelines" } },
    objectStore: { s3proxy: { storageAccount: "acmekubeflow", ...s3proxy } },
    keys: { ...providedFor("team-1", "team-2"), ...account },
  });
}

const s3proxyObjects = {
  ...{ Namespace: 2, Secret: 4, ServiceAccount: 1, Deployment: 1 },
  ...{ Service: 1, PodDisruptionBudget: 1, NetworkPolicy: 1 },
};

/** The program's stacks that register objects in a cluster. */
const stacks: Readonly<Record<string, Registered>> = {
  "keys that the stack creates": { stack: () => keyStack(), objects: { Namespace: 1, Secret: 3 } },
  "one key for all profiles": {
    stack: () => keyStack({ auth: { mode: "keys", profileKeys: "shared" } }),
    objects: { Namespace: 1, Secret: 2 },
  },
  "keys that were provided for another platform": {
    stack: () =>
      keyStack({
        ...{ "aws:region": undefined, accountId: undefined, bucket: { name: "acme-test-pipelines", create: false } },
        ...{ platform: "minio", objectStore: platforms.minio.objectStore },
        ...{ auth: { keySource: "provided" }, keys: providedFor("team-1", "team-2") },
      }),
    objects: { Namespace: 1, Secret: 3 },
  },
  "S3Proxy by an account key, with TLS": {
    stack: () => s3proxyStack({ tls: { secretName: "s3proxy-tls" } }),
    objects: s3proxyObjects,
  },
  "S3Proxy by a workload identity": {
    stack: () => s3proxyStack({ clientId: "0a1b2c3d-0000-4000-8000-00000000000f" }),
    objects: s3proxyObjects,
  },
  "a bucket and users of Rook's": {
    stack: () => rookStack(),
    objects: { Namespace: 1, CephObjectStoreUser: 3, ObjectBucketClaim: 1 },
  },
};

describe.each(Object.entries(stacks))("%s", (_, { stack, objects }) => {
  test("every object is valid, in the oldest and the newest Kubernetes", async () => {
    const manifests = manifestsOf((await runProgram(stack())).resources);
    const counted: Record<string, number> = {};
    for (const { kind } of manifests) counted[kind] = (counted[kind] ?? 0) + 1;
    expect(counted).toEqual(objects);
    for (const kubernetes of kubernetesVersions) {
      expect(await problemsOf(manifests, { kubernetes, crds: await rookCrds() })).toEqual([]);
    }
  });
});
