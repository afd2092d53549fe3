import { isHidden } from "../../base/input/hidden.js";
import { isMap } from "../../base/yaml/merge.js";
import type { PlanRecord } from "../../plan/record.js";

/** One value of a record: a scalar, or an empty map or list. */
interface Leaf {
  /** The first step is the part of the record that it is in. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A leaf that isn't the same on both sides; undefined where a side has none. */
export interface LeafChange {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

const leavesRead = new WeakMap<PlanRecord, ReadonlyMap<string, Leaf>>();

/** Everything of a record that `up` would read, leaf by leaf. */
export function leavesOf(record: PlanRecord): ReadonlyMap<string, Leaf> {
  const leaves = leavesRead.get(record) ?? readLeaves(record);
  leavesRead.set(record, leaves);
  return leaves;
}

function readLeaves({ target, sources, comparedValues, cluster, block }: PlanRecord): ReadonlyMap<string, Leaf> {
  const { program, state, providers, config, files } = sources;
  const { deciding: values, sections } = comparedValues;
  const areas = { target, program, state, providers, config, files, cluster, values, sections, block: { file: block } };
  const leaves = leavesBelow(areas, []);
  return new Map(leaves.map((leaf) => [JSON.stringify(leaf.path), leaf]));
}

function leavesBelow(value: unknown, path: readonly string[]): readonly Leaf[] {
  const parts = Array.isArray(value) ? [...value.entries()] : isMap(value) ? Object.entries(value) : [];
  // An area without anything in it is no leaf.
  if (parts.length === 0) return value === undefined || path.length < 2 ? [] : [{ path, value }];
  return parts.flatMap(([key, part]) => leavesBelow(part, [...path, Array.isArray(value) ? `[${key}]` : String(key)]));
}

export function leafChanges(before: PlanRecord, after: PlanRecord): readonly LeafChange[] {
  const [was, now] = [leavesOf(before), leavesOf(after)];
  const keys = [...new Set([...was.keys(), ...now.keys()])].sort();
  return keys.flatMap((key): LeafChange[] => {
    const [old, other] = [was.get(key), now.get(key)];
    const path = old?.path ?? other?.path ?? [];
    const [from, to] = [old?.value, other?.value];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, before: from, after: to }];
  });
}

/** A path as it is printed. */
export function pathText(path: readonly string[]): string {
  return path.reduce((text, step) => (step.startsWith("[") || text === "" ? text + step : `${text}.${step}`), "");
}

const mostShown = 120;

/** A leaf's value as it is printed: nothing that is secret, and nothing long. */
export function shownLeaf({ path }: Pick<LeafChange, "path">, value: unknown): string {
  if (value === undefined) return "nothing";
  if (isHidden(value)) return "[secret]";
  if (path.at(-1) === "secure") return "[encrypted]";
  if (path[0] === "sections") return "other values";
  const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  return text.length > mostShown ? `${text.slice(0, mostShown)}...` : text;
}
