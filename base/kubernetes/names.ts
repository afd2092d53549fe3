/** Names as Kubernetes wants them, without their lengths, which messages count. Source: Kubernetes, "Object Names and IDs". */

/** Of a namespace: an RFC 1123 label. */
export function isDnsLabel(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name);
}

export const labelLength = 63;

/** Of most objects: an RFC 1123 subdomain. */
export function isDnsSubdomain(name: string): boolean {
  return name.split(".").every(isDnsLabel);
}

export const subdomainLength = 253;

export function isDnsName(name: unknown): name is string {
  return typeof name === "string" && name.length <= subdomainLength && isDnsSubdomain(name);
}
