import { visibleJson } from "../../base/problems/text.js";
import type { Grants } from "../../subjects/access/grants.js";
import { ramPolicy } from "../alibaba-oss/policy.js";
import { r2Token } from "../cloudflare-r2/policy.js";
import { gcpBindings } from "../gcs/policy.js";
import { ibmPolicies } from "../ibm-cos/policy.js";
import { iamPolicy } from "./policy-iam.js";
import type { PolicyLanguage } from "./store.js";

/** One file for the user to apply by hand. */
export interface PolicyFile {
  /** Without folder; begins with the principal's name. */
  readonly name: string;
  readonly text: string;
}

/** A principal's rights in a store's language; no files for a store that has none. */
export function policyFiles(language: PolicyLanguage, principal: string, grants: Grants): readonly PolicyFile[] {
  switch (language) {
    case "aws-iam":
    case "minio-iam":
      return [json(principal, iamPolicy(grants))];
    case "alibaba-ram":
      return [json(principal, ramPolicy(grants))];
    case "ibm-iam":
      return ibmPolicies(grants).map((policy, index) => json(`${principal}.${index + 1}`, policy));
    case "gcp-iam":
      return [json(principal, { bucket: grants.bucket, bindings: gcpBindings(grants) })];
    case "r2-token":
      return [{ name: `${principal}.txt`, text: `${r2Token(grants).instructions.join("\n")}\n` }];
    case "none":
      return [];
  }
}

function json(name: string, value: unknown): PolicyFile {
  return { name: `${name}.json`, text: `${visibleJson(value, 2)}\n` };
}
