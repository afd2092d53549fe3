import { getRegion } from "@pulumi/aws/getRegion.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import type { Asker } from "./ask-account.js";
import { unreachable } from "./said.js";

/** Whether the provider makes things in the planned region. */
export async function askRegion(planned: string | undefined, problems: ProblemList, asker: Asker): Promise<void> {
  try {
    const { region: actual } = await getRegion({}, asker);
    if (actual && planned !== undefined && actual !== planned) problems.error(otherRegion(planned, actual));
  } catch (error) {
    problems.error(unreachable("which region the provider is in", error));
  }
}

const otherRegion = (planned: string, actual: string): Finding => ({
  code: "region-mismatch",
  message: `the region is ${planned}, and the AWS provider makes things in ${actual}`,
  rule: "the values would name a region and a host that the bucket isn't in",
  mend: `pass region: ${actual}, or a provider of ${planned}`,
});
