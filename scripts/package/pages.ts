import { commentOf } from "./comments.js";
import { cell, head, objectIn, row, type TypeWords, typeText } from "./markdown.js";
import { sourceOf } from "./sources.js";
import type { ObjectType, Property } from "./types.js";
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
    const type = typeText(one.type, outputWords);
    return row([`\`${one.name}\``, one.required ? type : `${type}, or none`, cell(sentencesOf(one, false).join(" "))]);
  });
  return [
    generated,
    `# ${name}\n`,
    `${whatItMakes(name)}\n`,
    ...(shown.length > 0 ? ["## Example\n", ...shown] : []),
    `## Arguments\n`,
    ...tables(args, "", home),
    `## Outputs\n`,
    ...head(["output", "type", "meaning"]),
    ...rows,
    "",
  ].join("\n");
}

/** The table of a map's keys, then those of the maps in it. */
function tables(object: ObjectType, at: string, home: string | undefined): readonly string[] {
  const nested = object.properties.flatMap((property) => {
    const { object: inner, path } = innerOf(property, at);
    return inner ? [`### ${path}\n`, ...tables(inner, `${path}.`, home)] : [];
  });
  return [
    ...head(["argument", "type", "default", "meaning", "source"]),
    ...object.properties.map((property) => argumentRow(property, at, home)),
    "",
    ...nested,
  ];
}

function argumentRow(property: Property, at: string, home: string | undefined): string {
  const { name, path, type, required } = property;
  const source = sourceOf(path, home);
  const url = source.url.startsWith("docs/") ? source.url.replace("docs/", "../") : source.url;
  const text = typeText(type, words);
  const inner = innerOf(property, at);
  const linked = inner.object ? `[${text}](#${inner.path.toLowerCase().replaceAll(".", "")})` : text;
  const fallback = required ? "required" : cell(fallbackOf(property) ?? "");
  const meaning = cell(sentencesOf(property, false).join(" "));
  return row([`\`${at}${name}\``, linked, fallback, meaning, `[${cell(source.title)}](${url})`]);
}

/** The map in an argument, and its heading. */
function innerOf({ name, type }: Property, at: string) {
  const { object, isNamed } = objectIn(type);
  return { object, path: `${at}${name}${isNamed ? ".NAME" : ""}` };
}

const words: TypeWords = {
  text: (input) => ({ late: "`Input<string>`", opaque: "`Input<string>`, secret", plain: "string" })[input ?? "plain"],
  object: ({ name }) => name,
  map: (values) => `map of ${values}`,
};

/** An output is one in any case. */
const outputWords: TypeWords = { ...words, text: (input) => (input === "opaque" ? "string, secret" : "string") };
