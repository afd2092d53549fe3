/** The arguments and outputs of a class, as every language is told of them. */

export type Type =
  /** late: also an output of another resource; opaque: that, and made a secret. */
  | { readonly kind: "text"; readonly input?: "late" | "opaque" }
  | { readonly kind: "boolean" | "integer" | "any" }
  | { readonly kind: "literal"; readonly value: string }
  | EnumType
  | { readonly kind: "list" | "map"; readonly of: Type }
  | { readonly kind: "either"; readonly types: readonly Type[] }
  | { readonly kind: "object"; readonly object: ObjectType };

export interface EnumType {
  readonly kind: "enum";
  readonly name: string;
  readonly values: readonly string[];
}

export interface ObjectType {
  readonly name: string;
  readonly description: string;
  readonly properties: readonly Property[];
}

export interface Property {
  readonly name: string;
  /** From the class on, without the names that users choose. */
  readonly path: string;
  readonly type: Type;
  /** Of every variant of its map. */
  readonly required: boolean;
  /** More than one where variants of its map differ. */
  readonly facts: readonly Fact[];
}

/** What is said of a property, in all variants of its map or in some. */
export interface Fact {
  /** Such as `source: eks`; none for all of them. */
  readonly variants: readonly string[];
  readonly description: string;
  readonly required: boolean;
  readonly fallback: unknown;
}
