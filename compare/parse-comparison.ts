import { z } from "zod";
import { oneLine } from "../base/problems/text.js";
import { comparisonVersion, type PrintedComparison } from "./printed.js";

/** Comparisons from files, which may be anybody's: what isn't exactly as expected is refused. */

const line = z
  .string()
  .max(2_000)
  .refine((text) => oneLine(text) === text, { error: "a line of printable characters" });
const lines = z.array(line).max(20_000);

const accessChanges = z
  .array(
    z.strictObject({
      principal: line,
      subjects: lines,
      rights: z.array(z.strictObject({ actions: lines, places: lines, bucket: line })),
      whole: z.boolean(),
      enforced: z.boolean(),
    }),
  )
  .max(20_000);

const resources = z.array(z.strictObject({ type: line, name: line, keys: lines, protect: z.boolean() })).max(50_000);

const comparison = z.strictObject({
  formatVersion: z.literal(comparisonVersion),
  stack: z.string().regex(/^[\w.-]{1,100}$/),
  verdict: z.enum(["widens", "narrows", "changes", "same"]),
  digest: z.string().regex(/^[0-9a-f]{32}$/),
  acceptable: z.boolean(),
  gains: accessChanges,
  losses: accessChanges,
  consequences: z.array(
    z.strictObject({
      kind: z.enum(["destroys", "widens", "narrows", "interrupts", "refused", "moves"]),
      subjects: lines,
      what: line,
      effect: line,
    }),
  ),
  differences: lines,
  resources: z.strictObject({ added: resources, changed: resources, removed: resources, replaced: resources }),
  unchanged: z.int().min(0),
  valuesDiff: z.string().max(5_000_000),
  base: line,
  gate: z.enum(["open", "accepted", "refused"]),
  needs: z.array(z.enum(["access", "destroys"])).max(2),
});

/** A comparison from its JSON, or what is wrong with it, as the end of a sentence that begins with its name. */
export function parseComparison(text: string): PrintedComparison | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "isn't JSON" };
  }
  const parsed = comparison.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `isn't a comparison of this version: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
  }
  const { base, gate, needs, formatVersion: _, ...rest } = parsed.data;
  return { comparison: rest, base, gate, needs };
}
