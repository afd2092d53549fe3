/** Where a values block comes from. */
export interface Origin {
  readonly project: string;
  readonly stack: string;
  readonly version: string;
  /** Where the block is kept. */
  readonly generatedFile: string;
  /** Whether a key is in it: the stack's output has it, the offline plan doesn't. */
  readonly hasKey?: boolean;
}

/** The comment on top of a generated values block; nothing in it changes from run to run. */
export function blockHeader(origin: Origin): string {
  return [
    `# deployKF ${origin.version} values for the object store: project ${origin.project}, stack ${origin.stack}.`,
    "# Generated; edit the stack config instead, and make it again with",
    origin.hasKey
      ? `#   pulumi stack output deploykfValues --show-secrets --stack ${origin.stack} > ${origin.generatedFile}`
      : `#   npm -s start -- --stack ${origin.stack} --format values --output ${origin.generatedFile}`,
    "",
  ].join("\n");
}

const firstLine = /^# deployKF \S+ values for the object store: project \S+, stack \S+\.\r?\n/;

/** Whether a text is a generated values block, of whatever stack. */
export function isGeneratedBlock(text: string): boolean {
  return firstLine.test(text);
}
