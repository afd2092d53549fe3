/** Quotas that this program can run into. Source: IAM User Guide, "IAM and AWS STS quotas"; S3 User Guide. */
export const quotas = {
  rolesPerAccount: { name: "IAM roles per account", code: "L-FE177D64", initial: 1_000, most: 5_000 },
  trustPolicyLength: { name: "role trust policy length", code: "L-C07B4B0D", initial: 2_048, most: 8_192 },
  rolePolicyLength: { name: "inline policies per role, characters", initial: 10_240, most: 10_240 },
  usersPerAccount: { name: "IAM users per account", initial: 5_000, most: 5_000 },
  userPolicyLength: { name: "inline policies per user, characters", initial: 2_048, most: 2_048 },
  keysPerUser: { name: "access keys per user", initial: 2, most: 2 },
  bucketPolicyLength: { name: "bucket policy, bytes", initial: 20_480, most: 20_480 },
} as const;

/** Names of roles have at most this many characters, and must differ by more than case. */
export const roleNameLength = 64;

/** A customer managed policy's size without white space. */
export const managedPolicyLength = 6_144;
