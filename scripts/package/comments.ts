import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import type { PackageClass } from "../../components/schema.js";

/** What a class's doc comment says. */
export interface ClassComment {
  readonly text: string;
  /** Programs in TypeScript, each whole. */
  readonly examples: readonly string[];
}

/** Where the package's classes are. */
const folder = new URL("../../components/", import.meta.url);

/** Undefined for a class without one. */
export function commentOf(name: PackageClass): ClassComment | undefined {
  for (const file of readdirSync(folder).filter((one) => one.endsWith(".ts"))) {
    const comment = commentIn(readFileSync(new URL(file, folder), "utf8"), name);
    if (comment) return comment;
  }
  return undefined;
}

/** Of a class in a file's text. */
export function commentIn(text: string, name: string): ClassComment | undefined {
  if (!text.includes(`class ${name} `)) return undefined;
  const source = ts.createSourceFile("class.ts", text, ts.ScriptTarget.Latest, true);
  const found = source.statements.find((one) => ts.isClassDeclaration(one) && one.name?.text === name);
  const comment = found && ts.getJSDocCommentsAndTags(found).findLast(ts.isJSDoc);
  return comment && partsOf(comment);
}

function partsOf({ comment, tags = ts.factory.createNodeArray() }: ts.JSDoc): ClassComment {
  const examples = tags.filter((tag) => tag.tagName.text === "example");
  return {
    text: oneLine(ts.getTextOfJSDocComment(comment) ?? ""),
    examples: examples.map((tag) => withoutFence(ts.getTextOfJSDocComment(tag.comment) ?? "")),
  };
}

/** In one line, and with links as Markdown has code: a page knows none of the names. */
function oneLine(text: string): string {
  return text
    .trim()
    .replaceAll("\n", " ")
    .replaceAll(/\{@link (\w+)\}/g, "`$1`");
}

/** An example stands in a block of Markdown, as editors show it. */
function withoutFence(text: string): string {
  const lines = text.trim().split("\n");
  const isFenced = lines[0]?.startsWith("```") && lines.at(-1)?.startsWith("```");
  return `${(isFenced ? lines.slice(1, -1) : lines).join("\n")}\n`;
}
