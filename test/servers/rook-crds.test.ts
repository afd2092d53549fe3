import { beforeAll, describe, expect, test } from "vitest";
import { kubernetesVersions, problemsOf } from "./kubectl-validate.js";
import type { Manifest } from "./manifests.js";
import { rookCrds } from "./rook-crds.js";

let crds: readonly string[];
beforeAll(async () => {
  crds = await rookCrds();
});

const user = (spec: object): Manifest => ({
  apiVersion: "ceph.rook.io/v1",
  kind: "CephObjectStoreUser",
  metadata: { name: "kf-backend", namespace: "kubeflow" },
  spec: { store: "store", displayName: "kf-backend", clusterNamespace: "rook-ceph", ...spec },
});

const claim = (spec: object): Manifest => ({
  apiVersion: "objectbucket.io/v1alpha1",
  kind: "ObjectBucketClaim",
  metadata: { name: "kf-pipelines", namespace: "kubeflow" },
  spec: { bucketName: "kf-pipelines", storageClassName: "rook-ceph-bucket", ...spec },
});

const additionalConfig = {
  bucketOwner: "kf-backend",
  bucketPolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
  bucketLifecycle: JSON.stringify({ Rules: [] }),
};

describe.each(kubernetesVersions)("Rook on Kubernetes %s", (kubernetes) => {
  const problems = (...manifests: readonly Manifest[]) => problemsOf(manifests, { kubernetes, crds });

  test("users and claims as they should be", async () => {
    expect(await problems(user({}), claim({}), claim({ additionalConfig }))).toEqual([]);
    expect(await problems(user({ quotas: { maxBuckets: 1, maxSize: "10G" } }))).toEqual([]);
  });

  test("a user with an unknown field, or a value of another type", async () => {
    expect(
      await problems(
        user({ clusterNamespaces: "rook-ceph" }),
        user({ displayName: 3 }),
        user({ quotas: { maxBuckets: "none" } }),
      ),
    ).toEqual([
      "CephObjectStoreUser kubeflow kf-backend: spec.clusterNamespaces: Invalid value: value provided for unknown field",
      expect.stringMatching(/spec\.displayName.* must be of type string/),
      expect.stringMatching(/spec\.quotas\.maxBuckets.* must be of type integer/),
    ]);
  });

  test("a claim with an unknown field, a value of another type, or without a class", async () => {
    expect(
      await problems(
        claim({ bucket: "kf-pipelines" }),
        claim({ bucketName: 3 }),
        claim({ storageClassName: undefined }),
        claim({ additionalConfig: { ...additionalConfig, bucketOwner: 3 } }),
      ),
    ).toEqual([
      "ObjectBucketClaim kubeflow kf-pipelines: spec.bucket: Invalid value: value provided for unknown field",
      expect.stringMatching(/spec\.bucketName.* must be of type string/),
      "ObjectBucketClaim kubeflow kf-pipelines: spec.storageClassName: Required value",
      expect.stringMatching(/spec\.additionalConfig\.bucketOwner.* must be of type string/),
    ]);
  });
});
