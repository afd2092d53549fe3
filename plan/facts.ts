/** What only the cloud knows: asked for at `up`, taken from what the user stated in an offline plan. */
export interface Facts {
  /** Account of the roles, 12 digits; undefined where nobody knows it. */
  readonly accountId: string | undefined;
  /** The cluster's OIDC issuer; undefined where nobody knows it (yet), or the cluster has none. */
  readonly issuerUrl: string | undefined;
  /** `YYYY-MM-DD`, for the age of keys. */
  readonly today: string;
}
