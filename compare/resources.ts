import { isDeepStrictEqual } from "node:util";
import { isMap } from "../base/yaml/merge.js";
import type { PlanRecord, ResourceRecord } from "../plan/record.js";
import { typeOf } from "../plan/resource-types.js";
import type { Comparison, ResourceChange } from "./printed.js";

export function resourceDiff(before: PlanRecord, after: PlanRecord): Comparison["resources"] {
  const old = byName(before.resources);
  const now = byName(after.resources);
  const diff = { added: [], changed: [], removed: [], replaced: [] } as Record<
    keyof Comparison["resources"],
    ResourceChange[]
  >;
  for (const [key, resource] of now) {
    const other = old.get(key);
    if (!other) diff.added.push(change(resource, []));
    else {
      const keys = differing(other.inputs, resource.inputs);
      const fixed = keys.filter((one) => isFixed(resource, one) || identity(other) !== identity(resource));
      if (fixed.length > 0) diff.replaced.push(change(resource, fixed));
      else if (keys.length > 0) diff.changed.push(change(resource, keys));
    }
  }
  for (const [key, resource] of old) if (!now.has(key)) diff.removed.push(change(resource, []));
  return diff;
}

/** The stack, components and providers aren't things that a cloud has. */
function byName(resources: readonly ResourceRecord[]): ReadonlyMap<string, ResourceRecord> {
  const real = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  return new Map(real.map((resource) => [`${resource.type} ${resource.name}`, resource]));
}

function isFixed({ type }: ResourceRecord, key: string): boolean {
  return typeOf(type).fixed.includes(key);
}

/** Kubernetes' objects are named by their metadata. */
function identity({ type, inputs: { metadata } }: ResourceRecord): string {
  if (!type.startsWith("kubernetes:") || !isMap(metadata)) return "";
  return `${metadata.namespace}/${metadata.name}`;
}

function change({ type, name, protect }: ResourceRecord, keys: readonly string[]): ResourceChange {
  return { type, name, keys, protect };
}

function differing(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
}
