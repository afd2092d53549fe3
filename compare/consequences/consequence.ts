import { z } from "zod";
import { oneLine } from "../../base/problems/text.js";
import type { Frozen } from "../../plan/record.js";

/** Texts of a comparison, which is read from files, too, and those may be anybody's. */
export const line = z
  .string()
  .max(2_000)
  .refine((text) => oneLine(text) === text, { error: "a line of printable characters" });
export const lines = z.array(line).max(20_000);

/** What a change does to those who use the store, beside what they may. */
export const consequence = z.strictObject({
  /**
   * `interrupts`: somebody who works now loses access for a while. `refused`: `pulumi up` won't do it. `widens`: a guard
   * goes away, or somebody or something that can't be bounded gets in. `destroys`: data is deleted.
   */
  kind: z.enum(["destroys", "widens", "narrows", "interrupts", "refused", "moves"]),
  /** The principals, or the bucket; several where it is the same for all. */
  subjects: lines,
  what: line,
  effect: line,
});

export type Consequence = Frozen<z.output<typeof consequence>>;
