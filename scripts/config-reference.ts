import { z } from "zod";
import { stackKeys } from "../config/schema.js";

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

interface Row {
  readonly key: string;
  readonly type: string;
  readonly fallback: string;
  readonly description: string;
}

/** The config reference as Markdown, from the schema that checks the config. */
export function configReference(): string {
  const sections = Object.entries(stackKeys).map(([key, schema]) => {
    const json = z.toJSONSchema(schema, { io: "input" }) as Schema;
    return section(key, json, schema.safeParse(undefined).success);
  });
  return `${intro}\n${sections.join("\n")}`;
}

const intro = `<!-- Generated from config/schema.ts by npm run docs. -->
# Stack config

One file for each cluster: \`Pulumi.<stack>.yaml\`. Keys of this program begin with the project's name,
\`deploykf-object-store:\`. \`Pulumi.dev.yaml\` is a small example, \`Pulumi.prod.yaml\` a strict one. For completion in an
editor, put this line into the file:

\`\`\`yaml
# yaml-language-server: $schema=config/stack.schema.json
\`\`\`

\`aws:region\` (required) is the AWS provider's own key: the region of the roles and, unless \`bucket.region\` says
otherwise, of the bucket. Other \`aws:\` keys, such as \`aws:profile\`, work as Pulumi documents them.

"required" below means: required where the map above it is given.
`;

function section(key: string, schema: Schema, optional: boolean): string {
  const rows = rowsOf(key, schema, !optional);
  const [top, ...nested] = rows;
  const shown = nested.length > 0 ? nested : rows;
  const table = shown.map((row) => `| \`${row.key}\` | ${row.type} | ${row.fallback} | ${plain(row.description)} |`);
  const lead = nested.length > 0 && top ? `${plain(top.description)}\n\n` : "";
  return `## ${key}\n\n${lead}| key | type | default | meaning |\n| --- | --- | --- | --- |\n${table.join("\n")}\n`;
}

function rowsOf(key: string, schema: Schema, required: boolean): Row[] {
  const row: Row = {
    key,
    type: typeText(schema),
    fallback: required ? "required" : fallbackText(schema),
    description: schema.description ?? "",
  };
  const variants = schema.oneOf ?? [];
  const nested = [schema, ...variants].flatMap(({ properties, required: needed = [] }) =>
    Object.entries(properties ?? {}).flatMap(([name, child]) => rowsOf(`${key}.${name}`, child, needed.includes(name))),
  );
  const values = schema.additionalProperties;
  const entries =
    typeof values === "object" && values.properties ? rowsOf(`${key}.<name>`, values, false).slice(1) : [];
  return [row, ...nested, ...entries];
}

function typeText(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.anyOf) return schema.anyOf.map(typeText).join(" or ");
  if (schema.type === "array") return `list of ${typeText(schema.items ?? {})}s`;
  if (schema.type === "integer") return "whole number";
  if (schema.type === "object" || schema.oneOf) return "map";
  return schema.type ?? "any";
}

function fallbackText({ default: value }: Schema): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((one) => `\`${one}\``).join(", ");
  return typeof value === "object" ? "" : `\`${value}\``;
}

/** Keeps placeholders such as <stack> from being taken for HTML, and bars from ending a cell. */
function plain(text: string): string {
  return text.replaceAll("<", "&lt;").replaceAll("|", "\\|");
}
