import type { Comparison } from "./compare.js";

/** The first part of a label; its second is the digest. `access` accepts a widening, `destroys` a destruction. */
export type Acceptance = "access" | "destroys";

/** What of a comparison somebody has to accept. */
export function acceptances({ verdict, consequences }: Comparison): readonly Acceptance[] {
  return [
    ...(verdict === "widens" ? (["access"] as const) : []),
    ...(consequences.some(({ kind }) => kind === "destroys") ? (["destroys"] as const) : []),
  ];
}

/** What is let through. */
export interface GateOptions {
  readonly failOnWidening: boolean;
  /** Digests that somebody accepted, each for one thing alone. */
  readonly accepted: Readonly<Record<Acceptance, readonly string[]>>;
}

export interface Gate {
  /** `open`: nobody asked for a gate, or nothing widens and nothing is destroyed. */
  readonly gate: "open" | "accepted" | "refused";
  /** What a label has to accept, and none does yet: each accepts its own thing alone. */
  readonly needs: readonly Acceptance[];
}

export function gateOf(comparison: Comparison, { failOnWidening, accepted }: GateOptions): Gate {
  const asked = acceptances(comparison);
  const needs = asked.filter((one) => !accepted[one].includes(comparison.digest));
  if (asked.length === 0) return { gate: "open", needs };
  if (needs.length === 0) return { gate: "accepted", needs };
  return { gate: failOnWidening ? "refused" : "open", needs };
}
