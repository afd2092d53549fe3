import { canonicalJson } from "../../base/yaml/json.js";
import { locationAction } from "../../subjects/access/actions.js";
import type { PolicyDocument } from "../../subjects/access/documents.js";
import { jsonFile, type PolicyFile } from "../common/policy-files.js";
import { judge } from "./versions.js";

/**
 * One principal's part of the file that `weed server -s3.config` reads, without `credentials`, which the user adds: the
 * server would take a placeholder for a key.
 */
export function s3Json(principal: string, policy: PolicyDocument) {
  return {
    identities: [{ name: principal, policyNames: [principal] }],
    policies: [{ name: principal, content: canonicalJson(policy) }],
  };
}

/**
 * What is judged as 4.00 gets the document alone, for the IAM API: in 4.00 s3.json has no policies, and that API refuses
 * `s3:GetBucketLocation` with MalformedPolicyDocument. Source: seaweedfs a154ef9 `weed/pb/iam.proto`, `weed/iamapi`.
 */
export function policyFilesOf(
  principal: string,
  policy: PolicyDocument,
  version: string | undefined,
): readonly PolicyFile[] {
  if (version === undefined || judge(version).wall !== "nothing")
    return [jsonFile(principal, s3Json(principal, policy))];
  return [jsonFile(principal, withoutLocation(policy))];
}

function withoutLocation(policy: PolicyDocument): PolicyDocument {
  const statements = policy.Statement.map((one) => ({
    ...one,
    Action: [one.Action].flat().filter((action) => action !== locationAction),
  }));
  return { ...policy, Statement: statements.filter(({ Action }) => Action.length > 0) };
}
