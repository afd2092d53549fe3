import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import { canonicalJson } from "../../base/yaml/json.js";
import { type Trust, trustOutput } from "../access/resources-trust.js";
import type { RolePlan } from "./role.js";

/**
 * Registers a role and its one inline policy: two resources and no managed policy, which accounts run out of.
 * @returns the role's ARN, known once its policy is in place
 */
export function createRole(name: string, plan: RolePlan, trust: Trust, parent: pulumi.Resource): pulumi.Output<string> {
  // Names are fixed, so a replacement can't exist beside what it replaces.
  const opts = { parent, deleteBeforeReplace: true };
  const { issuer, oidcProvider } = trust;
  const boundary = plan.permissionsBoundary === undefined ? {} : { permissionsBoundary: plan.permissionsBoundary };
  const role = new Role(
    `${name}-${plan.key}`,
    {
      name: plan.roleName,
      path: plan.path,
      description: plan.description,
      assumeRolePolicy: issuer ? trustOutput(issuer, plan.serviceAccounts) : canonicalJson(plan.trust),
      tags: plan.tags,
      ...boundary,
    },
    oidcProvider ? { ...opts, dependsOn: oidcProvider } : opts,
  );
  const policy = new RolePolicy(
    `${name}-${plan.key}`,
    { name: "object-store", role: role.name, policy: canonicalJson(plan.policy) },
    opts,
  );
  return policy.id.apply(() => role.arn);
}
