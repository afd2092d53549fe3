import type { Finding } from "../problems/problem.js";
import { withCommas } from "../problems/text.js";
import { mostCharacters, mostNodes } from "./size.js";

/** What can be wrong with a YAML text as a whole. */

/** Without what js-yaml quotes of the text, which may be a secret. */
function reasonOf(reason: string): string {
  return reason.replace(/ ?["<!(].*|: .*/s, "").trim();
}

export function notYaml(file: string, reason: string, key: string | undefined): Finding {
  if (reason.includes("duplicated mapping key")) {
    return {
      code: "yaml-duplicate-key",
      message: `${file} has ${key === undefined ? "a key" : `the key ${key}`} twice in one map`,
      rule: "a key stands once in a map; readers differ on which one counts",
      mend: "merge the two, or remove one",
    };
  }
  return {
    code: "yaml-invalid",
    message: `${file} is not YAML: ${reasonOf(reason)}`,
    rule: "the file has to be one YAML document",
    mend: "correct the text at the place shown, or just above it",
  };
}

export const multiDocument = (file: string, documents: number): Finding => ({
  code: "yaml-multi-document",
  message: `${file} has ${documents} YAML documents`,
  rule: "one document a file; a second one would be ignored in silence",
  mend: "remove the lines that hold only ---, or split the file and list both",
});

export const tooLarge = (file: string): Finding => ({
  code: "yaml-too-large",
  message: `${file} has more than ${withCommas(mostNodes)} nodes`,
  rule: "that is taken for a mistake or an attack, not for settings",
  mend: "split the file, or take out what this program and deployKF don't read",
});

export const scalarTooLong = (file: string, length: number): Finding => ({
  code: "yaml-too-large",
  message: `${file} has a value of ${withCommas(length)} characters`,
  rule: `at most ${withCommas(mostCharacters)} characters in one value or key`,
  mend: "look for a quote that isn't closed, or keep the text in a file of its own",
});

/** Most readers in JavaScript drop it, or take it for something else. */
export const reservedKey = (file: string): Finding => ({
  code: "yaml-reserved-key",
  message: `${file} has the key __proto__`,
  rule: "readers drop it in silence, or change what every map is by default",
  mend: "give it another name, or remove it",
});

export const aliasBomb = (file: string): Finding => ({
  code: "yaml-alias-bomb",
  message: `${file} grows without bound when its aliases are written out`,
  rule: `at most ${withCommas(mostNodes)} nodes after aliases (*name) are expanded`,
  mend: "write the repeated parts out, or alias smaller parts",
});
