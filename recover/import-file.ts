import type { Candidate, Registered } from "./candidates.js";
import { importId } from "./kinds.js";
import type { StackState } from "./state.js";
import { stackType } from "./urns.js";

/** What `pulumi import --file` takes. Source: pulumi's pkg/cmd/pulumi/operations/import.go. */
export interface ImportFile {
  /** URNs of what the state has already, by the names that entries use: the URNs themselves, which are unique. */
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly ImportEntry[];
}

interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly logicalName: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly version?: string;
  readonly component?: true;
}

/** The resources with their parents, each behind its parent; components that the state lacks are made in it. */
export function importFile(
  candidates: readonly Candidate[],
  registered: readonly Registered[],
  { resources }: StackState,
): ImportFile {
  const byUrn = new Map(registered.map((one) => [one.urn, one]));
  const nameTable: Record<string, string> = {};
  const entries = new Map<string, ImportEntry>();
  // The stack's own resource is every parentless resource's parent, and made by the import if need be.
  const parentOf = (urn: string | undefined): Pick<ImportEntry, "parent"> => {
    if (urn === undefined || byUrn.get(urn)?.type === stackType || urn.includes(`::${stackType}::`)) return {};
    const component = byUrn.get(urn);
    if (resources.has(urn)) nameTable[urn] = urn;
    else if (component && !entries.has(urn)) {
      const above = parentOf(component.parent);
      entries.set(urn, { type: component.type, name: urn, logicalName: component.name, ...above, component: true });
    }
    return { parent: urn };
  };
  for (const { urn, type, name, parent, provider, version, subject, inputs } of candidates) {
    if (!subject) continue;
    const above = parentOf(parent);
    if (provider !== undefined) nameTable[provider] = provider;
    entries.set(urn, {
      ...{ type, name: urn, logicalName: name, id: importId(subject) + elsewhere(type, inputs), ...above },
      ...(provider !== undefined ? { provider } : version !== undefined && { version }),
    });
  }
  return { nameTable, resources: [...entries.values()] };
}

/** A resource in another region than the provider's. Source: terraform-provider-aws, "Enhanced Region Support", import. */
function elsewhere(type: string, { region }: Registered["inputs"]): string {
  return type.startsWith("aws:s3/") && typeof region === "string" ? `@${region}` : "";
}

/** The URN of what has to be in the state before this can be imported, and isn't; undefined where all is there. */
export function missingFor(
  { parent, provider }: Pick<Registered, "parent" | "provider">,
  registered: readonly Registered[],
  { resources }: StackState,
): string | undefined {
  if (provider !== undefined && !resources.has(provider)) return provider;
  for (let urn = parent; urn !== undefined && !resources.has(urn); ) {
    const above = registered.find((one) => one.urn === urn);
    // Another program's component can't be made in the state from here.
    if (!above || above.custom || (above.type !== stackType && above.version)) return urn;
    urn = above.parent;
  }
  return undefined;
}
