import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan/plan.js";
import { createRole } from "../subjects/identity/resources-role.js";
import { type RolePlan, roleBuilder } from "../subjects/identity/role.js";
import type { PipelineRoleArgs } from "./args.js";
import { after } from "./arguments.js";
import { sourceOfPart } from "./part.js";
import { principalFindings, principalOf, principalPart } from "./principal-part.js";

const part = principalPart(
  "PipelineRole",
  { accountId: "accountId", issuerUrl: "cluster.issuerUrl", providerArn: "cluster.providerArn" },
  { auth: { mode: "irsa" }, cluster: { source: "oidc" } },
);

/**
 * An IAM role that service accounts of a cluster assume (IRSA), with exactly one inline policy: that of Kubeflow Pipelines'
 * backend, or of whoever has artifacts below given prefixes. It is called `<namePrefix>-<name>`.
 *
 * @example
 * ```ts
 * import { PipelineRole } from "deploykf-object-store";
 *
 * const role = new PipelineRole("team-1", {
 *   region: "eu-west-1",
 *   bucketName: "acme-ml-pipelines",
 *   prefixes: ["artifacts/team-1/", "v2/artifacts/team-1/"],
 *   serviceAccounts: ["team-1/default-editor"],
 *   issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
 * });
 * export const arn = role.roleArn;
 * ```
 */
export class PipelineRole extends pulumi.ComponentResource {
  /** The role's ARN, once its policy is in place. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: PipelineRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    const source = sourceOfPart(args, () => part, principalFindings(name));
    const given = { ...args, serviceAccounts: [...args.serviceAccounts], prefixes: [...(args.prefixes ?? [])] };
    super("deploykf-object-store:index:PipelineRole", name, {}, opts);
    const { plan, site } = source.forPart({ name, parent: this });
    const rolePlan = (known: Plan): RolePlan =>
      roleBuilder(known.settings, known.facts)(principalOf(name, given, known), given.serviceAccounts);
    this.roleArn = after(site.checks?.(plan).ofRoles(), createRole(name, plan.part(rolePlan), undefined, this));
    this.registerOutputs({ roleArn: this.roleArn });
  }
}
