import { isMap, type YamlMap } from "../base/yaml/merge.js";
import { accessKeyType, type RegisteredResource } from "../plan/resource-types.js";

/** What Pulumi's state knows of a stack; of inputs and outputs only what names a thing. */
export interface StackState {
  /** By URN; without what is only still to be deleted. */
  readonly resources: ReadonlyMap<string, StateResource>;
  /** Resources that an `up` was creating when it died. */
  readonly creating: readonly PendingCreate[];
  /** Whether it was doing anything at all. */
  readonly interrupted: boolean;
  /** When the stack was first deployed; undefined where it never was. */
  readonly created: string | undefined;
  /** Ids of all access keys. */
  readonly accessKeys: ReadonlySet<string>;
}

interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** Physical id; undefined for components. */
  readonly id: string | undefined;
  /** Deleted already, to be created again. */
  readonly pendingReplacement: boolean;
  /** URNs. */
  readonly dependencies: readonly string[];
}

export interface PendingCreate extends Omit<RegisteredResource, "custom"> {
  /** URN of its provider. */
  readonly provider: string | undefined;
}

/** The state as `pulumi stack export` prints it; undefined where it isn't one. */
export function parseState(exported: unknown): StackState | undefined {
  if (!isMap(exported) || !isMap(exported.deployment)) return undefined;
  const { resources = [], pending_operations: pending = [] } = exported.deployment;
  const all = mapsOf(resources);
  const operations = mapsOf(pending);
  if (!all || !operations) return undefined;
  const read = all.map(resourceOf);
  const keys = all.flatMap(({ type, id }) => (type === accessKeyType && typeof id === "string" ? [id] : []));
  const root = all.find(({ type }) => type === "pulumi:pulumi:Stack");
  return {
    resources: new Map(read.flatMap((one) => (one ? [[one.urn, one]] : []))),
    creating: operations.flatMap((operation) => pendingCreate(operation) ?? []),
    interrupted: operations.length > 0,
    created: textOf(root?.created),
    accessKeys: new Set(keys),
  };
}

function resourceOf(resource: YamlMap): StateResource | undefined {
  const { urn, type, id, delete: deleting, pendingReplacement, dependencies } = resource;
  if (typeof urn !== "string" || typeof type !== "string" || deleting === true) return undefined;
  const before = Array.isArray(dependencies) ? dependencies.filter((one) => typeof one === "string") : [];
  return { urn, type, id: textOf(id), pendingReplacement: pendingReplacement === true, dependencies: before };
}

function pendingCreate({ type: operation, resource }: YamlMap): PendingCreate | undefined {
  if (operation !== "creating" || !isMap(resource)) return undefined;
  const { urn, type, parent, inputs, protect, provider } = resource;
  if (typeof urn !== "string" || typeof type !== "string") return undefined;
  return {
    urn,
    type,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    parent: textOf(parent),
    inputs: isMap(inputs) ? inputs : {},
    protect: protect === true,
    provider: providerUrn(textOf(provider)),
  };
}

/** The provider's URN in a reference to it, whose last part is an id. */
export function providerUrn(reference: string | undefined): string | undefined {
  return reference?.replace(/::[^:]*$/, "") || undefined;
}

function mapsOf(value: unknown): readonly YamlMap[] | undefined {
  // A stack that was never deployed has null.
  if (value === null) return [];
  return Array.isArray(value) && value.every(isMap) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
