import { blockHeader, type Origin } from "../deploykf/block-header.js";
import { writeYaml } from "../yaml/write.js";

/** The values block as a file, without a last newline and without anything that changes from run to run. */
export function valuesText(block: unknown, origin: Origin): string {
  return blockHeader(origin) + writeYaml(block).trimEnd();
}
