import type { Fact, Property } from "./types.js";

/** One map in place of a choice of several, which other languages don't have: the schema still checks which is which. */
export function merged(
  key: string,
  path: string,
  typeName: string,
  variants: readonly (readonly Property[])[],
): readonly Property[] {
  const byName = new Map<string, { readonly property: Property; readonly variant: string }[]>();
  for (const properties of variants) {
    const chosen = properties.find(({ name }) => name === key)?.type;
    if (chosen?.kind !== "literal") throw new Error(`${path}: it has to tell the variants apart`);
    for (const property of properties) {
      const others = byName.get(property.name) ?? [];
      byName.set(property.name, [...others, { property, variant: chosen.value }]);
    }
  }
  const properties = [...byName].map(([name, found]): Property => {
    const parts = found.map(({ property }) => property);
    if (name === key) return { ...choice(typeName, parts), name, path };
    const [first] = parts;
    if (!first || parts.some(({ type }) => JSON.stringify(type) !== JSON.stringify(first.type)))
      throw new Error(`${path}: ${name} has several types`);
    const isCommon = found.length === variants.length;
    const facts = distinct(found.flatMap(({ property, variant }) => factsWith(property, `${key}: ${variant}`)));
    const isOne = isCommon && facts.length === 1;
    return {
      ...first,
      required: isCommon && parts.every(({ required }) => required),
      facts: isOne ? facts.map((fact) => ({ ...fact, variants: [] })) : facts,
    };
  });
  // What all variants have comes last.
  const rank = ({ name, facts }: Property) =>
    name === key ? 0 : facts.some(({ variants: some }) => some.length > 0) ? 1 : 2;
  return properties.sort((a, b) => rank(a) - rank(b));
}

/** The property that tells the variants apart. */
function choice(typeName: string, parts: readonly Property[]): Pick<Property, "type" | "required" | "facts"> {
  const values = parts.flatMap(({ type }) => (type.kind === "literal" ? [type.value] : []));
  const facts = parts.flatMap((part) => part.facts);
  const fallback = facts.find((fact) => fact.fallback !== undefined)?.fallback;
  const required = parts.every((part) => part.required);
  const description = facts.map((fact) => fact.description).join(" ");
  return {
    type: { kind: "enum", name: typeName, values },
    required,
    facts: [{ variants: [], description, required, fallback }],
  };
}

function factsWith({ facts }: Property, variant: string): readonly Fact[] {
  return facts.map((fact) => ({ ...fact, variants: [variant] }));
}

/** The same fact of several variants is said once. */
function distinct(facts: readonly Fact[]): readonly Fact[] {
  const found = new Map<string, Fact>();
  for (const fact of facts) {
    const same = JSON.stringify({ ...fact, variants: [] });
    found.set(same, { ...fact, variants: [...(found.get(same)?.variants ?? []), ...fact.variants] });
  }
  return [...found.values()];
}
