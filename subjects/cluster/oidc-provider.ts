import { unknownFact } from "../../base/aws/arn.js";
import { irsaAudience, oidcProviderArn } from "../../base/aws/issuer.js";
import type { Partition } from "../../base/aws/regions.js";
import type { Facts } from "../access/facts.js";
import type { ClusterSettings } from "./settings.js";

/** The IAM OIDC provider by which roles trust the cluster's service accounts. */
export interface OidcProviderPlan {
  /** Holds a marker where account or issuer aren't known. */
  readonly arn: string;
  readonly url: string;
  readonly clientIds: readonly string[];
  /** existing: looked at before anything is registered. create: by this stack. cluster: comes with the new cluster. */
  readonly origin: "existing" | "create" | "cluster";
  readonly tags: Readonly<Record<string, string>>;
}

interface ProviderSettings {
  readonly cluster: ClusterSettings;
  readonly partition: Partition;
  readonly tags: Readonly<Record<string, string>>;
}

/** The logical name of a provider that this stack creates; `pulumi import` wants to know it. */
export const oidcProviderName = "kubeflow-oidc-provider";

/** The line that takes a provider which exists into the stack's state. */
export function adoptCommand(arn: string, stack: string): readonly string[] {
  return [
    "pulumi import aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    `${oidcProviderName} ${arn}`,
    `--protect=false --generate-code=false --stack ${stack}`,
  ];
}

/** The provider that roles need; a cluster without an issuer has none. */
export function planOidcProvider(
  { cluster, partition, tags }: ProviderSettings,
  facts: Facts,
): OidcProviderPlan | undefined {
  if (cluster.source === "kubeconfig") return undefined;
  const url = facts.issuerUrl ?? unknownFact;
  const origin = cluster.source === "new" ? "cluster" : cluster.oidcProvider;
  return {
    arn: oidcProviderArn({ partition, accountId: facts.accountId }, url),
    url,
    // An adopted one keeps what others put there.
    clientIds: [...new Set([irsaAudience, ...(origin === "create" ? facts.oidcClientIds : [])])],
    origin,
    tags,
  };
}
