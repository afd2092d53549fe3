import type { EndpointFinding } from "./endpoint.js";
import { plainHttp } from "./findings.js";
import type { Reach } from "./host.js";

/**
 * What to say of plain HTTP: nothing in a cluster's own network, a warning in private networks of others, an error
 * where long-lived keys sign requests through the internet. `host` is how the message names the other end.
 */
export function tlsFindings(
  host: string,
  useSSL: boolean,
  withKeys: boolean,
  reach: Reach,
): readonly EndpointFinding[] {
  if (useSSL || reach === "cluster") return [];
  const error = withKeys && reach === "public";
  return [{ key: "useSSL", severity: error ? "error" : "warning", finding: plainHttp(host, error) }];
}
