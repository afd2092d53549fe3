import type { Finding } from "../problems/problem.js";

/** The provider's own words, without the SDK's around them. */
function saidBy(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/\s+/g, " ")
    .replace(/^(?:invocation of \S+ returned an error: )?(?:invoking \S+: )?(?:1 error occurred: \* )?/, "")
    .trim();
}

/** The same without a name that could be taken for a word of theirs. */
export function saidWithout(error: unknown, name: string): string {
  return name.length < 3 ? saidBy(error) : saidBy(error).replaceAll(name, "");
}

/** Words that AWS's services have for a refusal. */
export const saysForbidden = /\bForbidden\b|\bAccessDenied(?:Exception)?\b|\b403\b/;

export const unreachable = (question: string, error: unknown): Finding => ({
  code: "aws-unreachable",
  message: `AWS didn't answer ${question}: ${saidBy(error)}`,
  rule: "the plan is checked against the real account before anything is registered",
  mend: "check the credentials and the network: aws sts get-caller-identity",
});
