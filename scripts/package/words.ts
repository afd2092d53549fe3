import { type PackageClass, packageClasses } from "../../components/schema.js";
import { commentOf } from "./comments.js";
import { objectOf } from "./model.js";
import type { EnumType, Fact, ObjectType, Property, Type } from "./types.js";

/** What every writer says of the same model. */

export interface ClassModel {
  readonly name: PackageClass;
  readonly args: ObjectType;
  readonly outputs: ObjectType;
  /** The map of the stack config that its arguments would stand in. */
  readonly home: string | undefined;
}

const homes: Readonly<Record<string, string>> = {
  KubeflowBucket: "bucket",
  PipelineRole: "auth",
  PipelineKey: "auth",
  EksCluster: "cluster",
};

export const classes: readonly ClassModel[] = (Object.keys(packageClasses) as PackageClass[]).map((name) => ({
  name,
  args: objectOf(packageClasses[name].args, `${name}Args`),
  outputs: objectOf(packageClasses[name].outputs, name),
  home: homes[name],
}));

/** In the words of the class itself. */
export function whatItMakes(name: PackageClass): string {
  return commentOf(name)?.text ?? packageClasses[name].args.description ?? "";
}

export interface NamedType {
  readonly type: Extract<Type, { readonly kind: "enum" | "object" }>;
  /** Where it stands first. */
  readonly of: Property;
  readonly home: string | undefined;
}

/**
 * Types below the arguments, by name.
 * @throws Error where one name would be of two types
 */
export function namedTypes(): ReadonlyMap<string, NamedType> {
  const found = new Map<string, NamedType>();
  const add = (type: Type, of: Property, home: string | undefined): void => {
    if (type.kind === "list" || type.kind === "map") add(type.of, of, home);
    if (type.kind !== "enum" && type.kind !== "object") return;
    const name = type.kind === "enum" ? type.name : type.object.name;
    const other = found.get(name);
    if (other && shape(other.type) !== shape(type)) throw new Error(`${name} is the name of two types: ${of.path}`);
    if (other) return;
    found.set(name, { type, of, home });
    if (type.kind === "object") for (const part of type.object.properties) add(part.type, part, home);
  };
  for (const { args, home } of classes) for (const part of args.properties) add(part.type, part, home);
  return found;
}

/** Without the paths and its own text, which differ where a type stands in several places. */
function shape(type: NamedType["type"]): string {
  return JSON.stringify(type.kind === "object" ? type.object.properties : type.values, (key, value) =>
    key === "path" ? undefined : value,
  );
}

/** A description without the default that it ends with. */
export function textOf(description: string): string {
  return saidOf({ description, fallback: undefined }).text;
}

/** A fact in a sentence or two, and its default, if it has one. */
export function saidOf({ description, fallback }: Pick<Fact, "description" | "fallback">): {
  readonly text: string;
  readonly fallback?: string;
} {
  const [text = "", stated] = description.split(/(?:^| )Default: /);
  const shown = fallbackText(fallback) ?? stated?.replace(/\.$/, "");
  return { text, ...(shown !== undefined && { fallback: shown }) };
}

function fallbackText(fallback: unknown): string | undefined {
  if (Array.isArray(fallback)) return fallback.length === 0 ? "none" : fallback.map(String).join(", ");
  if (fallback === "") return '""';
  return fallback === undefined || typeof fallback === "object" ? undefined : String(fallback);
}

/** The default of all variants, if they have the same. */
export function fallbackOf({ facts }: Property): string | undefined {
  const [first, ...others] = facts.map((fact) => saidOf(fact).fallback);
  return others.every((other) => other === first) ? first : undefined;
}

/** Sentences, one for each group of variants that are alike. */
export function sentencesOf(property: Property, saysSecret = true): readonly string[] {
  const common = fallbackOf(property);
  const sentences = property.facts.map((fact) => {
    const { text, fallback } = saidOf(fact);
    const needed = fact.required && !property.required ? "Required. " : "";
    const otherwise = fallback !== undefined && fallback !== common ? ` Default: ${fallback}.` : "";
    return `${leadOf(fact)}${needed}${text}${otherwise}`;
  });
  return saysSecret && isOpaque(property.type) ? [...sentences, "It is made a secret."] : sentences;
}

/** With which variants of a map something is there. */
export function leadOf({ variants }: Fact): string {
  return variants.length > 0 ? `With ${variants.map((one) => `\`${one}\``).join(", ")}: ` : "";
}

function isOpaque(type: Type): boolean {
  return type.kind === "text" && type.input === "opaque";
}

/** What an enum's description says of each value, as `value: text`. */
export function memberTexts({ values }: EnumType, { facts }: Property): Readonly<Record<string, string>> {
  const description = facts.map((fact) => saidOf(fact).text).join(" ");
  const places = values
    .map((value) => ({ value, at: ` ${description}`.indexOf(` ${value}: `) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return Object.fromEntries(
    places.map(({ value, at }, index) => [
      value,
      description.slice(at + value.length + 2, places[index + 1]?.at).trim(),
    ]),
  );
}
