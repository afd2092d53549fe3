import { writeYaml } from "../../base/yaml/write.js";
import { blockHeader, type Origin } from "./block-header.js";

/** The values block as a file, without a last newline and without anything that changes from run to run. */
export function valuesText(block: unknown, origin: Origin): string {
  return blockHeader(origin) + writeYaml(block).trimEnd();
}
