import { parseRoleArn } from "../../base/aws/arn.js";
import {
  brokenIssuerRule,
  eksPartitionOf,
  eksRegionOf,
  issuerUrlOf,
  parseOidcProviderArn,
} from "../../base/aws/issuer.js";
import { knownRegions, type Partition, partitionOf } from "../../base/aws/regions.js";
import type { Finding } from "../../base/problems/problem.js";
import { textRule } from "../../base/problems/text-rule.js";

/** Checks of what the stack says of an existing cluster. */

const issuerCommand = "aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer --output text";

export function checkIssuerUrl(key: string, url: string): Finding | undefined {
  const rule = brokenIssuerRule(url);
  if (!rule) return undefined;
  const meant = parseOidcProviderArn(url)?.issuerUrl ?? withoutSlashes(issuerUrlOf(url));
  const mend = brokenIssuerRule(meant) === undefined ? `write ${meant}` : issuerCommand;
  return { code: "issuer-url", message: `${key} is "${url}"`, rule, mend };
}

function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === "/") end--;
  return text.slice(0, end);
}

/** An EKS cluster's issuer is in its own region. */
export function checkEksIssuer(key: string, url: string, name: string, region: string): Finding | undefined {
  const finding = (rule: string): Finding => ({
    code: "issuer-url",
    message: `${key} is "${url}", and the cluster is in ${region}`,
    rule,
    mend: `remove it, or write what this prints: ${issuerCommand.replace("NAME", name)} --region ${region}`,
  });
  if (!/^https:\/\/oidc[.-]eks\.[^/]+\/id\/[^/]+$/.test(url)) {
    return finding(`the issuer of an EKS cluster is https://oidc.eks.${region}.amazonaws.com/id/<32 characters>`);
  }
  return eksRegionOf(url) === region ? undefined : finding("the issuer is that of a cluster in another region");
}

/** A role trusts providers of its own partition only. */
export function checkIssuerPartition(key: string, url: string, awsRegion: string): Finding | undefined {
  const partition = eksPartitionOf(url);
  if (partition === undefined || partition === partitionOf(awsRegion)) return undefined;
  return otherPartition(`${key} is in partition ${partition}`, awsRegion, key);
}

export function checkClusterRegion(key: string, region: string, awsRegion: string): Finding | undefined {
  if (!knownRegions.has(region) || partitionOf(region) === partitionOf(awsRegion)) return undefined;
  return otherPartition(`${key} is in partition ${partitionOf(region)}`, awsRegion, key);
}

const otherPartition = (message: string, awsRegion: string, key: string): Finding => ({
  code: "partition-mismatch",
  message: `${message}, and aws:region in ${partitionOf(awsRegion)}`,
  rule: "no trust policy reaches across partitions",
  mend: `correct ${key} or aws:region`,
});

/** A cluster may be in another region than the roles' provider, but mostly that is a slip. */
export function warnOfIssuerRegion(key: string, url: string, region: string): Finding | undefined {
  const issuerRegion = eksRegionOf(url);
  return issuerRegion === undefined || issuerRegion === region
    ? undefined
    : acrossRegions(`the cluster's issuer is in ${issuerRegion}`, key, region);
}

export function warnOfClusterRegion(key: string, clusterRegion: string, region: string): Finding | undefined {
  return clusterRegion === region ? undefined : acrossRegions(`the cluster is in ${clusterRegion}`, key, region);
}

const acrossRegions = (message: string, key: string, region: string): Finding => ({
  code: "issuer-region",
  message: `${message}, and aws:region is ${region}`,
  rule: "that works, but traffic between cluster and bucket crosses regions",
  mend: `if it is a slip, correct ${key} or aws:region`,
});

/** Some keep it for when they switch back. */
export const providerWithoutRoles = (): Finding => ({
  code: "oidc-provider-unused",
  message: "cluster.oidcProvider is set, and nobody has a role",
  rule: "an IAM OIDC provider is for roles; with keys alone none is made or checked",
  mend: "remove it, or set auth.mode: irsa",
});

export const irsaWithoutIssuer = (): Finding => ({
  code: "irsa-without-issuer",
  message: "auth.mode is irsa, and cluster.source is kubeconfig",
  rule: "roles trust the OIDC issuer of a cluster, and a kubeconfig names none",
  mend: "set cluster.source: eks with name, or oidc with issuerUrl, or auth.mode: keys",
});

/** `forS3Proxy`: S3Proxy is created there as well, so keys of others don't mend it. */
export const kubeconfigMissing = (forS3Proxy: boolean): Finding => ({
  code: "kubeconfig-missing",
  message: "Secrets are to be created, and the stack doesn't say in which cluster",
  rule: "the Kubernetes provider needs a kubeconfig",
  mend: `add cluster.kubeconfig with path and context (source: oidc)${forS3Proxy ? "" : ", or set auth.keySource: existing"}`,
});

/** Source: EKS API Reference, CreateCluster, "name". */
export const checkClusterName = textRule(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, {
  code: "cluster-name",
  rule: "an EKS cluster's name has 1 to 100 letters, digits, - and _, and begins with a letter or digit",
  mend: "aws eks list-clusters prints the names",
});

/** Source: IAM User Guide, "IAM ARNs". */
export function checkProviderArn(key: string, arn: string): Finding | undefined {
  if (parseOidcProviderArn(arn)) return undefined;
  return {
    code: "oidc-provider-mismatch",
    message: `${key} is "${arn}"`,
    rule: "that isn't the ARN of an IAM OIDC provider",
    mend: "arn:aws:iam::<account>:oidc-provider/<issuer without https://>, as aws iam list-open-id-connect-providers prints it",
  };
}

export function checkTokenRole(key: string, arn: string, partition: Partition): Finding | undefined {
  const parts = parseRoleArn(arn);
  if (parts?.partition === partition) return undefined;
  return {
    code: "cluster-role",
    message: `${key} is "${arn}"`,
    rule: parts ? `the role has to be in partition ${partition}` : "that isn't the ARN of an IAM role",
    mend: `arn:${partition}:iam::<account>:role/<name>`,
  };
}

/** `self` is `<project>/<stack>`. */
export function checkStackName(key: string, stack: string, self: string): Finding | undefined {
  const finding = (rule: string, mend: string): Finding => ({
    code: "stack-reference",
    message: `${key} is "${stack}"`,
    rule,
    mend,
  });
  const parts = stack
    .replace(/^https?:\/\/[^/]+\//, "")
    .split("/")
    .map((part) => part.trim());
  if (parts.length === 3 && stack.endsWith(`/${self}`)) {
    return finding("that is this stack itself", "name the stack that has the cluster: pulumi stack ls --all");
  }
  if (/^[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(stack)) return undefined;
  const whole = "a stack's full name is <organization>/<project>/<stack>";
  if (parts.length === 3) return finding(whole, `write ${parts.join("/")}`);
  const mend =
    parts.length === 2
      ? `put the organization before it; with a state in a bucket or folder write organization/${stack}`
      : "write it as pulumi stack ls --all prints it";
  return finding(whole, mend);
}
