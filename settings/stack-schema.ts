import { type ConfigSchema, type JsonSchema, jsonSchemaOf } from "../base/input/config-schema.js";
import { fileKeys } from "../base/input/stack-file.js";
import type { TextKind } from "../base/problems/harmless.js";
import type { Disclosure } from "../base/yaml/disclosed.js";
import type { Path } from "../base/yaml/source.js";
import { keyPartMissing } from "../subjects/identity/key-rules.js";
import { type StackKey, stackKeys } from "./schema.js";

/** Which parts of a stack's file are known to be no secrets, by the schema. */

/** Settings of providers that are names and switches; their servers and keys may hold a password. */
const providers: ReadonlySet<string> = new Set([
  ...["aws:region", "aws:profile", "gcp:project", "gcp:region", "gcp:zone"],
  ...["minio:minioSsl", "minio:minioInsecure", "minio:minioRegion", "minio:minioApiVersion"],
]);

const addresses: ReadonlySet<string> = new Set(["host", "issuerUrl", "blobEndpoint"]);
const paths: ReadonlySet<string> = new Set(["valuesFiles", "application", "generatedFile", "path", "context"]);

/** The kind of a setting that is no secret; the path begins with the full key. */
function kindOfSetting([fullKey, ...rest]: Path): TextKind | undefined {
  const key = String(fullKey);
  if (providers.has(key)) return rest.length === 0 ? "plain" : undefined;
  const name = key.slice(key.indexOf(":") + 1);
  if (!isStackKey(name) || name === "keys") return undefined;
  // A list of names may be written as one name by mistake.
  const isLeaf = [rest, [...rest, 0]].some((path) => at([jsonSchemaOf(stackKeys[name])], path).length > 0);
  if (!isLeaf) return undefined;
  const last = String(rest.findLast((step) => typeof step === "string") ?? name);
  if (addresses.has(last)) return "address";
  return paths.has(last) && (name !== "auth" || last !== "path") ? "path" : "plain";
}

function isStackKey(name: string): name is StackKey {
  return Object.hasOwn(stackKeys, name);
}

/** Every plain value that may stand at a path, whichever variant of a map is chosen. */
function at(schemas: readonly JsonSchema[], path: Path): readonly JsonSchema[] {
  const variants = schemas.flatMap(variantsOf);
  const [step, ...rest] = path;
  if (step === undefined)
    return variants.filter(({ type, properties }) => type !== "array" && !properties && type !== "object");
  return at(
    variants.flatMap((schema) => partOf(schema, step) ?? []),
    rest,
  );
}

function variantsOf(schema: JsonSchema): readonly JsonSchema[] {
  const parts = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return parts.length > 0 ? parts.flatMap(variantsOf) : [schema];
}

function partOf({ properties = {}, additionalProperties, items }: JsonSchema, step: string | number) {
  if (typeof step === "number") return items;
  if (Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** The names of all keys in the schema. */
function keyNames(): ReadonlySet<string> {
  const collect = (schema: JsonSchema): string[] =>
    variantsOf(schema).flatMap(({ properties = {}, additionalProperties, items }) => [
      ...Object.entries(properties).flatMap(([name, part]) => [name, ...collect(part)]),
      ...(typeof additionalProperties === "object" ? collect(additionalProperties) : []),
      ...(items ? collect(items) : []),
    ]);
  const names = Object.keys(stackKeys).filter(isStackKey);
  return new Set([
    ...[...fileKeys, "secure", "default", "value"],
    ...[...providers].map((key) => key.slice(key.indexOf(":") + 1)),
    ...names.flatMap((name) => [name, ...collect(jsonSchemaOf(stackKeys[name]))]),
  ]);
}

function belowConfig(path: Path): Path {
  return path[0] === "config" ? path.slice(1) : path;
}

let names: ReadonlySet<string> | undefined;

/** Of `Pulumi.<stack>.yaml`, and of the defaults in `Pulumi.yaml`. */
const settingsDisclosure: Disclosure = {
  kindOf: (path) => {
    const inFile = belowConfig(path);
    const last = inFile.at(-1);
    return (
      kindOfSetting(inFile) ?? (last === "default" || last === "value" ? kindOfSetting(inFile.slice(0, -1)) : undefined)
    );
  },
  get keys() {
    names ??= keyNames();
    return names;
  },
  // Within keys, only profiles have names that the schema doesn't know.
  isKey: (path, isMap) => {
    const [fullKey, ...rest] = belowConfig(path);
    const key = String(fullKey);
    if (rest.length === 0 || key.slice(key.indexOf(":") + 1) !== "keys") return true;
    return isMap && rest.length === 2 && rest[0] === "profiles";
  },
};

/** What is known of a stack config before it is parsed. */
export const stackSchema: ConfigSchema = {
  keys: stackKeys,
  secrets: {
    key: "keys",
    shape: "keys: { backend: { accessKey, secretKey }, profiles: { NAME: { accessKey, secretKey } } }",
    missing: keyPartMissing,
  },
  disclosure: settingsDisclosure,
  kindOf: kindOfSetting,
};
