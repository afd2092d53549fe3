import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE_DOUBLE_QUOTED, type ScalarStyleRule } from "js-yaml";
import { replaceUnseen, visible } from "../problems/text.js";
import { writeSchema } from "./dialect.js";

/** What a terminal would obey or hide stands in double quotes, where YAML has escapes for it. */
const quoteUnseen: ScalarStyleRule = (layout) => {
  if (visible(layout.node.value) !== layout.node.value) layout.style = SCALAR_STYLE_DOUBLE_QUOTED;
};

/** Plain data as block YAML, without aliases and without folding; ends with a newline. */
export function writeYaml(value: unknown): string {
  const text = dump(value, {
    ...{ schema: writeSchema, noRefs: true, lineWidth: -1, quoteStyle: "double" },
    scalarStyleRules: [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quoteUnseen],
  });
  return replaceUnseen(text, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}
