import type { Finding } from "./problem.js";

type Rule = (key: string, text: string) => Finding | undefined;

/** The rule of a text that has one form; `key` names it to the user. */
export function textRule(
  isFine: RegExp | ((text: string) => boolean),
  { code, rule, mend }: Omit<Finding, "message" | "commands">,
  shown = (text: string) => `"${text}"`,
): Rule {
  const fits = typeof isFine === "function" ? isFine : (text: string) => isFine.test(text);
  return (key, text) => (fits(text) ? undefined : { code, message: `${key} is ${shown(text)}`, rule, mend });
}
