import * as pulumi from "@pulumi/pulumi";
import type { RolePlan } from "../plan/principals.js";
import { createRole } from "./role.js";

export interface BackendIdentityArgs {
  /** The backend's role, as `planPrincipals` returns it. */
  readonly role: RolePlan;
}

/** The IAM role of Kubeflow Pipelines' backend: API server, UI, and Argo's controller and server. */
export class BackendIdentity extends pulumi.ComponentResource {
  /** The role's ARN, once its policy is in place. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, { role }: BackendIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("deploykf:objectstore:BackendIdentity", name, {}, opts);
    this.roleArn = createRole(name, role, this);
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

export interface ProfileIdentitiesArgs {
  /** The profiles' roles, as `planPrincipals` returns them: one for each, or the shared one. */
  readonly roles: readonly RolePlan[];
}

/** The IAM roles of all profiles, two resources each. One component for all: a third resource each would be waste. */
export class ProfileIdentities extends pulumi.ComponentResource {
  /** ARNs by principal (`profile team-1`, or `profiles` for the shared role), once the policies are in place. */
  readonly roleArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, { roles }: ProfileIdentitiesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("deploykf:objectstore:ProfileIdentities", name, {}, opts);
    this.roleArns = pulumi.output(
      Object.fromEntries(roles.map((role) => [role.principal, createRole(name, role, this)])),
    );
    this.registerOutputs({ roleArns: this.roleArns });
  }
}
