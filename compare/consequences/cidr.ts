import { BlockList, isIPv4 } from "node:net";

/** Whether ranges of addresses cover another, together; of what isn't one, nothing is claimed but that it is in itself. */
export function coverCidr(outer: readonly string[], inner: string): boolean {
  if (outer.some((one) => coversCidr(one, inner))) return true;
  const range = rangeOf(inner);
  if (!range || !outer.some((one) => coversCidr(inner, one))) return false;
  return halvesOf(range)?.every((half) => coverCidr(outer, half)) ?? false;
}

function coversCidr(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const [within, part] = [rangeOf(outer), rangeOf(inner)];
  if (!within || !part || within.family !== part.family || within.bits > part.bits) return false;
  const list = new BlockList();
  list.addSubnet(within.address, within.bits, within.family);
  return list.check(part.address, part.family);
}

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: "ipv4" | "ipv6";
}

function rangeOf(cidr: string): Range | undefined {
  const [address = "", bits] = cidr.split("/");
  const family = isIPv4(address) ? "ipv4" : "ipv6";
  const most = family === "ipv4" ? 32 : 128;
  const count = Number(bits);
  return bits !== undefined && Number.isInteger(count) && count >= 0 && count <= most
    ? { address, bits: count, family }
    : undefined;
}

/** EKS takes ranges of IPv4 alone here; another stays whole. */
function halvesOf({ address, bits, family }: Range): readonly string[] | undefined {
  if (family !== "ipv4" || bits === 32) return undefined;
  const number = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const start = number - (number % 2 ** (32 - bits));
  const text = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
  return [start, start + 2 ** (31 - bits)].map((value) => `${text(value)}/${bits + 1}`);
}
