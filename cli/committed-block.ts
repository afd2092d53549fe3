import { createHash } from "node:crypto";
import type { FileRead } from "../base/files/read.js";
import type { Plan } from "../plan/plan.js";
import { plannedWithKeyOf, unixLines } from "./values-file.js";

/** What the committed values block is to the plan, with a digest of its text; or why it isn't read. */
export function committedBlock(plan: Plan, read: FileRead): string {
  if ("unread" in read) return read.unread.reason;
  const text = unixLines(read.text);
  const state = text === plannedWithKeyOf(plan, text).planned ? "planned" : "other";
  return `${state} ${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
}
