import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import { type OidcProviderPlan, oidcProviderName } from "./plan.js";

/**
 * Registers the cluster's IAM OIDC provider. It has no parent, so that one that exists can be adopted by a plain
 * `pulumi import`; and it is never deleted, because roles of others may trust it.
 */
export function createOidcProvider({ url, clientIds, tags }: OidcProviderPlan): OpenIdConnectProvider {
  return new OpenIdConnectProvider(
    oidcProviderName,
    { url, clientIdLists: [...clientIds], tags },
    // IAM finds thumbprints itself; one that was adopted keeps its own.
    { retainOnDelete: true, ignoreChanges: ["thumbprintLists"] },
  );
}
