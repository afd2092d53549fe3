/** What the values block gets: `kubeflow_tools.pipelines.objectStore.{host,port,useSSL}` and `bucket.region`. */

import type { Finding, Severity } from "../problems/problem.js";

export interface ObjectStoreEndpoint {
  /** A host name or IPv4 address: no scheme, no port, no path. */
  readonly host: string;
  /** Decimal, or "" for 443 with TLS and 80 without. */
  readonly port: string;
  readonly useSSL: boolean;
  /** Never empty: deployKF would write `unspecified` into the pipeline root, and KFP v2 would sign for that. */
  readonly region: string;
}
export type Addressing = "path" | "virtual-host";
/** What the user states of the endpoint; an empty text counts as not stated. */
export interface EndpointInput {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly useSSL?: boolean | undefined;
  /** Whether the user says that requests without TLS stay in networks of their own. */
  readonly allowPlainHttp?: boolean | undefined;
  /** Whether the bucket's own policy refuses requests without TLS. */
  readonly tlsOnly?: boolean | undefined;
  readonly region?: string | undefined;
  /** Cloudflare's account, which is part of R2's host. */
  readonly accountId?: string | undefined;
  /** Which of a store's hosts for one region: each store has names for them. */
  readonly variant?: string | undefined;
  /** Where the user knows that the store takes one style of addressing alone. */
  readonly addressing?: Addressing | undefined;
  /** Whether clients sign with long-lived keys (default), or with a role's temporary ones. */
  readonly withKeys?: boolean | undefined;
}

export type EndpointKey = "host" | "port" | "useSSL" | "region" | "accountId" | "variant" | "addressing";
/** A finding, and the input that it is about: whoever read the config knows where that stands. */
export interface EndpointFinding {
  readonly key: EndpointKey;
  readonly severity: Severity;
  readonly finding: Finding;
}

export interface EndpointResult {
  /** Undefined if there is an error among the findings. */
  readonly endpoint: ObjectStoreEndpoint | undefined;
  readonly findings: readonly EndpointFinding[];
}
