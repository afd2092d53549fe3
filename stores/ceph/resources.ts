import type { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import * as pulumi from "@pulumi/pulumi";
import { kubernetes } from "../../base/kubernetes/resources.js";
import type { Planned } from "../../base/planned/resources.js";
import { shownError } from "../../base/planned/resources-error.js";
import { renderProblem } from "../../base/problems/report.js";
import { canonicalJson } from "../../base/yaml/json.js";
import type { BucketPlan } from "../../subjects/bucket/plan.js";
import type { ClusterAccess } from "../../subjects/cluster/resources-access.js";
import type { KeyPlan, UserPlan } from "../../subjects/identity/key.js";
import type { CreatedBucket, StoreResources } from "../common/resources.js";
import type { CephParts, RookPlan } from "./plan.js";
import { storageClassFindings } from "./rook.js";

/** Custom resources, from which Rook makes bucket, users and Secrets. */
export const cephResources: StoreResources<Partial<CephParts>> = {
  makersOf:
    (plan) =>
    ({ cluster }) => {
      const { rook } = plan.shape;
      if (!rook || !cluster) throw new Error("Rook's objects need a plan and a cluster");
      return {
        createBucket: (name, bucket, parent) => createClaim(name, rook, bucket, cluster, parent),
        createUser: (name, key, user, parent) => createUser(name, rook, key.shape, user.shape, cluster, parent),
      };
    },
};

const labels = { "app.kubernetes.io/managed-by": "deploykf-object-store" };

/** A user reaches this one bucket; one who owned others couldn't be removed either. Source: radosgw-admin(8), --max-buckets. */
const noBuckets = -1;

/** Waiting ends with an error that shows the object's state, where Rook would only try again and again. */
const patience = { create: "5m", update: "5m" };

/** A claim with the policy of all users. Rook ignores changes of anything else in it, so they have to replace it. */
function createClaim(
  name: string,
  rook: RookPlan,
  plan: Planned<BucketPlan>,
  cluster: ClusterAccess,
  parent: pulumi.Resource,
): CreatedBucket {
  const namespace = cluster.namespaces.get(rook.claim.namespace);
  const bucketName = plan.input((known) => known.name);
  const claim = new kubernetes.CustomResource(
    name,
    {
      apiVersion: "objectbucket.io/v1alpha1",
      kind: "ObjectBucketClaim",
      metadata: {
        namespace: rook.claim.namespace,
        name: bucketName,
        labels,
        annotations: { "pulumi.com/waitFor": "jsonpath={.status.phase}=Bound" },
      },
      spec: {
        bucketName,
        storageClassName: rook.storageClass,
        additionalConfig: { bucketPolicy: plan.input(({ policy }) => canonicalJson(policy)) },
      },
    },
    {
      parent,
      provider: cluster.provider,
      protect: true,
      retainOnDelete: true,
      replaceOnChanges: ["spec.bucketName", "spec.storageClassName"],
      customTimeouts: patience,
      // As an input, the check's error would be told as one of serializing it.
      dependsOn: [...(namespace ? [namespace] : []), checkedClass(name, rook, bucketName, cluster, parent)],
    },
  );
  return {
    // The claim has no output but its URN that waits for it.
    bucketName: claim.urn.apply(() => plan.output((known) => known.name)),
    bucketArn: claim.urn.apply(() => plan.output(({ arn }) => arn)),
    settings: [],
  };
}

/** The class, once it was read and found to be one that keeps the bucket; what isn't known yet isn't checked. */
function checkedClass(
  name: string,
  rook: RookPlan,
  bucket: pulumi.Input<string>,
  { provider }: ClusterAccess,
  parent: pulumi.Resource,
): pulumi.Output<StorageClass> {
  const storageClass = kubernetes.StorageClass.get(`${name}-class`, rook.storageClass, { parent, provider });
  const { provisioner, reclaimPolicy, parameters } = storageClass;
  return pulumi.all([provisioner, reclaimPolicy, parameters, bucket]).apply(([by, policy, rest, bucketName]) => {
    const facts = { provisioner: by, reclaimPolicy: policy, parameters: rest };
    const findings = storageClassFindings(rook, bucketName, facts);
    if (findings.length === 0) return storageClass;
    const texts = findings.map((finding) => renderProblem({ ...finding, severity: "error", location: undefined }));
    throw shownError(texts.join("\n\n"));
  });
}

/** A user; its key only Rook knows, who writes it into a Secret of the same namespace. */
function createUser(
  name: string,
  rook: RookPlan,
  { principal, secret }: KeyPlan,
  { userName }: UserPlan,
  cluster: ClusterAccess,
  parent: pulumi.Resource,
): undefined {
  if (!secret) throw new Error(`the user of ${principal} needs a namespace for its Secret`);
  const namespace = cluster.namespaces.get(secret.namespace);
  new kubernetes.CustomResource(
    name,
    {
      apiVersion: "ceph.rook.io/v1",
      kind: "CephObjectStoreUser",
      metadata: {
        name: userName,
        namespace: secret.namespace,
        labels,
        annotations: {
          "deploykf-object-store/principal": principal,
          "pulumi.com/waitFor": "jsonpath={.status.phase}=Ready",
        },
      },
      spec: {
        store: rook.store,
        clusterNamespace: rook.namespace,
        displayName: `deployKF ${principal}`,
        quotas: { maxBuckets: noBuckets },
      },
    },
    {
      parent,
      provider: cluster.provider,
      customTimeouts: patience,
      // Rook knows users by their names alone: what is deleted last would take the new one with it.
      deleteBeforeReplace: true,
      ...(namespace && { dependsOn: [namespace] }),
    },
  );
}
