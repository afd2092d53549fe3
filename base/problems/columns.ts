import { textWidth, wrap } from "./text.js";

/** Rows in columns as wide as their widest cell; the last one is wrapped at 80 columns. */
export function columns(rows: readonly (readonly string[])[], indent = 2, gap = 2): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count - 1 }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.flatMap((row) => {
    const start = widths.map((size, at) => (row[at] ?? "").padEnd(size + gap)).join("");
    const left = " ".repeat(indent) + start;
    const lines = wrap(row[count - 1] ?? "", Math.max(20, textWidth - left.length));
    return lines.map((line, index) => ((index === 0 ? left : " ".repeat(left.length)) + line).trimEnd());
  });
}
