import { z } from "zod";
import { visibleJson } from "../base/problems/text.js";
import type { Frozen } from "../plan/record.js";
import { consequence, line, lines } from "./consequences/consequence.js";

/** What a comparison says: one shape for who makes it, who prints it, and who reads it from a file. */

/** Actions that are granted at the same places. */
const right = z.strictObject({
  actions: lines,
  /** Prefixes of keys, "" for all of them or the bucket itself; or the ARN of a KMS key. */
  places: lines,
  bucket: line,
});

/** Rights of one principal that are the same for several subjects, grouped for reading. */
const accessChange = z.strictObject({
  principal: line,
  /** Service accounts as `namespace/name`, `Secret namespace/name`, or `whoever reads the values`. */
  subjects: lines,
  rights: z.array(right),
  /** Whether the subjects have nothing at all on the other side. */
  whole: z.boolean(),
  /** false: what the key should be allowed; whoever made it decides. */
  enforced: z.boolean(),
});
const accessChanges = z.array(accessChange).max(20_000);

/** A resource of one side or both, by its type and logical name. */
const resourceChange = z.strictObject({
  type: line,
  name: line,
  /** Inputs that differ, in one line; of a replaced one those that force it. */
  keys: lines,
  protect: z.boolean(),
});
const resources = z.array(resourceChange).max(50_000);

/** The difference of two plans of one stack. */
const comparison = z.strictObject({
  stack: z.string().regex(/^[\w.-]{1,100}$/),
  /** What one sentence says first: whether somebody gains access, only loses it, or nothing about access changes. */
  verdict: z.enum(["widens", "narrows", "changes", "same"]),
  /** Of exactly this change of access, target and base: who accepts it accepts nothing else. */
  digest: z.string().regex(/^[0-9a-f]{32}$/),
  /** Whether the digest is the same in every run: of a new secret in plain text it isn't. */
  acceptable: z.boolean(),
  gains: accessChanges,
  losses: accessChanges,
  /** What widens or narrows beside access by document, what is destroyed, and interruptions. */
  consequences: z.array(consequence),
  /** Every other difference of what `pulumi up` would read, as one line. */
  differences: lines,
  resources: z.strictObject({ added: resources, changed: resources, removed: resources, replaced: resources }),
  /** Principals on both sides whose access is the same, and the guards around it. */
  unchanged: z.int().min(0),
  /** A unified diff; empty where the values are the same. */
  valuesDiff: z.string().max(5_000_000),
});

/** Version of a comparison's JSON. */
const comparisonVersion = 2;

/** A comparison's JSON. */
export const printedComparison = z.strictObject({
  formatVersion: z.literal(comparisonVersion),
  ...comparison.shape,
  /** What it was compared with. */
  base: line,
  /** `open`: nobody asked for a gate, or nothing widens and nothing is destroyed. */
  gate: z.enum(["open", "accepted", "refused"]),
  /** What a label has to accept, and none does yet: each accepts its own thing alone. */
  needs: z.array(z.enum(["access", "destroys"])).max(2),
});

export type Right = Frozen<z.output<typeof right>>;
export type AccessChange = Frozen<z.output<typeof accessChange>>;
export type ResourceChange = Frozen<z.output<typeof resourceChange>>;
export type Comparison = Frozen<z.output<typeof comparison>>;
export type Verdict = Comparison["verdict"];
export type Gate = Frozen<Pick<z.output<typeof printedComparison>, "gate" | "needs">>;

/** The first part of a label; its second is the digest. `access` accepts a widening, `destroys` a destruction. */
export type Acceptance = Gate["needs"][number];

/** A comparison as it is printed, and what it was compared with. */
export interface PrintedComparison extends Gate {
  readonly comparison: Comparison;
  readonly base: string;
}

/** For programs, and for whoever renders it elsewhere. */
export function comparisonJson({ comparison, base, gate, needs }: PrintedComparison): string {
  return visibleJson({ formatVersion: comparisonVersion, ...comparison, base, gate, needs }, 2);
}
