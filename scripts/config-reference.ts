import { z } from "zod";
import { stackKeys } from "../settings/schema.js";
import { cell, head, objectIn, row, type TypeWords, typeText } from "./package/markdown.js";
import { objectOf } from "./package/model.js";
import type { Property, Type } from "./package/types.js";
import { leadOf } from "./package/words.js";

/** The config reference as Markdown, from the schema that checks the config. */
export function configReference(): string {
  const { properties } = objectOf(z.strictObject(stackKeys), "Stack");
  return `${intro}\n${properties.map(section).join("\n")}`;
}

const intro = `<!-- Generated from settings/schema.ts by npm run docs. -->
# Stack config

One file for each cluster: \`Pulumi.<stack>.yaml\`. Keys of this program begin with the project's name,
\`deploykf-object-store:\`. \`Pulumi.dev.yaml\` is a small example, \`Pulumi.prod.yaml\` a strict one. For completion in an
editor, put this line into the file; in a clone of the repository the path is \`settings/stack.schema.json\`:

\`\`\`yaml
# yaml-language-server: $schema=node_modules/deploykf-object-store/settings/stack.schema.json
\`\`\`

\`aws:region\` (required where the store or the cluster is of AWS) is the AWS provider's own key: the region of the roles and, unless \`bucket.region\` says
otherwise, of the bucket. Other \`aws:\` keys, such as \`aws:profile\`, work as Pulumi documents them.

"required" below means: required where the map above it is given.
`;

function section(property: Property): string {
  const { name, facts } = property;
  const nested = nestedRows(property.type, name, "");
  const shown = nested.length > 0 ? nested : rowsOf(property, name, "");
  const lead = nested.length > 0 ? `${cell(facts.map(({ description }) => description).join(" "))}\n\n` : "";
  const table = [...head(["key", "type", "default", "meaning"]), ...shown];
  return `## ${name}\n\n${lead}${table.join("\n")}\n`;
}

/** A row for each group of variants that are alike, then those of the map's own keys; `lead` says with which variants it is there. */
function rowsOf(property: Property, key: string, lead: string): readonly string[] {
  const type = typeText(property.type, words);
  const rows = property.facts.map((fact) => {
    const fallback = fact.required ? "required" : valueText(fact.fallback);
    return row([`\`${key}\``, type, fallback, cell(`${lead}${leadOf(fact)}${fact.description}`)]);
  });
  const [first] = property.facts;
  return [...rows, ...nestedRows(property.type, key, first ? `${lead}${leadOf(first)}` : lead)];
}

function nestedRows(type: Type, key: string, lead: string): readonly string[] {
  const { object, isNamed } = objectIn(type);
  const at = isNamed ? `${key}.NAME` : key;
  return (object?.properties ?? []).flatMap((property) => rowsOf(property, `${at}.${property.name}`, lead));
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((one) => `\`${one}\``).join(", ");
  return value === undefined || typeof value === "object" ? "" : `\`${value}\``;
}

/** As the stack's file has them: secrets are encrypted. */
const words: TypeWords = {
  text: (input) => (input === "opaque" ? "string or map" : "string"),
  object: () => "map",
  map: () => "map",
};
