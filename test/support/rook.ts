import type { DescribedKey } from "./expected-keys.js";
import { backendPrefixes, listing, objects } from "./expected-role.js";
import { keyStack } from "./key-stacks.js";
import { type Change, config, without } from "./project.js";
import type { TestStack } from "./stack.js";

/** Stacks on a Ceph object store that Rook runs, and what they make. */

export const rook = { store: "store", namespace: "rook-ceph", storageClass: "rook-ceph-retain-bucket" };
export const rookBucket = "acme-test-pipelines";
const bucketArn = `arn:aws:s3:::${rookBucket}`;

/** The baseline of key-stacks.ts, with everything made by Rook. */
export function rookStack(changes: object = {}, values?: string): TestStack {
  return keyStack(
    {
      "aws:region": undefined,
      accountId: undefined,
      platform: "ceph",
      bucket: { name: rookBucket },
      objectStore: { rook },
      ...changes,
    },
    values,
  );
}

/** The baseline of project.ts, with everything made by Rook. */
export function onRook(changes: object = {}): Change {
  const all = [
    without("aws:region"),
    without("accountId"),
    config("platform", "ceph"),
    config("objectStore", { rook: { ...rook, ...changes } }),
    config("auth", { mode: "keys" }),
    config("cluster", { source: "kubeconfig", context: "acme" }),
  ];
  return (project) => {
    for (const change of all) change(project);
  };
}

export const secretName = (key: string) => `rook-ceph-object-user-store-kf-test-${key}`;

const labels = { "app.kubernetes.io/managed-by": "deploykf-object-store" };

/** A user; `key` is `backend`, `profiles` or `profile-<name>`. */
export function rookUser(key: string, principal: string, namespace = "kubeflow"): Record<string, DescribedKey> {
  return {
    [`CephObjectStoreUser kubeflow-${key}`]: {
      parent: `${key === "backend" ? "BackendIdentity" : "ProfileIdentities"} kubeflow`,
      inputs: {
        apiVersion: "ceph.rook.io/v1",
        kind: "CephObjectStoreUser",
        metadata: {
          name: `kf-test-${key}`,
          namespace,
          labels,
          annotations: {
            "deploykf-object-store/principal": principal,
            "pulumi.com/waitFor": "jsonpath={.status.phase}=Ready",
          },
        },
        spec: {
          store: "store",
          clusterNamespace: "rook-ceph",
          displayName: `deployKF ${principal}`,
          quotas: { maxBuckets: -1 },
        },
      },
      provider: "kubernetes kubeflow-secrets",
      deleteBeforeReplace: true,
      dependsOn: [`Namespace kubeflow-namespace-${namespace}`],
    },
  };
}

/** The claim, with its policy as data. */
export function rookClaim(statements: readonly unknown[]): Record<string, DescribedKey> {
  return {
    "ObjectBucketClaim kubeflow-bucket": {
      parent: "KubeflowBucket kubeflow-bucket",
      inputs: {
        apiVersion: "objectbucket.io/v1alpha1",
        kind: "ObjectBucketClaim",
        metadata: {
          name: rookBucket,
          namespace: "kubeflow",
          labels,
          annotations: { "pulumi.com/waitFor": "jsonpath={.status.phase}=Bound" },
        },
        spec: {
          bucketName: rookBucket,
          storageClassName: "rook-ceph-retain-bucket",
          additionalConfig: { bucketPolicy: { Version: "2012-10-17", Statement: statements } },
        },
      },
      kept: true,
      provider: "kubernetes kubeflow-secrets",
      dependsOn: ["Namespace kubeflow-namespace-kubeflow", "StorageClass kubeflow-bucket-class"],
    },
  };
}

/** A statement of one user in the bucket's policy. */
export const said = (key: string, statement: object) => ({
  Principal: { AWS: [`arn:aws:iam:::user/kf-test-${key}`] },
  ...statement,
});

/** What the policy says of the backend and of the profiles with these prefixes, where they may list all keys. */
export function statementsOf(profiles: Readonly<Record<string, readonly string[]>>): readonly unknown[] {
  return Object.entries({ backend: backendPrefixes, ...profiles }).flatMap(([key, prefixes]) => [
    said(key, listing(bucketArn)),
    said(key, objects(bucketArn, prefixes)),
  ]);
}
