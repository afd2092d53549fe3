/**
 * Limits of Google Cloud that this program can run into; Google names no size of a bucket's allow policy. Sources: Google
 * Cloud, "IAM quotas and limits"; Cloud Storage, "Quotas and limits" (principals), "HMAC keys" (keys).
 */
export const gcpLimits = {
  /** The only one that can be raised; Google names no end of it. */
  accountsPerProject: { name: "service accounts per project", initial: 100, most: undefined },
  rolesPerProject: { name: "custom roles per project", initial: 300, most: 300 },
  /** Each appearance of a principal in a binding counts. */
  policyPrincipals: { name: "principals in the bucket's allow policy", initial: 1_500, most: 1_500 },
  conditionOperators: { name: "logical operators per condition", initial: 12, most: 12 },
  conditionalBindings: { name: "conditions per role and principal", initial: 20, most: 20 },
  keysPerAccount: { name: "HMAC keys per service account", initial: 10, most: 10 },
} as const;

/** What a new bucket's allow policy has of its own: owners, editors and viewers of the project, once for buckets, once for objects. */
export const newBucketPrincipals = 6;
