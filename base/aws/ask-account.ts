import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import type { Resource } from "@pulumi/pulumi";
import type { Finding, ProblemList } from "../problems/problem.js";
import { unreachable } from "./said.js";

/** A component that asks: by its own providers. */
export interface Asker {
  readonly name: string;
  readonly parent: Resource;
}

/** The account of the credentials, which has to be the one that was stated; undefined where it isn't, or AWS doesn't answer. */
export async function askAccount(
  stated: string | undefined,
  problems: ProblemList,
  asker?: Asker,
): Promise<string | undefined> {
  try {
    const { accountId: actual } = await getCallerIdentity({}, asker);
    if (stated === undefined || !actual || actual === stated) return actual || stated;
    return problems.error(otherAccount(stated, actual));
  } catch (error) {
    return problems.error(unreachable("which account the credentials belong to", error));
  }
}

export const otherAccount = (stated: string, actual: string): Finding => ({
  code: "account-mismatch",
  message: `accountId is ${stated}, and the AWS credentials belong to ${actual}`,
  rule: "roles would be created in another account than the one planned",
  mend: `use credentials of ${stated}, or set accountId: "${actual}"`,
});
