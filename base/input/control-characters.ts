import type { Finding } from "../problems/problem.js";
import { unseenIn } from "../problems/text.js";
import type { Words } from "./words.js";

/** Of a key in it that has one, the map's path. */
export function controlCharacter(
  path: string,
  text: string,
  inKey: boolean,
  { oneLine }: Pick<Words, "oneLine">,
): Finding | undefined {
  const character = unseenIn(text);
  if (character === undefined) return undefined;
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return {
    code: "config-control-character",
    message: `${inKey ? `a key in ${path}` : path} has the control character U+${point}`,
    rule: "it would stand in the values block, in file names and in commands to copy, and could change what they do",
    mend: point === "000A" ? oneLine : "write it without that character",
  };
}

/** Names of a project and a stack stand in all of these, too. Source: Pulumi, "Projects" and "Stacks". */
export function checkPulumiName(kind: "project" | "stack", name: string): Finding | undefined {
  if (/^[\w.-]{1,100}$/.test(name)) return undefined;
  return {
    code: "pulumi-name",
    message: `the ${kind} is called ${JSON.stringify(name)}`,
    rule: "Pulumi takes letters, digits, -, _ and . alone, at most 100 of them",
    mend: kind === "project" ? "correct name: in Pulumi.yaml" : "name the stack, and its file, otherwise",
  };
}
