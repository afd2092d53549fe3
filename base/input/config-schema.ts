import { z } from "zod";
import type { TextKind } from "../problems/harmless.js";
import type { Finding } from "../problems/problem.js";
import type { Disclosure } from "../yaml/disclosed.js";
import type { Path } from "../yaml/source.js";
import type { Words } from "./words.js";

/** What a stack config may say, and what of it may be shown. */
export interface ConfigSchema {
  /** By top-level key in the project's namespace. */
  readonly keys: Readonly<Record<string, z.ZodType>>;
  /** The one of them whose values are secrets. */
  readonly secrets: {
    readonly key: string;
    /** How it is written, in one line. */
    readonly shape: string;
    readonly missing: (key: string, words: Words) => Finding;
  };
  /** Of the files. */
  readonly disclosure: Disclosure;
  /** The kind of a setting that is no secret; the path begins with the full key. */
  kindOf(path: Path): TextKind | undefined;
}

/** What is read of a schema in JSON. */
export interface JsonSchema {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

const made = new WeakMap<z.ZodType, JsonSchema>();

export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const json = made.get(schema) ?? (z.toJSONSchema(schema, { io: "input" }) as JsonSchema);
  made.set(schema, json);
  return json;
}
