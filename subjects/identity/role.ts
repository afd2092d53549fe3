import { roleArn, unknownFact } from "../../base/aws/arn.js";
import { oidcProviderArn } from "../../base/aws/issuer.js";
import { nameOf } from "../../base/aws/names.js";
import type { Partition } from "../../base/aws/regions.js";
import type { PolicyDocument } from "../access/documents.js";
import type { Facts } from "../access/facts.js";
import type { PrincipalBase } from "../access/principal.js";
import { trustPolicy } from "../access/trust.js";
import type { AuthSettings } from "./settings.js";

/** An IAM role with its one inline policy, assumed by service accounts (IRSA). */
export interface RolePlan extends PrincipalBase {
  readonly kind: "role";
  readonly roleName: string;
  readonly roleArn: string;
  readonly path: string;
  readonly permissionsBoundary: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** `namespace/name` of those who may assume it. */
  readonly serviceAccounts: readonly string[];
  /** Holds a marker where account or issuer aren't known. */
  readonly trust: PolicyDocument;
}

/** What every role and IAM user of a stack has in common. */
export interface RoleSettings {
  readonly partition: Partition;
  readonly namePrefix: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly auth: Pick<AuthSettings, "path" | "permissionsBoundary">;
}

/** Builds roles; `serviceAccounts` are `namespace/name`. */
export function roleBuilder(settings: RoleSettings, facts: Facts) {
  const account = { partition: settings.partition, accountId: facts.accountId };
  const { path, permissionsBoundary } = settings.auth;
  const issuerUrl = facts.issuerUrl ?? unknownFact;
  return (base: PrincipalBase, serviceAccounts: readonly string[]): RolePlan => {
    const roleName = nameOf(settings.namePrefix, base.key);
    return {
      kind: "role",
      ...base,
      roleName,
      roleArn: roleArn(account, path, roleName),
      path,
      permissionsBoundary,
      tags: settings.tags,
      serviceAccounts,
      trust: trustPolicy(oidcProviderArn(account, issuerUrl), issuerUrl, serviceAccounts),
    };
  };
}
