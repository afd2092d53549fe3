import { dump } from "js-yaml";
import { writeSchema } from "./dialect.js";

/** Plain data as block YAML, without aliases and without folding; ends with a newline. */
export function writeYaml(value: unknown): string {
  return dump(value, { schema: writeSchema, noRefs: true, lineWidth: -1, quoteStyle: "double" });
}
