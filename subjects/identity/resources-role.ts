import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../../base/planned/resources.js";
import { canonicalJson } from "../../base/yaml/json.js";
import type { RolePlan } from "./role.js";

/**
 * Registers a role and its one inline policy: two resources and no managed policy, which accounts run out of. It comes after
 * the IAM OIDC provider that it trusts, where this stack makes that.
 * @returns the role's ARN, known once its policy is in place
 */
export function createRole(
  name: string,
  plan: Planned<RolePlan>,
  oidcProvider: pulumi.Resource | undefined,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  // Names are fixed, so a replacement can't exist beside what it replaces.
  const opts = { parent, deleteBeforeReplace: true };
  const role = new Role(
    name,
    plan.inputs(({ roleName, path, description, trust, tags, permissionsBoundary }) => ({
      ...{ name: roleName, path, description, tags },
      assumeRolePolicy: canonicalJson(trust),
      ...(permissionsBoundary !== undefined && { permissionsBoundary }),
    })),
    oidcProvider ? { ...opts, dependsOn: oidcProvider } : opts,
  );
  const policy = new RolePolicy(
    name,
    { name: "object-store", role: role.name, policy: plan.input((known) => canonicalJson(known.policy)) },
    opts,
  );
  return policy.id.apply(() => role.arn);
}
