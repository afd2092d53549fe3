import type { Plugin, RegisteredResource } from "../plan/resource-types.js";
import type { Registered } from "./candidates.js";

/**
 * Resources with the URNs that the engine gives them. The SDK's mocks, which an offline plan runs under, know a resource's
 * parent but not its grandparents. Source: pulumi's sdk/go/common/resource/urn, "QualifiedType".
 */
export function withEngineUrns(
  resources: readonly Registered[],
  { project, stack }: { readonly project: string; readonly stack: string },
): readonly Registered[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const qualified = new Map<string, string>();
  const qualifiedType = ({ urn, type, parent }: Registered): string => {
    const known = qualified.get(urn);
    if (known !== undefined) return known;
    const above = parent === undefined ? undefined : byUrn.get(parent);
    // The stack is everybody's ancestor, and never said.
    const made = !above || above.type === stackType ? type : `${qualifiedType(above)}$${type}`;
    qualified.set(urn, made);
    return made;
  };
  const engineUrn = (resource: Registered) =>
    ["urn:pulumi:".concat(stack), project, qualifiedType(resource), resource.name].join("::");
  const translated = (urn: string | undefined): string | undefined => {
    const resource = urn === undefined ? undefined : byUrn.get(urn);
    return resource ? engineUrn(resource) : urn;
  };
  return resources.map((resource) => ({
    ...resource,
    urn: engineUrn(resource),
    parent: translated(resource.parent),
    provider: translated(resource.provider),
  }));
}

/** What was recorded of a program offline, as the engine would have it. */
export function registeredBy(
  recorded: { readonly resources: readonly RegisteredResource[]; readonly plugins: ReadonlyMap<string, Plugin> },
  plan: { readonly project: string; readonly stack: string },
): readonly Registered[] {
  const none = { provider: undefined, version: undefined };
  const registered = recorded.resources.map((one) => ({ ...one, ...(recorded.plugins.get(one.urn) ?? none) }));
  return withEngineUrns(registered, plan);
}

export const stackType = "pulumi:pulumi:Stack";
