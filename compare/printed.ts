import { visibleJson } from "../base/problems/text.js";
import type { Comparison } from "./compare.js";
import type { Gate } from "./gate.js";

/** Version of a comparison's JSON. */
export const comparisonVersion = 2;

/** A comparison as it is printed. */
export interface PrintedComparison extends Gate {
  readonly comparison: Comparison;
  /** What it was compared with. */
  readonly base: string;
}

/** For programs, and for whoever renders it elsewhere. */
export function comparisonJson({ comparison, base, gate, needs }: PrintedComparison): string {
  return visibleJson({ formatVersion: comparisonVersion, ...comparison, base, gate, needs }, 2);
}
