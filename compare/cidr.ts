import { BlockList, isIPv4 } from "node:net";

/** Whether one range of addresses lies in another; of what isn't one, nothing is claimed but that it is in itself. */
export function coversCidr(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const [within, part] = [rangeOf(outer), rangeOf(inner)];
  if (!within || !part || within.family !== part.family || within.bits > part.bits) return false;
  const list = new BlockList();
  list.addSubnet(within.address, within.bits, within.family);
  return list.check(part.address, part.family);
}

function rangeOf(cidr: string) {
  const [address = "", bits] = cidr.split("/");
  const family = isIPv4(address) ? ("ipv4" as const) : ("ipv6" as const);
  const most = family === "ipv4" ? 32 : 128;
  const count = Number(bits);
  return bits !== undefined && Number.isInteger(count) && count >= 0 && count <= most
    ? { address, bits: count, family }
    : undefined;
}
