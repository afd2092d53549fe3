import { expect, test } from "vitest";
import { packageClasses } from "../../components/schema.js";
import packageJson from "../../package.json" with { type: "json" };
import schemaJson from "../../schema.json" with { type: "json" };
import { stackArguments } from "../support/examples.js";

type Spec = Readonly<Record<string, unknown>>;
interface TypeSpec {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Spec>>;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly name: string; readonly value: string }[];
}
interface Resource extends TypeSpec {
  readonly isComponent?: boolean;
  readonly inputProperties: Readonly<Record<string, Spec>>;
  readonly requiredInputs: readonly string[];
}

const types: Readonly<Record<string, TypeSpec>> = schemaJson.types;
const resources: Readonly<Record<string, Resource>> = schemaJson.resources;
const token = (name: string) => `${packageJson.name}:index:${name}`;

function isRecord(value: unknown): value is Spec {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Everything below that is an object, itself included. */
function within(value: unknown): readonly Spec[] {
  if (Array.isArray(value)) return value.flatMap(within);
  return isRecord(value) ? [value, ...Object.values(value).flatMap(within)] : [];
}

/** A property by where it stands, such as Bucket.name. */
const inputs = [
  ...Object.entries(types).flatMap(([name, { properties = {} }]) => named(name, properties)),
  ...Object.entries(resources).flatMap(([name, { inputProperties }]) => named(`${name}Args`, inputProperties)),
];
const outputs = Object.entries(resources).flatMap(([name, { properties = {} }]) => named(name, properties));

function named(of: string, properties: Readonly<Record<string, Spec>>) {
  const last = of.slice(of.lastIndexOf(":") + 1);
  return Object.entries(properties).map(([name, spec]) => [`${last}.${name}`, spec] as const);
}

const inputOf = (name: string) => Object.fromEntries(inputs)[name];

test("the package is called as package.json says, in its version, and has every class as a component", () => {
  expect([schemaJson.name, schemaJson.version]).toEqual([packageJson.name, packageJson.version]);
  expect(Object.keys(resources)).toEqual(Object.keys(packageClasses).map(token));
  expect(Object.values(resources).filter(({ isComponent }) => !isComponent)).toEqual([]);
});

test("every reference is to a type that there is, and every type is referred to", () => {
  const references = within(schemaJson).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));
  const own = references.filter((one) => one !== "pulumi.json#/Any");
  expect([...new Set(own)].sort()).toEqual(
    Object.keys(types)
      .map((name) => `#/types/${name}`)
      .sort(),
  );
});

test("every class, type, property and output is described", () => {
  const all = [...inputs, ...outputs, ...Object.entries(types), ...Object.entries(resources)];
  expect(all.length).toBeGreaterThan(200);
  for (const [name, { description }] of all) expect(description, name).toMatch(/\w.*[.!)]$/s);
  for (const [name, { description }] of inputs) expect(description, name).toMatch(/\n\nSee .+\.$/);
});

test("no name ends in Args, which languages add", () => {
  expect(Object.keys(types).filter((name) => name.endsWith("Args"))).toEqual([]);
});

test("what is required exists", () => {
  for (const { properties = {}, required = [] } of [...Object.values(types), ...Object.values(resources)])
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...required]));
  for (const { inputProperties, requiredInputs } of Object.values(resources))
    expect(Object.keys(inputProperties)).toEqual(expect.arrayContaining([...requiredInputs]));
});

test("arguments are plain but for texts that may be outputs, and keys are secrets", () => {
  const open = inputs.filter(([, { plain }]) => !plain);
  expect(open.filter(([, { type }]) => type !== "string")).toEqual([]);
  expect(open.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      "Bucket.name",
      "Bucket.kmsKeyArn",
      "Cluster.issuerUrl",
      "Vpc.id",
      "PipelineRoleArgs.issuerUrl",
    ]),
  );
  expect(inputOf("Vpc.privateSubnetIds")).toMatchObject({ type: "array", items: { type: "string" }, plain: true });
  expect(inputOf("Vpc.privateSubnetIds")?.items).toEqual({ type: "string" });
  const secrets = [...inputs, ...outputs].filter(([, { secret }]) => secret).map(([name]) => name);
  expect(secrets.sort()).toEqual([
    "DeploykfObjectStore.kubeconfig",
    "DeploykfObjectStoreArgs.kubeconfig",
    "EksCluster.kubeconfig",
    "KeyPair.accessKey",
    "KeyPair.secretKey",
    "Keys.storageAccountKey",
    "PipelineKey.accessKey",
    "PipelineKey.secretKey",
    "PipelineKeyArgs.kubeconfig",
  ]);
});

test("a value of an enum has a name that every language takes, and no other has it", () => {
  const enums = Object.entries(types).filter(([, type]) => type.enum);
  expect(enums.length).toBeGreaterThan(10);
  for (const [name, { enum: members = [] }] of enums) {
    for (const member of members) expect(member.name, name).toMatch(/^[A-Z][A-Za-z0-9]*$/);
    expect(new Set(members.map((member) => member.name)).size, name).toBe(members.length);
  }
  expect(types[token("Platform")]?.enum?.slice(0, 2)).toEqual([
    { name: "AwsS3", value: "aws-s3" },
    { name: "Wasabi", value: "wasabi" },
  ]);
});

test("a generated SDK fills in nothing that the user didn't say", () => {
  expect(within(schemaJson).filter((spec) => "default" in spec || "const" in spec)).toEqual([]);
});

test("a map with variants is one type, which says with which of them a key is", () => {
  expect(types[token("Cluster")]?.required).toEqual(["source"]);
  expect(inputOf("Cluster.vpc")?.description).toMatch(/^With `source: new`: /);
  expect(inputOf("Cluster.name")?.description).toMatch(
    /^With `source: eks`: Required\. .* With `source: new`: .* Default: /,
  );
  expect(inputOf("Auth.listScope")?.description).not.toContain("With `");
});

test("a number says of what it is", () => {
  const numbers = inputs.filter(([, spec]) => within(spec).some(({ type }) => type === "integer"));
  expect(numbers.map(([name]) => name)).toContain("Retention.noncurrentDays");
  for (const [name, { description }] of numbers) expect(description, name).toMatch(/\b(?:days|GiB|nodes|pods)\b/i);
});

/** What of a value another language's SDK, which knows the schema alone, would refuse. */
function misfits(spec: Spec, value: unknown, path: string): readonly string[] {
  const type = typeof spec.$ref === "string" ? types[spec.$ref.replace("#/types/", "")] : undefined;
  if (type?.enum) return type.enum.some((member) => member.value === value) ? [] : [path];
  if (type) return isRecord(value) ? misfitsIn(type.properties ?? {}, type.required ?? [], value, path) : [path];
  if (Array.isArray(spec.oneOf))
    return spec.oneOf.some((one) => isRecord(one) && misfits(one, value, path).length === 0) ? [] : [path];
  const { items, additionalProperties: values } = spec;
  if (isRecord(items) && Array.isArray(value)) return value.flatMap((one) => misfits(items, one, path));
  if (isRecord(values) && isRecord(value))
    return Object.entries(value).flatMap(([name, one]) => misfits(values, one, `${path}.${name}`));
  return spec.type === (Number.isInteger(value) ? "integer" : typeof value) ? [] : [path];
}

function misfitsIn(
  properties: Readonly<Record<string, Spec>>,
  required: readonly string[],
  value: Spec,
  path: string,
): readonly string[] {
  const missing = required.filter((name) => value[name] === undefined).map((name) => `${path}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, part]) => {
    const spec = properties[name];
    return spec ? misfits(spec, part, `${path}.${name}`) : [`${path}.${name} is unknown`];
  });
  return [...missing, ...wrong];
}

test("every example stack is what the schema takes", () => {
  const { inputProperties = {}, requiredInputs = [] } = resources[token("DeploykfObjectStore")] ?? {};
  const check = (args: Spec) => misfitsIn(inputProperties, requiredInputs, args, "args");
  expect(stackArguments.map(([file, args]) => [file, check(args)])).toEqual(stackArguments.map(([file]) => [file, []]));
  const [, first = {}] = stackArguments[0] ?? [];
  expect(check({ ...first, cluster: { source: "gke", vpc: {} }, nmae: 1 })).toEqual([
    "args.cluster.source",
    "args.cluster.vpc.id is missing",
    "args.nmae is unknown",
  ]);
});
