import type { Grants } from "../../subjects/access/grants.js";

/**
 * What a token of R2 can be limited to: a permission and buckets. Prefixes of the grants are lost. Source:
 * developers.cloudflare.com, R2, "Authentication", "Permissions".
 */
export interface R2Token {
  readonly permission: "Object Read & Write" | "Object Read only";
  readonly buckets: readonly string[];
  /** What to do in Cloudflare's console, and what the token can do beyond the grants. */
  readonly instructions: readonly string[];
}

export function r2Token(grants: Grants): R2Token {
  const permission = grants.actions.some((action) => action !== "get") ? "Object Read & Write" : "Object Read only";
  const meant = grants.objectPrefixes.join(", ");
  return {
    permission,
    buckets: [grants.bucket],
    instructions: [
      "R2 object storage > API > Manage API tokens > Create Account API token.",
      `Permission: ${permission}.`,
      `Apply to specific buckets only: ${grants.bucket}.`,
      "TTL: forever, unless somebody renews the key before it ends.",
      `R2 can't limit the token to prefixes: it reaches the whole bucket, and not only ${meant}.`,
    ],
  };
}
