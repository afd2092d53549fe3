import type { EndpointInput, EndpointKey, ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import type { HostOwner } from "../../base/endpoint/host.js";
import type { Node } from "../../base/input/node.js";
import type { Finding } from "../../base/problems/problem.js";
import type { Store } from "./store.js";

/** How clients reach a store, or undefined where that found problems; `nodeOf` is where each part is stated. */
export function reportedEndpoint(
  store: Pick<Store, "endpoint">,
  input: EndpointInput,
  owners: readonly HostOwner[],
  nodeOf: (key: EndpointKey) => Node<unknown>,
): ObjectStoreEndpoint | undefined {
  const { endpoint, findings } = store.endpoint(input, owners);
  for (const { key, severity, finding } of findings) {
    const node = nodeOf(key);
    const said = namedAs(node.key, `objectStore.${optionOf(key)}`, finding);
    if (severity === "error") node.error(said);
    else node.warn(said);
  }
  return endpoint;
}

export function optionOf(key: EndpointKey): "endpoint" | Exclude<EndpointKey, "variant"> {
  return key === "variant" ? "endpoint" : key;
}

/** A finding that calls a setting as the user does: S3's region stands elsewhere. */
function namedAs(name: string, before: string, finding: Finding): Finding {
  if (name === before) return finding;
  const { message, mend } = finding;
  return { ...finding, message: message.replaceAll(before, name), mend: mend.replaceAll(before, name) };
}
