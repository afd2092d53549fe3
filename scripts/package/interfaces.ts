import { type Source, sourceOf } from "./sources.js";
import type { ObjectType, Property, Type } from "./types.js";
import { classes, fallbackOf, type NamedType, namedTypes, sentencesOf, textOf } from "./words.js";

/** components/args.ts: the arguments of the package's classes as TypeScript has them. */
export function interfaces(): string {
  const tops = classes.map(({ name, args, home }) => interfaceText(args, `Arguments of ${name}.`, home));
  const types = [...namedTypes().values()].map((named) => typeText(named));
  return `${head}\n${[...tops, ...types].join("\n")}`;
}

const head = `// Generated from components/schema.ts by npm run docs.
import type * as pulumi from "@pulumi/pulumi";
`;

function typeText({ type, of, home }: NamedType): string {
  if (type.kind === "object") return interfaceText(type.object, textOf(type.object.description), home);
  const [line, lines] = [type.values.map(quoted).join(" | "), type.values.map((value) => `\n  | ${quoted(value)}`)];
  const declared = `export type ${type.name} =`;
  const text = `${declared} ${line};`.length > width ? `${declared}${lines.join("")};` : `${declared} ${line};`;
  return `${comment([`Values of \`${of.path}\`.`], "")}${text}\n`;
}

function interfaceText({ name, properties }: ObjectType, description: string, home: string | undefined): string {
  const parts = properties.map((property) => propertyText(property, sourceOf(property.path, home)));
  return `${comment([description], "")}export interface ${name} {\n${parts.join("")}}\n`;
}

function propertyText(property: Property, source: Source): string {
  const { name, type, required } = property;
  const fallback = fallbackOf(property);
  const see = source.title === source.url ? source.url : `{@link ${source.url} | ${source.title}}`;
  const tags = [...(fallback === undefined ? [] : [`@default ${fallback}`]), `@see ${see}`];
  const text = typeName(type);
  const declared = required ? `${name}: ${text}` : `${name}?: ${text} | undefined`;
  return `${comment([...sentencesOf(property), "", ...tags], "  ")}  readonly ${declared};\n`;
}

function typeName(type: Type): string {
  switch (type.kind) {
    case "text":
      return type.input ? "pulumi.Input<string>" : "string";
    case "integer":
      return "number";
    case "any":
      return "unknown";
    case "literal":
      return quoted(type.value);
    case "enum":
      return type.name;
    case "list":
      return `readonly ${typeName(type.of)}[]`;
    case "map":
      return `Readonly<Record<string, ${typeName(type.of)}>>`;
    case "either":
      return type.types.map(typeName).join(" | ");
    case "object":
      return type.object.name;
    default:
      return type.kind;
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Columns of a line, as the formatter has them. */
const width = 120;

function comment(paragraphs: readonly string[], indent: string): string {
  const columns = width - indent.length - " * ".length;
  const lines = paragraphs.flatMap((paragraph) =>
    paragraph.startsWith("@") ? paragraph : wrapped(paragraph, columns),
  );
  if (lines.some((line) => line.includes("*/"))) throw new Error(`a comment would end within: ${lines.join(" ")}`);
  const [first = ""] = lines;
  if (lines.length === 1 && first.length <= width - indent.length - "/**  */".length)
    return `${indent}/** ${first} */\n`;
  const inner = lines.map((line) => `${indent} * ${line}`.trimEnd());
  return `${[`${indent}/**`, ...inner, `${indent} */`].join("\n")}\n`;
}

function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || `${last} ${word}`.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
