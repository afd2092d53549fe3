import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { isMap } from "../../base/yaml/merge.js";
import { masked, type RecordedResource } from "../../cli/offline/recorder.js";
import { providerUrn } from "../../recover/state.js";
import { stackType } from "../../recover/urns.js";
import type { ProgramRun } from "../support/program.js";
import { replacingInputs } from "./replacing.js";

/** What of a resource decides whether a stack that has it keeps it. */
export interface Branch {
  /** The engine's, without stack and project: `<types of all ancestors>$<type>::<name>`. */
  readonly urn: string;
  readonly parent: string | undefined;
  readonly options: readonly string[];
  /** The inputs that replace it. */
  readonly fixed: Readonly<Record<string, unknown>>;
}

export interface Grown extends Branch {
  /** URNs that its aliases, and those of its ancestors, stand for. */
  readonly formerly: readonly string[];
}

/** What a run registered; in the order of {@link textOf}. */
export function treeOf({ resources, requests }: Pick<ProgramRun, "resources" | "requests">): readonly Grown[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const above = ({ parent }: RecordedResource) => (parent === undefined ? undefined : byUrn.get(parent));
  const known = new Map<RecordedResource, readonly string[]>();

  /** Its URN, and behind it those of before. */
  const urnsOf = (resource: RecordedResource): readonly string[] => {
    const made = known.get(resource) ?? [...new Set(identities(resource).map(([types, name]) => `${types}::${name}`))];
    known.set(resource, made);
    return made;
  };
  const identities = (resource: RecordedResource) => {
    const parent = above(resource);
    return [{}, ...aliasesOf(requests.get(resource.urn))].flatMap(({ urn, name, type, parentUrn }: Alias) => {
      if (urn !== undefined) return [split(urn.split("::").slice(2).join("::"))];
      const of = parentUrn === undefined ? parent : byUrn.get(parentUrn);
      const own = [type ?? resource.type, name ?? resource.name] as const;
      if (!of) return [own];
      // A child that is called after its parent was called after the parent's earlier name. Source: the engine's "alias inheritance".
      return urnsOf(of).map((urnOfParent) => {
        const [types, parentName] = split(urnOfParent);
        const inherited = own[1].startsWith(of.name) ? parentName + own[1].slice(of.name.length) : own[1];
        return [`${types}$${own[0]}`, inherited] as const;
      });
    });
  };

  const grown = masked(resources).map((resource, index): Grown => {
    const [urn = "", ...formerly] = urnsOf(resources[index] ?? resource);
    const parent = above(resource);
    const request = requests.get(resource.urn);
    return {
      ...{ urn, formerly, parent: parent && urnsOf(parent)[0] },
      options: (["protect", "retainOnDelete", "deleteBeforeReplace"] as const).filter((option) => resource[option]),
      fixed: fixedOf(resource, request),
    };
  });
  return grown.sort((one, other) => (pathOf(one, grown) < pathOf(other, grown) ? -1 : 1));
}

interface Alias {
  readonly urn?: string;
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  /** Of the parent, or "" for none. */
  readonly parentUrn?: string | undefined;
}

function aliasesOf(request: RegisterResourceRequest | undefined): readonly Alias[] {
  return (request?.getAliasesList() ?? []).map((alias) => {
    const spec = alias.getSpec();
    if (!spec) return { urn: alias.getUrn() };
    const isRoot = spec.getNoparent() || spec.getParenturn().includes(`::${stackType}::`);
    return {
      ...{ name: spec.getName() || undefined, type: spec.getType() || undefined },
      parentUrn: isRoot ? "" : spec.getParenturn() || undefined,
    };
  });
}

function split(urn: string): readonly [types: string, name: string] {
  const at = urn.indexOf("::");
  return [urn.slice(0, at), urn.slice(at + 2)];
}

function fixedOf(resource: RecordedResource, request: RegisterResourceRequest | undefined): Branch["fixed"] {
  const provider = providerUrn(request?.getProvider())?.split("::").at(-1);
  const paths = resource.custom || resource.type.startsWith("eks:") ? replacingInputs(resource.type) : [];
  const all = [...paths, ...(request?.getReplaceonchangesList() ?? [])];
  const values = all.map((path) => [path, valueAt(resource.inputs, path)] as const);
  return Object.fromEntries([["provider", provider] as const, ...values].filter(([, value]) => value !== undefined));
}

function valueAt(inputs: unknown, path: string): unknown {
  const value = path.split(".").reduce((at: unknown, step) => (isMap(at) ? at[step] : undefined), inputs);
  // A reference to a resource.
  return typeof value === "string" && value.startsWith("urn:pulumi:") ? value.split("::").at(-1) : value;
}

/** Sorts children behind their parent. */
function pathOf(branch: Branch, all: readonly Branch[]): string {
  const parent = all.find(({ urn }) => urn === branch.parent);
  return `${parent ? `${pathOf(parent, all)}\n` : ""}${branch.urn}`;
}

/** One line for each resource, indented below its parent: the types of its ancestors and its own make its URN. */
export function textOf(tree: readonly Branch[]): string {
  const depths = new Map<string, number>();
  const lines = tree.map(({ urn, parent, options, fixed }) => {
    const depth = parent === undefined ? 0 : (depths.get(parent) ?? 0) + 1;
    depths.set(urn, depth);
    const inputs = Object.keys(fixed).length > 0 ? [canonicalJson(fixed)] : [];
    return `${"  ".repeat(depth)}${[urn.slice(urn.lastIndexOf("$") + 1), ...options, ...inputs].join(" ")}`;
  });
  return `${lines.join("\n")}\n`;
}

/** What {@link textOf} has written. */
export function readTree(text: string): readonly Branch[] {
  const ancestors: string[] = [];
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const depth = (line.length - line.trimStart().length) / 2;
      const json = line.indexOf(" {");
      const [own = "", ...options] = (json < 0 ? line : line.slice(0, json)).trim().split(" ");
      const parent = depth === 0 ? undefined : ancestors[depth - 1];
      const urn = parent === undefined ? own : `${parent.slice(0, parent.indexOf("::"))}$${own}`;
      ancestors[depth] = urn;
      const fixed: unknown = json < 0 ? {} : JSON.parse(line.slice(json + 1));
      if (!isMap(fixed)) throw new Error(`no line of a tree: ${line}`);
      return { urn, parent, options, fixed };
    });
}
