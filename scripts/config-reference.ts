import { z } from "zod";
import { stackKeys } from "../settings/schema.js";

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

const intro = `<!-- Generated from settings/schema.ts by npm run docs. -->
# Stack config

One file for each cluster: \`Pulumi.<stack>.yaml\`. Keys of this program begin with the project's name,
\`deploykf-object-store:\`. \`Pulumi.dev.yaml\` is a small example, \`Pulumi.prod.yaml\` a strict one. For completion in an
editor, put this line into the file:

\`\`\`yaml
# yaml-language-server: $schema=settings/stack.schema.json
\`\`\`

\`aws:region\` (required where the store or the cluster is of AWS) is the AWS provider's own key: the region of the roles and, unless \`bucket.region\` says
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
  const { additionalProperties: values } = schema;
  const entries = typeof values === "object" ? nestedRows(`${key}.NAME`, values) : [];
  return [row, ...nestedRows(key, schema), ...entries];
}

function nestedRows(key: string, schema: Schema): Row[] {
  const own = propertyRows(key, schema);
  if (!schema.oneOf) return own;
  const discriminator = discriminatorOf(schema.oneOf);
  const variants = schema.oneOf.map((variant) => ({
    name: `${discriminator}: ${variant.properties?.[discriminator]?.const}`,
    rows: propertyRows(key, variant),
  }));
  const isCommon = (row: Row) => variants.every(({ rows }) => rows.some((one) => one.key === row.key));
  const chosen = variants.flatMap(({ rows }) => rows.filter((row) => row.key === `${key}.${discriminator}`));
  const choice: Row = {
    key: `${key}.${discriminator}`,
    type: chosen.map(({ type }) => type).join(", "),
    fallback: chosen.find(({ fallback }) => fallback !== "required")?.fallback ?? "required",
    description: chosen.map(({ description }) => description).join(" "),
  };
  const common = variants[0]?.rows.filter((row) => isCommon(row) && row.key !== choice.key) ?? [];
  const special = new Map<string, { readonly row: Row; readonly names: readonly string[] }>();
  for (const { name, rows } of variants) {
    for (const row of rows.filter((one) => !isCommon(one))) {
      const same = JSON.stringify(row);
      special.set(same, { row, names: [...(special.get(same)?.names ?? []), name] });
    }
  }
  const named = [...special.values()].map(({ row, names }): Row => {
    const description = `With ${names.map((name) => `\`${name}\``).join(", ")}: ${row.description}`;
    return { ...row, description };
  });
  return [...own, choice, ...named, ...common];
}

function propertyRows(key: string, { properties = {}, required = [] }: Schema): Row[] {
  return Object.entries(properties).flatMap(([name, child]) =>
    rowsOf(`${key}.${name}`, child, required.includes(name)),
  );
}

/** The key whose value tells the variants of a map apart. */
function discriminatorOf(variants: readonly Schema[]): string {
  const [first] = variants;
  return Object.keys(first?.properties ?? {}).find((key) => first?.properties?.[key]?.const !== undefined) ?? "";
}

function typeText(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.anyOf) return schema.anyOf.map(typeText).join(" or ");
  if (schema.type === "array") {
    const items = typeText(schema.items ?? {});
    return `list of ${items.endsWith("`") ? items : `${items}s`}`;
  }
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
export function plain(text: string): string {
  return text.replaceAll("<", "&lt;").replaceAll("|", "\\|");
}
