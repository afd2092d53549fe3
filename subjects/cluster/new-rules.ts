import { isIP } from "node:net";
import type { Finding } from "../../base/problems/problem.js";
import { textRule } from "../../base/problems/text-rule.js";

/** Checks of a cluster that the stack creates. */

/** Of the API server. */
interface Endpoints {
  readonly public: boolean;
  readonly private: boolean;
  readonly publicCidrs: readonly string[];
}

/** What deployKF 0.1.5 was made for. Source: deployKF's version matrix, Kubernetes. */
const supportedMinors = { first: 22, last: 30 } as const;
const supported = `1.${supportedMinors.first} to 1.${supportedMinors.last}`;

export const checkKubernetesVersion = textRule((version) => minorOf(version) !== undefined, {
  code: "kubernetes-version",
  rule: "a version of Kubernetes has a major and a minor number",
  mend: 'write one such as "1.32", in quotes: aws eks describe-cluster-versions',
});

export function warnOfKubernetesVersion(key: string, version: string): Finding | undefined {
  const minor = minorOf(version);
  if (minor === undefined || (minor >= supportedMinors.first && minor <= supportedMinors.last)) return undefined;
  return {
    code: "kubernetes-version",
    message: `${key} is ${version}`,
    rule: `deployKF 0.1.5 lists Kubernetes ${supported}`,
    mend: "try deployKF on it first; aws eks describe-cluster-versions lists what EKS still creates",
  };
}

function minorOf(version: string): number | undefined {
  const [, minor] = /^1\.([0-9]{1,2})$/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

/** `ofProvider` is what the user calls the AWS provider's region. */
export const chinaUntried = (key: string, ofProvider: string): Finding => ({
  code: "cluster-options",
  message: `${key} is new, and ${ofProvider} is in partition aws-cn`,
  rule: "creating a cluster there was never tried",
  mend: "create it by other means, and set cluster.source: eks",
});

/** Whether at least two subnets are there. Source: EKS User Guide, "Amazon EKS networking requirements". */
export function checkSubnets(
  key: string,
  { privateSubnetIds, publicSubnetIds }: Record<"privateSubnetIds" | "publicSubnetIds", readonly string[]>,
): Finding | undefined {
  if (new Set([...privateSubnetIds, ...publicSubnetIds]).size >= 2) return undefined;
  return {
    code: "cluster-options",
    message: `${key} has less than two subnets`,
    rule: "EKS needs at least two, in different zones",
    mend: "list them in privateSubnetIds and publicSubnetIds",
  };
}

export function checkResourceId(kind: "vpc" | "subnet") {
  return textRule((id) => id.startsWith(`${kind}-`) && /^[0-9a-f]{8,17}$/.test(id.slice(kind.length + 1)), {
    code: "cluster-options",
    rule: `a ${kind}'s id begins with ${kind}-, then 8 to 17 hexadecimal digits`,
    mend: `aws ec2 describe-${kind}s --query '${kind === "vpc" ? "Vpcs[].VpcId" : "Subnets[].SubnetId"}'`,
  });
}

export const checkInstanceType = textRule(/^[a-z0-9-]+\.[a-z0-9-]+$/, {
  code: "cluster-options",
  rule: "an EC2 instance type is a family and a size",
  mend: "write one such as m5.xlarge",
});

export function checkNodeCounts(
  key: string,
  { min, desired, max }: Record<"min" | "desired" | "max", number>,
): Finding | undefined {
  if (min <= desired && desired <= max && max > 0) return undefined;
  return {
    code: "cluster-options",
    message: `${key} has min ${min}, desired ${desired}, max ${max}`,
    rule: "min is at most desired, desired at most max, and max at least 1",
    mend: "correct them",
  };
}

export const checkCidr = textRule(isCidr, {
  code: "cluster-options",
  rule: "a CIDR block of IPv4",
  mend: "write one such as 203.0.113.0/24; one address is 203.0.113.5/32",
});

function isCidr(text: string): boolean {
  const [address = "", bits = "", ...rest] = text.split("/");
  return rest.length === 0 && isIP(address) === 4 && /^[0-9]{1,2}$/.test(bits) && Number(bits) <= 32;
}

export function checkEndpoints(key: string, api: Endpoints): Finding | undefined {
  if (api.public || api.private) return undefined;
  return {
    code: "cluster-options",
    message: `${key}.public and ${key}.private are both false`,
    rule: "nobody could reach the API server",
    mend: "leave one of them true",
  };
}

export const cidrsWithoutPublic = (key: string): Finding => ({
  code: "cluster-options",
  message: `${key} is set, and the API server has no public endpoint`,
  rule: "it would have no effect",
  mend: "remove it, or set public: true",
});

/** The StorageClass is made in the cluster itself, at the end of a long `up`. */
export const privateEndpoint = (): Finding => ({
  code: "cluster-endpoint-private",
  message: "cluster.api.public is false: the API server is reachable inside the VPC alone",
  rule: "pulumi up makes the StorageClass, and Secrets, in the cluster",
  mend: "run pulumi up inside the VPC, or in a network that reaches it",
});

export function warnOfOpenEndpoint(key: string, { public: isPublic, publicCidrs }: Endpoints): Finding | undefined {
  if (!isPublic || !publicCidrs.some((cidr) => cidr.endsWith("/0"))) return undefined;
  return {
    code: "cluster-endpoint-open",
    message: `every address may reach the API server (${key})`,
    rule: "who reaches it still has to authenticate by IAM, but a list of your own networks is safer",
    mend: "list your networks, or set public: false and run pulumi up inside the VPC",
  };
}
