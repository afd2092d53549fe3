import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../../base/planned/resources.js";
import { type OidcProviderPlan, oidcProviderNameOf } from "./plan.js";

/**
 * Registers the cluster's IAM OIDC provider, by the AWS provider of `beside`. It has no parent, so that one that exists can be
 * adopted by a plain `pulumi import`; and it is never deleted, because roles of others may trust it.
 */
export function createOidcProvider(
  name: string,
  plan: Planned<OidcProviderPlan>,
  beside: pulumi.Resource,
): OpenIdConnectProvider {
  const { clientIds, tags } = plan.shape;
  const provider = beside.getProvider("aws:iam/openIdConnectProvider:OpenIdConnectProvider");
  return new OpenIdConnectProvider(
    oidcProviderNameOf(name),
    { ...plan.inputs(({ url }) => ({ url })), clientIdLists: [...clientIds], tags },
    // IAM finds thumbprints itself; one that was adopted keeps its own.
    { retainOnDelete: true, ignoreChanges: ["thumbprintLists"], ...(provider && { provider }) },
  );
}
