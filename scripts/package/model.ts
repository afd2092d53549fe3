import { z } from "zod";
import { inputKindOf } from "../../base/input/late.js";
import type { ObjectType, Property, Type } from "./types.js";
import { merged } from "./variants.js";

/** Names of types, where the last key of the path says too little. */
const typeNames: Readonly<Record<string, string>> = {
  "objectStore.s3proxy": "S3Proxy",
  "objectStore.s3proxy.tls": "S3ProxyTls",
  "auth.mode": "AuthMode",
  "auth.slots": "KeySlots",
  "cluster.source": "ClusterSource",
  "cluster.outputs": "ClusterOutputs",
  "cluster.logTypes": "LogType",
  "keys.backend": "KeyPair",
  "keys.shared": "KeyPair",
  "keys.profiles": "KeyPair",
  "profiles.overrides": "ProfileOverride",
  "profiles.overrides.auth": "ProfileAuth",
  "profiles.overrides.secret": "OwnSecret",
  slots: "KeySlots",
  secret: "KeySecret",
  logTypes: "LogType",
};

function typeName(path: string): string {
  return typeNames[path] ?? pascal(path.slice(path.lastIndexOf(".") + 1));
}

export function pascal(text: string): string {
  return text.replaceAll(/(?:^|[-_])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function objectOf(schema: z.ZodObject, name: string): ObjectType {
  return { name, description: describedAs(schema), properties: propertiesOf(schema, "") };
}

function propertiesOf(schema: z.ZodObject, path: string): readonly Property[] {
  return Object.entries(schema.shape).map(([name, part]) => {
    const at = path === "" ? name : `${path}.${name}`;
    const required = !(part instanceof z.ZodType && part.safeParse(undefined).success);
    const fact = { variants: [], description: describedAs(part), required, fallback: defaultOf(part) };
    return { name, path: at, type: typeOf(part, at), required, facts: [fact] };
  });
}

function typeOf(wrapped: z.core.$ZodType, path: string): Type {
  const input = inputKindOf(wrapped)?.kind;
  if (input) return { kind: "text", input };
  const schema = unwrapped(wrapped);
  if (schema instanceof z.ZodString) return { kind: "text" };
  if (schema instanceof z.ZodBoolean) return { kind: "boolean" };
  if (schema instanceof z.ZodNumber && schema.format === "safeint") return { kind: "integer" };
  if (schema instanceof z.ZodUnknown) return { kind: "any" };
  if (schema instanceof z.ZodEnum) return { kind: "enum", name: typeName(path), values: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return { kind: "literal", value: String(schema.value) };
  if (schema instanceof z.ZodArray) return { kind: "list", of: typeOf(schema.element, path) };
  if (schema instanceof z.ZodRecord) return { kind: "map", of: typeOf(schema.valueType, path) };
  if (schema instanceof z.ZodObject || schema instanceof z.ZodDiscriminatedUnion)
    return { kind: "object", object: mapOf(schema, describedAs(schema) || describedAs(wrapped), path) };
  if (schema instanceof z.ZodUnion)
    return { kind: "either", types: schema.options.map((option) => typeOf(option, path)) };
  throw new Error(`${path}: there is no type for a ${schema._zod.def.type}`);
}

function mapOf(schema: z.ZodObject | z.ZodDiscriminatedUnion, description: string, path: string): ObjectType {
  const named = { name: typeName(path), description };
  if (schema instanceof z.ZodObject) return { ...named, properties: propertiesOf(schema, path) };
  const key = schema.def.discriminator;
  const variants = schema.options.map((option) => {
    if (!(option instanceof z.ZodObject)) throw new Error(`${path}: a variant that is no map`);
    return propertiesOf(option, path);
  });
  return { ...named, properties: merged(key, `${path}.${key}`, typeName(`${path}.${key}`), variants) };
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return isWrapped(schema) ? unwrapped(schema.unwrap()) : schema;
}

function isWrapped(schema: z.core.$ZodType) {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
}

/** Of the outermost that has one. */
function describedAs(schema: z.core.$ZodType): string {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  return isWrapped(schema) ? describedAs(schema.unwrap()) : "";
}

function defaultOf(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodDefault) return schema.def.defaultValue;
  return isWrapped(schema) ? defaultOf(schema.unwrap()) : undefined;
}
