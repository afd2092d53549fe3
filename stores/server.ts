import { listAction } from "../subjects/access/actions.js";
import type { Isolation } from "../subjects/access/isolation.js";
import type { AccessTuple } from "../subjects/access/list.js";
import type { Server } from "./common/store.js";

/** What keys reach on the server, whatever their policies: without walls every key does what it may everywhere. */
export function accessOn(server: Server | undefined, access: readonly AccessTuple[]): readonly AccessTuple[] {
  if (!server) return access;
  const { isolation, listingByPrefix } = server;
  const seen = new Map<string, AccessTuple>();
  for (const tuple of access) {
    const { principal, secret, action, prefix } = tuple;
    if (isolation !== "prefix") {
      seen.set(`${principal} ${secret} ${action}`, { ...tuple, prefix: "", enforced: true });
    } else if (action === listAction && !listingByPrefix) {
      seen.set(`${principal} ${secret} ${action}`, { ...tuple, prefix: "" });
    } else seen.set(`${principal} ${secret} ${action} ${prefix}`, tuple);
  }
  return [...seen.values()];
}

/** What that means for profiles; what nobody manages has no key of this stack's. */
export function isolationOn(server: Server | undefined, isolation: Isolation): Isolation {
  if (!server) return isolation;
  const { unmanaged, checked, unchecked } = isolation;
  if (server.isolation !== "prefix")
    return { objects: "shared", listing: "open", checked: 0, unchecked: [], unmanaged };
  const open = !server.listingByPrefix && checked + unchecked.length > 0;
  return open ? { ...isolation, listing: "open" } : isolation;
}
