import { isMap } from "../deploykf/merge.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import type { Path } from "../yaml/source.js";
import { pathText, type RawConfig } from "./raw.js";

/** Whatever ends or hides a line: of YAML, of a shell's command, of a file's name. */
const control = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Reports texts of the stack config that have a control character; whether there are any. */
export function reportControlCharacters(raw: RawConfig, fullKey: string, problems: ProblemList): boolean {
  const found = textsWithControl(raw.values.get(fullKey), []);
  for (const { path, text, inKey } of found) {
    const full = [fullKey, ...path];
    problems.error(hasControl(pathText(raw.project, full), text, inKey), raw.locateKey(full) ?? raw.locate(full));
  }
  return found.length > 0;
}

interface Found {
  /** Of a key that has one, the map's that it is in. */
  readonly path: Path;
  readonly text: string;
  readonly inKey: boolean;
}

function textsWithControl(value: unknown, path: Path): readonly Found[] {
  if (typeof value === "string") return control.test(value) ? [{ path, text: value, inKey: false }] : [];
  if (Array.isArray(value)) return value.flatMap((part, index) => textsWithControl(part, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    control.test(key) ? [{ path, text: key, inKey: true }] : textsWithControl(part, [...path, key]),
  );
}

function hasControl(path: string, text: string, inKey: boolean): Finding {
  const point = (control.exec(text)?.[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return {
    code: "config-control-character",
    message: `${inKey ? `a key in ${path}` : path} has the control character U+${point}`,
    rule: "it would stand in the values block, in file names and in commands to copy, and could change what they do",
    mend: point === "000A" ? "write it on one line, without | or > before it" : "write it without that character",
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
