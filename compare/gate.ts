import type { Acceptance, Comparison, Gate } from "./printed.js";

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

export function gateOf(comparison: Comparison, { failOnWidening, accepted }: GateOptions): Gate {
  const asked = acceptances(comparison);
  const needs = asked.filter((one) => !accepted[one].includes(comparison.digest));
  if (asked.length === 0) return { gate: "open", needs };
  if (needs.length === 0) return { gate: "accepted", needs };
  return { gate: failOnWidening ? "refused" : "open", needs };
}
