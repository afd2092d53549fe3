import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { PackageClass } from "../../components/schema.js";

/** What a class's doc comment says. */
export interface ClassComment {
  readonly text: string;
  /** Programs in TypeScript, each whole. */
  readonly examples: readonly string[];
}

const root = new URL("../../", import.meta.url);

/** Where the package's classes are declared. */
const files = ["components", "subjects/cluster"].flatMap((folder) =>
  readdirSync(fileURLToPath(new URL(folder, root)))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => new URL(`${folder}/${name}`, root)),
);

/** Undefined for a class without one. */
export function commentOf(name: PackageClass): ClassComment | undefined {
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    if (!text.includes(`class ${name} `)) continue;
    const source = ts.createSourceFile(fileURLToPath(file), text, ts.ScriptTarget.Latest, true);
    const found = source.statements.find((one) => ts.isClassDeclaration(one) && one.name?.text === name);
    const [comment] = found ? ts.getJSDocCommentsAndTags(found) : [];
    if (comment && ts.isJSDoc(comment)) return partsOf(comment);
  }
  return undefined;
}

function partsOf({ comment, tags = ts.factory.createNodeArray() }: ts.JSDoc): ClassComment {
  const examples = tags.filter((tag) => tag.tagName.text === "example");
  return {
    text: oneLine(ts.getTextOfJSDocComment(comment) ?? ""),
    examples: examples.map((tag) => withoutFence(ts.getTextOfJSDocComment(tag.comment) ?? "")),
  };
}

function oneLine(text: string): string {
  return text.trim().replaceAll("\n", " ");
}

/** An example stands in a block of Markdown, as editors show it. */
function withoutFence(text: string): string {
  const lines = text.trim().split("\n");
  const isFenced = lines[0]?.startsWith("```") && lines.at(-1)?.startsWith("```");
  return `${(isFenced ? lines.slice(1, -1) : lines).join("\n")}\n`;
}
