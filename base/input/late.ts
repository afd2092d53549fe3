import { z } from "zod";

/**
 * What a component's argument may be beside a plain value. late: a `pulumi.Input`, a text inside what is registered; its
 * stand-in has the value's shape while nobody knows it. opaque: a secret `pulumi.Input` that the plan never sees.
 */
export type InputKind = { readonly kind: "late"; readonly standIn: string } | { readonly kind: "opaque" };

const kinds = z.registry<InputKind>();

/** A text that is plain in a stack's file, and may come from another resource where it is a component's argument. */
export function late<S extends z.ZodType>(schema: S, standIn: string): S {
  kinds.add(schema, { kind: "late", standIn });
  return schema;
}

/** A secret. */
export function opaque<S extends z.ZodType>(schema: S): S {
  kinds.add(schema, { kind: "opaque" });
  return schema;
}

/** Undefined for what decides what is registered, which is always plain. */
export function inputKindOf(schema: z.core.$ZodType): InputKind | undefined {
  const own = kinds.get(schema);
  if (own) return own;
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapped ? inputKindOf(schema.unwrap()) : undefined;
}
