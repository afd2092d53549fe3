import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan/plan.js";
import { KubeflowBucket } from "./bucket.js";
import { BackendIdentity, ProfileIdentities } from "./identities.js";

export interface DeploykfObjectStoreArgs {
  /** What to create, as `planObjectStore` returns it. */
  readonly plan: Pick<Plan, "bucket" | "principals">;
}

/** Everything that deployKF needs of an object store: the bucket, the backend's role, the profiles' roles. */
export class DeploykfObjectStore extends pulumi.ComponentResource {
  /** The bucket's name, once it is ready for objects. */
  readonly bucketName: pulumi.Output<string>;
  /** The backend role's ARN, once its policy is in place. */
  readonly backendRoleArn: pulumi.Output<string>;
  /** The profiles' role ARNs by principal, once the policies are in place. */
  readonly profileRoleArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, { plan }: DeploykfObjectStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("deploykf:objectstore:DeploykfObjectStore", name, {}, opts);
    const bucket = new KubeflowBucket(`${name}-bucket`, { plan: plan.bucket }, { parent: this });
    const backend = new BackendIdentity(name, { role: plan.principals.backend }, { parent: this });
    const profiles = new ProfileIdentities(name, { roles: plan.principals.profiles }, { parent: this });
    this.bucketName = bucket.bucketName;
    this.backendRoleArn = backend.roleArn;
    this.profileRoleArns = profiles.roleArns;
    this.registerOutputs({
      bucketName: this.bucketName,
      backendRoleArn: this.backendRoleArn,
      profileRoleArns: this.profileRoleArns,
    });
  }
}
