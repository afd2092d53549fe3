import { visibleJson } from "../../base/problems/text.js";

/** One file for the user to apply by hand. */
export interface PolicyFile {
  /** Without folder; begins with the principal's name. */
  readonly name: string;
  readonly text: string;
}

export function jsonFile(name: string, value: unknown): PolicyFile {
  return { name: `${name}.json`, text: `${visibleJson(value, 2)}\n` };
}
