/** A text without the first line, the last one and the indentation that the source gives it. */
export function dedent(text: string): string {
  const lines = text.split("\n").slice(1, -1);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join("\n");
}

/** A report of one problem. */
export function oneProblem(text: string): string {
  return `${dedent(text)}\n\n1 problem. Nothing was planned and nothing was changed.`;
}

/** Small, and a million nodes when its aliases are written out. */
export const aliasBomb = `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
`;
