import type { Finding } from "../../base/problems/problem.js";

/** What the plan needs of one quota or limit of a cloud. */
export interface Limit {
  readonly name: string;
  /** Code in AWS's Service Quotas, for asking; undefined where there is none. */
  readonly quotaCode: string | undefined;
  readonly needed: number;
  /** What accounts and projects have before anybody asks. */
  readonly initial: number;
  /** What can be asked for; undefined where the cloud names no end. */
  readonly most: number | undefined;
  readonly verdict: "fits" | "raise" | "impossible";
}

interface Quota {
  readonly name: string;
  readonly code?: string;
  readonly initial: number;
  readonly most: number | undefined;
}

export function limit({ name, code, initial, most }: Quota, needed: number): Limit {
  const verdict = needed > (most ?? needed) ? "impossible" : needed > initial ? "raise" : "fits";
  return { name, quotaCode: code, needed, initial, most, verdict };
}

/** A limit, and what to say where it isn't met as the account, project or cluster is by default. */
export interface JudgedLimit {
  readonly limit: Limit;
  readonly finding: Finding | undefined;
}

export function judged(
  limits: readonly Limit[],
  findingOf: (limit: Limit) => Finding | undefined,
): readonly JudgedLimit[] {
  return limits.map((limit) => ({ limit, finding: limit.verdict === "fits" ? undefined : findingOf(limit) }));
}
