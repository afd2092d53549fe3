import type { Grants } from "../../subjects/access/grants.js";

/**
 * What to do in Cloudflare's console, and what the token can do beyond the grants: a token is limited to a permission and
 * buckets, so the prefixes are lost. Source: developers.cloudflare.com, R2, "Authentication", "Permissions".
 */
export function r2Instructions({ bucket, actions, objectPrefixes }: Grants): readonly string[] {
  const permission = actions.some((action) => action !== "get") ? "Object Read & Write" : "Object Read only";
  return [
    "R2 object storage > API > Manage API tokens > Create Account API token.",
    `Permission: ${permission}.`,
    `Apply to specific buckets only: ${bucket}.`,
    "TTL: forever, unless somebody renews the key before it ends.",
    `R2 can't limit the token to prefixes: it reaches the whole bucket, and not only ${objectPrefixes.join(", ")}.`,
  ];
}
