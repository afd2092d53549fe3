/** The lines below a heading. */
export function sectionOf(text: string, heading: string): string | undefined {
  return text
    .split("\n\n")
    .find((section) => section.startsWith(`${heading}\n`))
    ?.slice(heading.length + 1);
}

/**
 * Lines of more than 80 columns that could be broken: no values, no branch of the tree, no long name, ARN or URL, no
 * command to copy.
 */
export function tooLong(text: string): string[] {
  const values = /^Values for deployKF [\s\S]*?\n\n/m;
  const unbreakable = /\S{40,}|^ +[│├└]|^ {2}pulumi /;
  const lines = text.replace(values, "").split("\n");
  return lines.filter((line) => line.length > 80 && !unbreakable.test(line));
}
