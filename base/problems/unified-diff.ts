import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { withCommas } from "./text.js";

/** Comparing takes time and memory by the square of the lines that differ; more of them, nobody reads either. */
const mostChanges = 4_000;

/** A unified diff without the lines that name files; a sentence in its place where too many lines differ; "" for none. */
export function unifiedDiff(before: string, after: string): string {
  if (before === after) return "";
  const patch = createTwoFilesPatch("before", "after", before, after, undefined, undefined, {
    ...{ context: 3, maxEditLength: mostChanges, headerOptions: FILE_HEADERS_ONLY },
  });
  if (patch !== undefined) return patch.slice(patch.indexOf("@@"));
  const [old, now] = [before, after].map((text) => withCommas(text.split("\n").length - 1));
  return `@@ more than ${withCommas(mostChanges)} lines differ, so they aren't shown: ${old} lines before, ${now} after @@\n`;
}
