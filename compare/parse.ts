import { isMap } from "../base/yaml/merge.js";
import { formatVersion, type PlanRecord, planRecord } from "../plan/record.js";
import { type PrintedComparison, printedComparison } from "./printed.js";

/** Plans and comparisons from files, which may be anybody's: what isn't exactly as expected is refused. */

/** A plan from its JSON, or what is wrong with it, as the end of a sentence that begins with its name; `call` plans. */
export function parsePlanRecord(
  text: string,
  call: string,
): { readonly record: PlanRecord } | { readonly problem: string } {
  const value = jsonOf(text);
  if (value === undefined) return { problem: `isn't JSON: write it by ${call} --format json --output FILE` };
  const { formatVersion: version, ...rest } = isMap(value) ? value : {};
  if ("verdict" in rest && "digest" in rest)
    return { problem: "is a comparison, not a plan: it is printed by --render" };
  if (version !== formatVersion) return { problem: `is ${otherVersion(version)}` };
  const parsed = planRecord.safeParse(value);
  if (parsed.success) return { record: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `isn't a plan: ${issue?.path.join(".")}: ${issue?.message}` };
}

/** A comparison from its JSON, or what is wrong with it, as above. */
export function parseComparison(text: string): PrintedComparison | { readonly problem: string } {
  const value = jsonOf(text);
  if (value === undefined) return { problem: "isn't JSON" };
  const parsed = printedComparison.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `isn't a comparison of this version: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
  }
  const { base, gate, needs, formatVersion: _, ...comparison } = parsed.data;
  return { comparison, base, gate, needs };
}

/** A record without what no comparison reads, as it is after it was in a file. */
export function comparedPart(record: PlanRecord): PlanRecord {
  return planRecord.parse(record);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function otherVersion(version: unknown): string {
  if (typeof version !== "number") return "no plan: it has no formatVersion";
  const remake = "make it again with this version, or compare with the git ref that it was made of";
  return `a plan in format ${version}, and this version reads ${formatVersion}: ${remake}`;
}
