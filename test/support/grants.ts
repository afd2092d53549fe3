import { neutralGrants } from "../../subjects/access/neutral-grants.js";
import { backendPolicy, type PolicyBucket, profilePolicy } from "../../subjects/access/policies.js";

export const acme: PolicyBucket = { partition: "aws", name: "acme", kmsKeyArn: undefined };

const place = { name: "acme", arn: "arn:aws:s3:::acme" };

/** What a profile's final policy grants, in no store's language. */
export const profileGrants = (prefixes: readonly string[], listScope: "bucket" | "prefix" = "prefix") =>
  neutralGrants(profilePolicy(acme, prefixes, listScope), place);

/** The same of the backend's. */
export const backendGrants = (v1 = "artifacts/", v2 = "v2/artifacts/") =>
  neutralGrants(backendPolicy(acme, { v1, v2 }), place);
