import { isMap } from "../../base/yaml/merge.js";
import { mapOf } from "../support/project.js";
import { projectFile } from "../support/stack.js";

/** The package's schema, as programs in other languages are held to it. */
const schema = mapOf(JSON.parse(projectFile("schema.json")));

/** Stands for a value that comes from another resource, or is made by code. */
export const fromElsewhere = Symbol("from elsewhere");

type Spec = Readonly<Record<string, unknown>>;

interface Naming {
  /** How the language calls a property of the schema. */
  readonly nameOf: (property: string) => string;
}

/** What is wrong with a resource's arguments; none where all are properties of the schema and have their types. */
export function wrongArguments(token: string, args: unknown, naming: Naming = { nameOf: (name) => name }): string[] {
  const resource = mapOf(schema.resources)[token];
  if (!resource) return [`there is no resource ${token}`];
  const { inputProperties, requiredInputs } = mapOf(resource);
  return wrongProperties({ properties: inputProperties, required: requiredInputs }, args, token, naming);
}

/** Outputs of a resource, by the language's names. */
export function outputsOf(token: string, { nameOf }: Naming = { nameOf: (name) => name }): string[] {
  return Object.keys(mapOf(mapOf(mapOf(schema.resources)[token]).properties)).map(nameOf);
}

function wrongProperties(spec: Spec, value: unknown, path: string, naming: Naming): string[] {
  if (!isMap(value)) return [`${path} is no map`];
  const properties = new Map(Object.entries(mapOf(spec.properties)).map(([name, of]) => [naming.nameOf(name), of]));
  const required = Array.isArray(spec.required) ? spec.required.map((name) => naming.nameOf(String(name))) : [];
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${path} lacks ${name}`),
    ...Object.entries(value).flatMap(([name, part]) => {
      const of = properties.get(name);
      return of ? wrongValue(mapOf(of), part, `${path}.${name}`, naming) : [`${path} has no ${name}`];
    }),
  ];
}

function wrongValue(spec: Spec, value: unknown, path: string, naming: Naming): string[] {
  if (value === fromElsewhere) return spec.plain === true ? [`${path} has to be plain`] : [];
  if (typeof spec.$ref === "string") return wrongNamed(spec.$ref, value, path, naming);
  if (Array.isArray(spec.oneOf)) {
    const tried = spec.oneOf.map((one) => wrongValue(mapOf(one), value, path, naming));
    return tried.some((wrong) => wrong.length === 0) ? [] : tried.flat();
  }
  switch (spec.type) {
    case "array":
      if (!Array.isArray(value)) return [`${path} is no list`];
      return value.flatMap((item, index) => wrongValue(mapOf(spec.items), item, `${path}[${index}]`, naming));
    case "object":
      if (!isMap(value)) return [`${path} is no map`];
      return Object.entries(value).flatMap(([key, part]) =>
        wrongValue(mapOf(spec.additionalProperties), part, `${path}.${key}`, naming),
      );
    case "integer":
      return Number.isInteger(value) ? [] : [`${path} is no integer`];
    default:
      return typeof value === spec.type ? [] : [`${path} is no ${spec.type}`];
  }
}

function wrongNamed(ref: string, value: unknown, path: string, naming: Naming): string[] {
  const type = mapOf(mapOf(schema.types)[ref.replace("#/types/", "")]);
  if (!Array.isArray(type.enum)) return wrongProperties(type, value, path, naming);
  const values = type.enum.map((one) => mapOf(one).value);
  return values.includes(value) ? [] : [`${path} is none of ${values.join(", ")}`];
}
