/** What only the cloud knows: asked for at `up`, taken from what the user stated in an offline plan. */
export interface Facts {
  /** Account of the roles, 12 digits; undefined where nobody knows it. */
  readonly accountId: string | undefined;
  /** The cluster's OIDC issuer; undefined where nobody knows it (yet), or the cluster has none. */
  readonly issuerUrl: string | undefined;
  /** Client ids of the issuer's IAM OIDC provider, where there is one and this stack is to have it. */
  readonly oidcClientIds: readonly string[];
  /** `YYYY-MM-DD`, for the age of keys. */
  readonly today: string;
}
