import { z } from "zod";
import type { Finding } from "../problems/problem.js";
import type { Path } from "../yaml/source.js";
import type { Node } from "./node.js";

type Rule<T> = (key: string, value: NonNullable<T>) => Finding | undefined;

const rules = z.registry<{ readonly rule: Rule<unknown> }>();

/**
 * A value with a rule that needs nothing else. It is no check of zod's: one that fails would keep the whole from being
 * parsed, and every other rule from being asked.
 */
export function field<S extends z.ZodType>(schema: S, rule: Rule<z.output<S>>): S {
  // It is asked of what the schema has parsed alone.
  rules.add(schema, { rule: (key, value) => rule(key, value as NonNullable<z.output<S>>) });
  return schema;
}

/** A text, with what docs and the editor say of it. */
export const text = (description: string) => z.string().describe(description);
export const optionalText = (description: string) => z.string().optional().describe(description);

/** Asks every rule of a parsed value's schema. */
export function checkFields(schema: z.core.$ZodType, node: Node<unknown>): void {
  if (node.value === undefined) return;
  const rule = rules.get(schema)?.rule;
  if (rule) node.check(rule);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    checkFields(schema.unwrap(), node);
  } else if (schema instanceof z.ZodObject) {
    for (const [key, part] of Object.entries(schema.shape)) checkFields(part, partOf(node, key));
  } else if (schema instanceof z.ZodRecord) {
    for (const key of Object.keys(Object(node.value))) checkFields(schema.valueType, partOf(node, key));
  } else if (schema instanceof z.ZodArray) {
    for (const item of (node as Node<unknown[]>).items()) checkFields(schema.element, item);
  } else if (schema instanceof z.ZodUnion) {
    const chosen = schema.options.find((option) => z.safeParse(option, node.value).success);
    if (chosen) checkFields(chosen, node);
  }
}

/** The rule of a value below a schema; none where its place depends on other values. */
export function ruleAt(schema: z.core.$ZodType, path: Path): Rule<unknown> | undefined {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return ruleAt(schema.unwrap(), path);
  if (step === undefined) return rules.get(schema)?.rule;
  const part = schema instanceof z.ZodObject ? schema.shape[step] : undefined;
  return part && ruleAt(part, rest);
}

/** A part of a map whose keys nobody knows. */
export function partOf(node: Node<unknown>, key: string): Node<unknown> {
  return (node as Node<Readonly<Record<string, unknown>>>).at(key);
}
