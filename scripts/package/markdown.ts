import type { ObjectType, Type } from "./types.js";

/** Tables of the pages that are made of the model. */

export function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The first two lines of a table. */
export function head(titles: readonly string[]): readonly string[] {
  return [row(titles), row(titles.map(() => "---"))];
}

/** Keeps placeholders such as <stack> from being taken for HTML, where they aren't code, and bars from ending a cell. */
export function cell(text: string): string {
  return text.replaceAll(/`[^`]*`|</g, (part) => (part === "<" ? "&lt;" : part)).replaceAll("|", "\\|");
}

/** How a page calls what it has words of its own for. */
export interface TypeWords {
  readonly text: (input: "late" | "opaque" | undefined) => string;
  readonly object: (object: ObjectType) => string;
  readonly map: (values: string) => string;
}

export function typeText(type: Type, words: TypeWords): string {
  switch (type.kind) {
    case "text":
      return words.text(type.input);
    case "integer":
      return "whole number";
    case "literal":
      return `\`${type.value}\``;
    case "enum":
      return type.values.map((value) => `\`${value}\``).join(", ");
    case "list": {
      const items = typeText(type.of, words);
      return `list of ${items.endsWith("`") ? items : `${items}s`}`;
    }
    case "map":
      return words.map(typeText(type.of, words));
    case "either":
      return type.types.map((one) => typeText(one, words)).join(" or ");
    case "object":
      return words.object(type.object);
    default:
      return type.kind;
  }
}

/** The map that a value is or has, and whether users choose the names of those. */
export function objectIn(type: Type, isNamed = false): { readonly object?: ObjectType; readonly isNamed: boolean } {
  if (type.kind === "map" || type.kind === "list") return objectIn(type.of, isNamed || type.kind === "map");
  return type.kind === "object" ? { object: type.object, isNamed } : { isNamed };
}
