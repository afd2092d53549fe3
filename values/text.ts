import { writeYaml } from "../yaml/write.js";

/** Where a values block comes from, for its header. */
export interface Origin {
  readonly project: string;
  readonly stack: string;
  readonly version: string;
  /** Where the block is kept. */
  readonly generatedFile: string;
}

/** The values block as a file, without a last newline and without anything that changes from run to run. */
export function valuesText(block: unknown, origin: Origin): string {
  const header = [
    `# deployKF ${origin.version} values for the object store: project ${origin.project}, stack ${origin.stack}.`,
    "# Generated; edit the stack config instead, and make it again with",
    `#   npm -s start -- --stack ${origin.stack} --format values --output ${origin.generatedFile}`,
    "",
  ].join("\n");
  return header + writeYaml(block).trimEnd();
}
