import type { Plan } from "./plan.js";

/** Facts that the plan needs, and nobody stated; their texts hold markers. */
export function unknownFacts({ facts, oidcProvider }: Pick<Plan, "facts" | "oidcProvider">): readonly UnknownFact[] {
  return [
    ...(facts.accountId === undefined ? (["accountId"] as const) : []),
    ...(oidcProvider && facts.issuerUrl === undefined ? (["issuerUrl"] as const) : []),
  ];
}

export type UnknownFact = "accountId" | "issuerUrl";
