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

/** What is said of values that remove the embedded MinIO, as those of most stacks here do. */
export const removal = `  applying them deletes the embedded MinIO with all data in it, where the
  cluster has one:
  docs/operations.md#the-embedded-minio-and-its-data
`;
