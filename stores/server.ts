import { listAction } from "../subjects/access/actions.js";
import type { Isolation } from "../subjects/access/isolation.js";
import type { AccessTuple } from "../subjects/access/list.js";
import type { Server } from "./common/store.js";

/** What keys reach on the server, whatever their policies: without walls every key does what it may everywhere. */
export function accessOn(server: Server | undefined, access: readonly AccessTuple[]): readonly AccessTuple[] {
  if (!server) return access;
  const reached = access.map((tuple): AccessTuple => {
    if (server.isolation !== "prefix") return { ...tuple, prefix: "", enforced: true };
    return tuple.action === listAction && !server.listingByPrefix ? { ...tuple, prefix: "" } : tuple;
  });
  const keyOf = ({ principal, secret, action, prefix }: AccessTuple) => `${principal} ${secret} ${action} ${prefix}`;
  return [...new Map(reached.map((tuple) => [keyOf(tuple), tuple])).values()];
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
