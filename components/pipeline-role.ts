import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan/plan.js";
import { createRole } from "../subjects/identity/resources-role.js";
import { type RolePlan, roleBuilder } from "../subjects/identity/role.js";
import type { PipelineRoleArgs } from "./args.js";
import { sourceOfPart } from "./part.js";
import { principalOf, principalPart } from "./principal-part.js";

const part = principalPart(
  "PipelineRole",
  { accountId: "accountId", issuerUrl: "cluster.issuerUrl", providerArn: "cluster.providerArn" },
  { auth: { mode: "irsa" }, cluster: { source: "oidc" } },
);

/**
 * An IAM role that service accounts of a cluster assume (IRSA), with exactly one inline policy: Kubeflow Pipelines' backend's, or that
 * of whoever has artifacts below given prefixes.
 */
export class PipelineRole extends pulumi.ComponentResource {
  /** The role's ARN, once its policy is in place. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: PipelineRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    const { source } = sourceOfPart(args, part);
    const { serviceAccounts } = args;
    super("deploykf-object-store:index:PipelineRole", name, {}, opts);
    const plan = source.planned(source.at({ name, parent: this }));
    plan.checked();
    const rolePlan = (known: Plan): RolePlan =>
      roleBuilder(known.settings, known.facts)(principalOf(name, args, known), serviceAccounts);
    this.roleArn = createRole(name, plan.part(rolePlan), undefined, this);
    this.registerOutputs({ roleArn: this.roleArn });
  }
}
