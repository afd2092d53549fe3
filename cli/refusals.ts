import type { Finding } from "../base/problems/problem.js";
import type { Plan } from "../plan/plan.js";
import { keyedValuesCommand, type ValuesCall } from "../subjects/deploykf/block-header.js";
import { type CommandError, exitCodes, findingError } from "./terminal/exit-codes.js";

/** What can't be answered in full, and why; each ends the command with 1. */

export function accountUnknown(project: string): CommandError {
  return refusal({
    code: "account-unknown",
    message: "the account id is needed, and the stack doesn't state it",
    rule: "ARNs of roles and users contain it; with a hole in them they would be deployed",
    mend: `add ${project}:accountId: "ACCOUNT_ID" below config: (aws sts get-caller-identity --query Account)`,
  });
}

/** @throws CommandError where the values would have a hole in them */
export function refuseUnknownAccount({ facts, values, project }: Plan): void {
  if (facts.accountId === undefined && values.namesAccount) throw accountUnknown(project);
}

export function inlineMasked(stack: string, values: ValuesCall): CommandError {
  return refusal({
    code: "inline-masked",
    message: "the values hold the backend's key, which is masked here",
    rule: "the offline plan decrypts nothing, and a file with a masked key would be deployed",
    mend: "write the file from the stack, for you alone to read:",
    commands: [keyedValuesCommand(stack, values)],
  });
}

export function noRights(): CommandError {
  return refusal({
    code: "policy-without-aws",
    message: "this stack needs no rights in AWS, so there is no policy to print",
    rule: "neither the object store nor the cluster is AWS's",
    mend: "docs/platforms.md says by which rights each store's bucket and users are made",
  });
}

export function clusterNotInPolicy(name: string): CommandError {
  return refusal({
    code: "policy-without-cluster",
    message: `the policy doesn't cover the creation of the cluster ${name}`,
    rule: "@pulumi/eks creates its control plane, network rules, nodes and roles, and what that takes isn't listed here",
    mend: "use an administrator's credentials for the cluster, or cluster.source: eks with one that exists",
  });
}

function refusal(finding: Finding): CommandError {
  return findingError(finding, exitCodes.no);
}
