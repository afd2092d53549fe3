import packageJson from "../../package.json" with { type: "json" };
import { pascal } from "./model.js";
import { type Source, sourceOf } from "./sources.js";
import type { ObjectType, Property, Type } from "./types.js";
import {
  type ClassModel,
  classes,
  fallbackOf,
  memberTexts,
  type NamedType,
  namedTypes,
  sentencesOf,
  textOf,
  whatItMakes,
} from "./words.js";

/** schema.json: the package as Pulumi tells other languages of it. */
export function packageSchema(): object {
  const { name, version, license } = packageJson;
  const types = [...namedTypes()].map(([type, named]) => [token(type), typeSpec(named)]);
  return {
    name,
    displayName: "deployKF object store",
    version,
    description: packageJson.description,
    keywords: ["pulumi", "kind/component", "category/infrastructure", "deploykf", "kubeflow"],
    license,
    meta: { moduleFormat: "(.*)" },
    language: {
      nodejs: { packageName: name, respectSchemaVersion: true },
      python: { pyproject: { enabled: true }, respectSchemaVersion: true },
      go: { importBasePath: `example.com/${name}/sdk/go/deploykfobjectstore`, respectSchemaVersion: true },
      csharp: { namespaces: { [name]: "Deploykf" }, respectSchemaVersion: true },
      java: {},
    },
    types: Object.fromEntries(types),
    resources: Object.fromEntries(classes.map((one) => [token(one.name), resourceSpec(one)])),
  };
}

function token(name: string): string {
  return `${packageJson.name}:index:${name}`;
}

function resourceSpec({ name, args, outputs, home }: ClassModel) {
  const inputs = objectSpec(args, home);
  const made = objectSpec(outputs, undefined, false);
  return {
    isComponent: true,
    description: whatItMakes(name),
    inputProperties: inputs.properties,
    requiredInputs: inputs.required,
    properties: made.properties,
    required: made.required,
  };
}

function typeSpec({ type, of, home }: NamedType) {
  if (type.kind === "object") {
    return { type: "object", description: textOf(type.object.description), ...objectSpec(type.object, home) };
  }
  const texts = memberTexts(type, of);
  return {
    type: "string",
    description: `Values of \`${of.path}\`.`,
    enum: type.values.map((value) => ({
      name: pascal(value),
      ...(texts[value] !== undefined && { description: texts[value] }),
      value,
    })),
  };
}

/** Arguments have a source, and may be plain. */
function objectSpec({ properties }: ObjectType, home: string | undefined, isArguments = true) {
  const specs = properties.map((property) => {
    const source = isArguments ? seen(sourceOf(property.path, home)) : "";
    return [property.name, { ...propertyType(property.type, isArguments), description: `${said(property)}${source}` }];
  });
  return {
    properties: Object.fromEntries(specs),
    required: properties.filter(({ required }) => required).map(({ name }) => name),
  };
}

/**
 * No `default` of Pulumi's: a generated SDK sends it as if the user had said it, for variants of a map that don't have the
 * key, too. What the schema fills in for nobody's word, it says.
 */
function said(property: Property): string {
  const fallback = fallbackOf(property);
  return [...sentencesOf(property), ...(fallback === undefined ? [] : [`Default: ${fallback}.`])].join(" ");
}

function seen({ title, url }: Source): string {
  return `\n\nSee ${title === url ? url : `[${title}](${url})`}.`;
}

/** What has an output in it is plain but there, so that the rest is known when the component is made. */
function propertyType(type: Type, isArgument: boolean): object {
  const plain = isArgument && { plain: true };
  const of = (part: Type) => propertyType(part, isArgument);
  switch (type.kind) {
    case "text":
      return { type: "string", ...(type.input ? type.input === "opaque" && { secret: true } : plain) };
    case "literal":
      return { type: "string", ...plain };
    case "enum":
      return { $ref: `#/types/${token(type.name)}`, ...plain };
    case "object":
      return { $ref: `#/types/${token(type.object.name)}`, ...plain };
    case "list":
      return { type: "array", items: of(type.of), ...plain };
    case "map":
      return { type: "object", additionalProperties: of(type.of), ...plain };
    case "either":
      return { oneOf: type.types.map(of), ...plain };
    case "any":
      return { $ref: "pulumi.json#/Any" };
    default:
      return { type: type.kind, ...plain };
  }
}
