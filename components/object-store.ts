import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan/plan.js";
import type { StoreMakersOf } from "../stores/common/resources.js";
import type { Trust } from "../subjects/access/resources-trust.js";
import { accessCluster } from "../subjects/cluster/resources-access.js";
import { BackendIdentity, type CreateUser, ProfileIdentities } from "../subjects/identity/resources.js";
import type { KeyPair, ProvidedKeys } from "../subjects/identity/resources-key-pair.js";
import { S3Proxy } from "../subjects/s3proxy/resources.js";
import { KubeflowBucket } from "./bucket.js";

export interface DeploykfObjectStoreArgs {
  /** What to create, as `planObjectStore` returns it. */
  readonly plan: Pick<Plan, "bucket" | "principals" | "secretsCluster"> & Partial<Pick<Plan, "s3proxy">>;
  /** Keys from the stack config, for principals whose source is `provided`. */
  readonly providedKeys?: ProvidedKeys | undefined;
  /** Of the storage account behind S3Proxy, where the plan has one without a workload identity. */
  readonly storageAccountKey?: pulumi.Output<string> | undefined;
  /** What roles trust, where the plan doesn't say it all. */
  readonly trust?: Trust | undefined;
  /** How the store makes buckets and users; default of buckets: as Amazon S3 does. */
  readonly makers?: StoreMakersOf | undefined;
  /** Contents of a kubeconfig, where Secrets are created and the plan names no file. */
  readonly kubeconfig?: pulumi.Output<string> | undefined;
}

/** Everything that deployKF needs of an object store: the bucket, and the identities of backend and profiles. */
export class DeploykfObjectStore extends pulumi.ComponentResource {
  /** The bucket's name, once it is ready for objects. */
  readonly bucketName: pulumi.Output<string>;
  /** The backend role's ARN, once its policy is in place; undefined for a key. */
  readonly backendRoleArn: pulumi.Output<string> | undefined;
  /** The backend's access key, if this stack knows it. */
  readonly backendKey: KeyPair | undefined;
  /** The profiles' role ARNs by principal, once the policies are in place. */
  readonly profileRoleArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: DeploykfObjectStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("deploykf-object-store:index:DeploykfObjectStore", name, {}, opts);
    const { plan, providedKeys, trust, kubeconfig } = args;
    const child = { parent: this };
    const { secretsCluster } = plan;
    const cluster = secretsCluster && accessCluster(name, secretsCluster, kubeconfig, this);
    const makers = args.makers?.({ name, parent: this, cluster });
    const bucketArgs = { plan: plan.bucket, createBucket: makers?.createBucket };
    const bucket = new KubeflowBucket(`${name}-bucket`, bucketArgs, child);
    const createUser: CreateUser | undefined = makers && ((...user) => makers.createUser(...user, bucket.bucketName));
    const shared = { cluster, providedKeys, trust, createUser };
    const backend = new BackendIdentity(name, { principal: plan.principals.backend, ...shared }, child);
    const profiles = new ProfileIdentities(name, { principals: plan.principals.profiles, ...shared }, child);
    if (plan.s3proxy) {
      if (!cluster || !providedKeys) throw new Error("S3Proxy needs a cluster, and the keys that it is to accept");
      const storageAccountKey = args.storageAccountKey ?? pulumi.secret("");
      new S3Proxy(`${name}-s3proxy`, { plan: plan.s3proxy, cluster, providedKeys, storageAccountKey }, child);
    }
    this.bucketName = bucket.bucketName;
    this.backendRoleArn = backend.roleArn;
    this.backendKey = backend.accessKey;
    this.profileRoleArns = profiles.roleArns;
    this.registerOutputs({
      bucketName: this.bucketName,
      backendRoleArn: this.backendRoleArn,
      profileRoleArns: this.profileRoleArns,
    });
  }
}
