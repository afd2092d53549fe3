import type { Principal } from "./principal.js";
import { type Grant, grantsOf, trustedAccounts } from "./reading.js";

/** One granted right: whoever has this service account or this Secret may, as this principal, do this below this prefix. */
export interface AccessTuple extends Grant {
  readonly principal: string;
  /** `namespace/name` of a service account; null for a principal with a key. */
  readonly serviceAccount: string | null;
  /** The service account's cluster, by its OIDC issuer without `https://`; null for a principal with a key. */
  readonly issuer: string | null;
  /** `namespace/name` of the Secret with the key, or `values` for an inline one; null for a principal with a role. */
  readonly secret: string | null;
  /** The bucket's name. */
  readonly bucket: string;
  /** Whether this stack makes the policy; else it is what the key should be allowed, and whoever made the key decides. */
  readonly enforced: boolean;
}

/** All tuples of all principals, derived from their final documents. */
export function accessList(
  principals: readonly Principal[],
  bucket: { readonly name: string; readonly arn: string },
): readonly AccessTuple[] {
  return principals.flatMap((principal) => {
    const grants = grantsOf(principal.policy, bucket.arn);
    return subjectsOf(principal).flatMap((subject) =>
      grants.map((grant) => ({
        principal: principal.principal,
        ...subject,
        bucket: bucket.name,
        ...grant,
        enforced: isEnforced(principal),
      })),
    );
  });
}

/** Whether the principal's policy is one that this stack makes; keys that others made have their own. */
export function isEnforced(principal: Principal): boolean {
  return principal.kind === "role" || principal.user !== undefined;
}

/** Who acts as a principal: service accounts that may assume its role, or whoever reads its Secret. */
export function subjectsOf(principal: Principal): readonly Pick<AccessTuple, "serviceAccount" | "issuer" | "secret">[] {
  if (principal.kind === "role") {
    return trustedAccounts(principal.trust).map((trusted) => ({ ...trusted, secret: null }));
  }
  const { secret } = principal;
  return [{ serviceAccount: null, issuer: null, secret: secret ? `${secret.namespace}/${secret.name}` : "values" }];
}
