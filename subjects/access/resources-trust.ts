import * as pulumi from "@pulumi/pulumi";
import { canonicalJson } from "../../base/yaml/json.js";
import { trustPolicy } from "./trust.js";

/** What roles of service accounts trust. */
export interface Trust {
  /** The issuer of a cluster that this stack creates; else the plan knows it. */
  readonly issuer?: Issuer | undefined;
  /** The issuer's IAM OIDC provider, where this stack makes it: roles come after it. */
  readonly oidcProvider?: pulumi.Resource | undefined;
}

/** An OIDC issuer, known once its cluster exists. */
export interface Issuer {
  readonly url: pulumi.Output<string>;
  readonly providerArn: pulumi.Output<string>;
}

/** The trust policy of a role for these service accounts (`namespace/name`), as JSON. */
export function trustOutput(issuer: Issuer, serviceAccounts: readonly string[]): pulumi.Output<string> {
  return pulumi
    .all([issuer.providerArn, issuer.url])
    .apply(([providerArn, url]) => canonicalJson(trustPolicy(providerArn, url, serviceAccounts)));
}
