import type { Settings } from "../settings/settings.js";
import type { Facts } from "../subjects/access/facts.js";

/** What the user stated of it; `today` is `YYYY-MM-DD`. */
export function statedFacts({ accountId, cluster }: Settings, today: string): Facts {
  const issuerUrl = cluster.source === "kubeconfig" ? undefined : cluster.issuerUrl;
  return { accountId, issuerUrl, oidcClientIds: [], today };
}
