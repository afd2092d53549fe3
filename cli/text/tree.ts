import { AsciiTree } from "oo-ascii-tree";
import { groupBy } from "../../base/problems/group.js";
import { counted, paragraph, withCommas } from "../../base/problems/text.js";
import { isMap } from "../../base/yaml/merge.js";
import { shortType, typeOf } from "../../plan/resource-types.js";
import type { RecordedResource } from "../offline/recorder.js";

/** Children of one parent shown one by one before the rest is only counted. */
const mostShown = 20;

/** The resources as a tree, and how many of each type. */
export function treeLines(resources: readonly RecordedResource[]): string[] {
  const children = groupBy(resources, ({ parent = "" }) => parent);
  const tree = new AsciiTree();
  const roots = children.get("") ?? [];
  for (const root of roots) tree.add(...subtrees(root.urn, children));
  const lines = tree.toString().trimEnd().split("\n");
  return [...lines.map((line) => `  ${line}`.trimEnd()), ...countLines(resources)];
}

function subtrees(parent: string, children: ReadonlyMap<string, readonly RecordedResource[]>): AsciiTree[] {
  const all = children.get(parent) ?? [];
  const shown = all.slice(0, mostShown).map((one) => new AsciiTree(label(one), ...subtrees(one.urn, children)));
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, new AsciiTree(`... and ${withCommas(rest)} more`)] : shown;
}

function label({ type, name, inputs, protect, retainOnDelete }: RecordedResource): string {
  const physical = physicalName(type, inputs);
  const shown = typeof physical === "string" ? physical : name;
  const marks = retainOnDelete ? (protect ? " [kept]" : " [never deleted]") : protect ? " [protected]" : "";
  return `${typeName(type)} ${shown}${marks}`;
}

function typeName(type: string): string {
  if (type.startsWith("pulumi:providers:")) return "Provider";
  return typeNames[type] ?? shortType(type);
}

/** Where the last part of a type says too little. */
const typeNames: Readonly<Record<string, string>> = {
  "gcp:serviceaccount/account:Account": "ServiceAccount",
};

/** As its account, store or cluster knows it; undefined for what people know by its place in the program. */
function physicalName(type: string, inputs: RecordedResource["inputs"]): unknown {
  const { named } = typeOf(type);
  if (named !== undefined) return inputs[named];
  const { metadata } = inputs;
  if (!type.startsWith("kubernetes:") || !isMap(metadata)) return undefined;
  if (metadata.namespace !== undefined) return `${metadata.namespace}/${metadata.name}`;
  return type === "kubernetes:core/v1:Namespace" ? metadata.name : undefined;
}

function countLines(resources: readonly RecordedResource[]): string[] {
  const real = resources.filter(({ custom }) => custom);
  const kept = real.filter(({ protect, retainOnDelete }) => protect && retainOnDelete).length;
  const locked = real.filter(({ protect, retainOnDelete }) => protect && !retainOnDelete).length;
  const remote = resources.filter(({ custom, type }) => !custom && type.startsWith("eks:")).length;
  const notes = [
    counted(real.length, "resource"),
    kept > 0 && `${kept} [kept]: protected, and left in place by destroy`,
    locked > 0 && `${locked} [protected]: destroy refuses them`,
    remote > 0 && "and what @pulumi/eks makes below its Cluster and ManagedNodeGroup",
  ];
  return ["", ...paragraph("  ", notes.filter(Boolean).join("; "))];
}
