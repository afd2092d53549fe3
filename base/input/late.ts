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
  return kinds.get(schema) ?? (isWrapper(schema) ? inputKindOf(schema.unwrap()) : undefined);
}

function isWrapper(schema: z.core.$ZodType): schema is z.ZodOptional | z.ZodDefault | z.ZodPrefault {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
}

/** The schemas that a part of a value may have to fit, whichever variant of a union the value is. */
export function schemasAt(schemas: readonly z.core.$ZodType[], step: string | number): readonly z.core.$ZodType[] {
  return schemas.flatMap((schema): readonly z.core.$ZodType[] => {
    if (isWrapper(schema)) return schemasAt([schema.unwrap()], step);
    if (schema instanceof z.ZodUnion) return schemasAt(schema.options, step);
    if (schema instanceof z.ZodArray) return typeof step === "number" ? [schema.element] : [];
    if (schema instanceof z.ZodRecord) return [schema.valueType];
    return schema instanceof z.ZodObject && Object.hasOwn(schema.shape, step) ? [schema.shape[step]] : [];
  });
}

/** The places in a value that may come from another resource, or are secrets; `key` is that of the value. */
export function placesOfInputs(schemas: readonly z.core.$ZodType[], key: string): readonly string[] {
  const places = schemas.flatMap((schema): readonly string[] => {
    if (inputKindOf(schema)) return [key];
    if (isWrapper(schema)) return placesOfInputs([schema.unwrap()], key);
    if (schema instanceof z.ZodUnion) return placesOfInputs(schema.options, key);
    if (schema instanceof z.ZodArray) return placesOfInputs([schema.element], `${key}[0]`);
    if (schema instanceof z.ZodRecord) return placesOfInputs([schema.valueType], `${key}.NAME`);
    if (!(schema instanceof z.ZodObject)) return [];
    return Object.entries(schema.shape).flatMap(([name, part]) => placesOfInputs([part], `${key}.${name}`));
  });
  return [...new Set(places)];
}
