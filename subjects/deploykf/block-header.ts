import { shellWord } from "../../base/problems/shell.js";
import { writeYaml } from "../../base/yaml/write.js";

/** Where a values block comes from. */
export interface Origin {
  readonly project: string;
  readonly stack: string;
  readonly version: string;
  /** Where the block is kept. */
  readonly generatedFile: string;
  /** Whether a key is in it: the stack's output has it, the offline plan doesn't. */
  readonly hasKey?: boolean;
  /** Whether applying it deletes the embedded MinIO of a cluster that has one. */
  readonly removesMinio?: boolean;
}

/** The comment on top of a generated values block; nothing in it changes from run to run. */
export function blockHeader({ version, project, stack, generatedFile, hasKey, removesMinio }: Origin): string {
  return [
    `# deployKF ${version} values for the object store: project ${project}, stack ${stack}.`,
    "# Generated; edit the stack config instead, and make it again with",
    hasKey
      ? `#   ${keyedValuesCommand(stack)}`
      : `#   npm -s start -- --stack ${stack} --format values --output ${shellWord(generatedFile)}`,
    ...(removesMinio
      ? ["# Applying it removes the embedded MinIO and all data in it, where the cluster has one."]
      : []),
    "",
  ].join("\n");
}

/** How values are written. */
export interface ValuesCall {
  /** How the command is called. */
  readonly call?: string;
  /** Those that name stack and file, where it isn't the stack alone. */
  readonly options?: string;
}

/** Writes values with a key in them into a file that only its owner can read, which > wouldn't. */
export function keyedValuesCommand(
  stack: string,
  { call = "npm -s run values --", options = `--stack ${stack}` }: ValuesCall = {},
): string {
  return `pulumi stack output deploykfValues --show-secrets --stack ${stack} | ${call} write ${options} --allow-secrets`;
}

/** The values block as a file, without a last newline and without anything that changes from run to run. */
export function valuesText(block: unknown, origin: Origin): string {
  return blockHeader(origin) + writeYaml(block).trimEnd();
}

const firstLine = /^# deployKF \S+ values for the object store: project \S+, stack \S+\.\r?\n/;

/** Whether a text is a generated values block, of whatever stack. */
export function isGeneratedBlock(text: string): boolean {
  return firstLine.test(text);
}
