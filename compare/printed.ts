import { visibleJson } from "../problems/text.js";
import type { Comparison } from "./compare.js";

/** Version of a comparison's JSON. */
export const comparisonVersion = 1;

/** `open`: nobody asked for a gate, or nothing widens. */
export type GateState = "open" | "accepted" | "refused";

/** A comparison as it is printed. */
export interface PrintedComparison {
  readonly comparison: Comparison;
  /** What it was compared with. */
  readonly base: string;
  readonly gate: GateState;
}

/** For programs, and for whoever renders it elsewhere. */
export function comparisonJson({ comparison, base, gate }: PrintedComparison): string {
  return visibleJson({ formatVersion: comparisonVersion, ...comparison, base, gate }, 2);
}
