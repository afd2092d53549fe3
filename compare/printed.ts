import { visibleJson } from "../base/problems/text.js";
import type { Comparison } from "./compare.js";

/** Version of a comparison's JSON. */
export const comparisonVersion = 2;

/** `open`: nobody asked for a gate, or nothing widens and nothing is destroyed. */
export type GateState = "open" | "accepted" | "refused";

/** A comparison as it is printed. */
export interface PrintedComparison {
  readonly comparison: Comparison;
  /** What it was compared with. */
  readonly base: string;
  readonly gate: GateState;
  /** What a label has to accept, and none does yet: each accepts its own thing alone. */
  readonly needs: readonly Acceptance[];
}

/** The first part of a label; its second is the digest. `access` accepts a widening, `destroys` a destruction. */
export type Acceptance = "access" | "destroys";

/** What of a comparison somebody has to accept. */
export function acceptances({ verdict, consequences }: Comparison): readonly Acceptance[] {
  return [
    ...(verdict === "widens" ? (["access"] as const) : []),
    ...(consequences.some(({ kind }) => kind === "destroys") ? (["destroys"] as const) : []),
  ];
}

/** For programs, and for whoever renders it elsewhere. */
export function comparisonJson({ comparison, base, gate, needs }: PrintedComparison): string {
  return visibleJson({ formatVersion: comparisonVersion, ...comparison, base, gate, needs }, 2);
}
