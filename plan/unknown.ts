import { usesAws } from "../settings/settings.js";
import type { Plan } from "./plan.js";

/** Facts that the plan needs, and nobody stated; their texts hold markers. */
export function unknownFacts({ facts, oidcProvider, settings }: Plan): readonly UnknownFact[] {
  return [
    ...(facts.accountId === undefined && usesAws(settings) ? (["accountId"] as const) : []),
    ...(oidcProvider && facts.issuerUrl === undefined ? (["issuerUrl"] as const) : []),
  ];
}

export type UnknownFact = "accountId" | "issuerUrl";
