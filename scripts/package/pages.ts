import { plain as cell } from "../config-reference.js";
import { commentOf } from "./comments.js";
import { sourceOf } from "./sources.js";
import type { ObjectType, Property, Type } from "./types.js";
import { type ClassModel, classes, fallbackOf, sentencesOf, whatItMakes } from "./words.js";

/** docs/api/: a page for each class, and their index; by path from the root. */
export const apiPages: Readonly<Record<string, () => string>> = {
  [pathOf("README")]: index,
  ...Object.fromEntries(classes.map((one) => [pathOf(one.name), () => page(one)])),
};

const generated = "<!-- Generated from components/ by npm run docs. -->";

function pathOf(name: string): string {
  return `docs/api/${name}.md`;
}

function index(): string {
  const rows = classes.map(({ name }) => `| [${name}](${name}.md) | ${cell(whatItMakes(name))} |`);
  return `${generated}
# Components

For programs of your own, in TypeScript by \`import { ... } from "deploykf-object-store"\` and in other languages by the package's schema.
A stack of this project needs none of it: [docs/config.md](../config.md).

| class | what it makes |
| --- | --- |
${rows.join("\n")}

Arguments are plain values, known when a program runs, because they decide what exists. Where the type is \`Input<string>\`, an output of
another resource will do as well. Where it says secret, the value is made one, whatever it was.
`;
}

function page({ name, args, outputs, home }: ClassModel): string {
  const examples = commentOf(name)?.examples ?? [];
  const shown = examples.map((example) => `\`\`\`ts\n${example}\`\`\`\n`);
  const rows = outputs.properties.map((one) => {
    const type = one.required ? typeText(one.type) : `${typeText(one.type)}, or none`;
    return row([`\`${one.name}\``, type, cell(sentencesOf(one, false).join(" "))]);
  });
  return [
    generated,
    `# ${name}\n`,
    `${whatItMakes(name)}\n`,
    ...(shown.length > 0 ? ["## Example\n", ...shown] : []),
    `## Arguments\n`,
    ...tables(args, "", home),
    `## Outputs\n`,
    row(["output", "type", "meaning"]),
    row(["---", "---", "---"]),
    ...rows,
    "",
  ].join("\n");
}

/** The table of a map's keys, then those of the maps in it. */
function tables(object: ObjectType, at: string, home: string | undefined): readonly string[] {
  const nested = object.properties.flatMap((property) => {
    const inner = objectIn(property.type);
    const path = `${at}${property.name}${isMap(property.type) ? ".NAME" : ""}`;
    return inner ? [`### ${path}\n`, ...tables(inner, `${path}.`, home)] : [];
  });
  return [
    row(["argument", "type", "default", "meaning", "source"]),
    row(["---", "---", "---", "---", "---"]),
    ...object.properties.map((property) => argumentRow(property, at, home)),
    "",
    ...nested,
  ];
}

function argumentRow(property: Property, at: string, home: string | undefined): string {
  const { name, path, type, required } = property;
  const source = sourceOf(path, home);
  const url = source.url.startsWith("docs/") ? source.url.replace("docs/", "../") : source.url;
  const inner = objectIn(type) && `${at}${name}${isMap(type) ? ".NAME" : ""}`;
  const text = typeText(type);
  const linked = inner === undefined ? text : `[${text}](#${inner.toLowerCase().replaceAll(".", "")})`;
  const fallback = required ? "required" : cell(fallbackOf(property) ?? "");
  const meaning = cell(sentencesOf(property, false).join(" "));
  return row([`\`${at}${name}\``, linked, fallback, meaning, `[${cell(source.title)}](${url})`]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function objectIn(type: Type): ObjectType | undefined {
  if (type.kind === "map" || type.kind === "list") return objectIn(type.of);
  return type.kind === "object" ? type.object : undefined;
}

function isMap(type: Type): boolean {
  return type.kind === "map";
}

function typeText(type: Type): string {
  switch (type.kind) {
    case "text":
      return { late: "`Input<string>`", opaque: "`Input<string>`, secret", plain: "string" }[type.input ?? "plain"];
    case "integer":
      return "whole number";
    case "literal":
      return `\`${type.value}\``;
    case "enum":
      return type.values.map((value) => `\`${value}\``).join(", ");
    case "list":
      return `list of ${typeText(type.of)}`;
    case "map":
      return `map of ${typeText(type.of)}`;
    case "either":
      return type.types.map(typeText).join(" or ");
    case "object":
      return type.object.name;
    default:
      return type.kind;
  }
}
