import { closest } from "fastest-levenshtein";
import type { Finding } from "../problems/problem.js";
import { textRule } from "../problems/text-rule.js";
import { parseKmsKeyArn, parsePolicyArn } from "./arn.js";
import { brokenBucketNameRule, brokenS3NameRule } from "./bucket-name.js";
import {
  kfpApiServerRegions,
  kfpUiRegions,
  knownRegions,
  type Partition,
  partitionOf,
  refusedPartitionOf,
} from "./regions.js";

/** Checks of single AWS values. Each gives a finding, or undefined where the value is fine; `key` names it to the user. */

export const checkAccountId = textRule(/^[0-9]{12}$/, {
  code: "account-id",
  rule: "an AWS account id has exactly 12 digits",
  mend: "aws sts get-caller-identity --query Account --output text",
});

export function checkRegion(key: string, region: string): Finding | undefined {
  const partition = refusedPartitionOf(region);
  if (partition) {
    return {
      code: "partition-unsupported",
      message: `${key} is ${region}, in partition ${partition}`,
      rule: "partitions aws and aws-us-gov are supported; KFP's S3 clients know none of this one's regions",
      mend: "use a region of partition aws or aws-us-gov",
    };
  }
  if (knownRegions.has(region)) return undefined;
  return {
    code: "region-unknown",
    message: `${key} is "${region}"`,
    rule: "that isn't the name of an AWS region",
    mend: `did you mean ${closest(region, [...knownRegions])}?`,
  };
}

export function checkRegionForIrsa(key: string, region: string): Finding | undefined {
  if (partitionOf(region) !== "aws-cn") return undefined;
  return {
    code: "partition-irsa",
    message: `${key} is ${region}, in partition aws-cn, and auth.mode is irsa`,
    rule: "KFP 2.1's API server asks sts.<region>.amazonaws.com for IRSA credentials, which doesn't exist in China",
    mend: "set auth.mode: keys, or use a region of partition aws or aws-us-gov",
  };
}

export function checkRegionForKfp(key: string, region: string): Finding | undefined {
  if (kfpApiServerRegions.has(region)) return undefined;
  return {
    code: "region-unknown-to-kfp",
    message: `${key} is ${region}, which KFP 2.1's API server doesn't know`,
    rule: "its S3 client would fall back to us-east-1 and fail at the bucket check",
    mend: `put the bucket into a region that it knows, such as ${closest(region, [...kfpApiServerRegions])}`,
  };
}

export function warnOfRegionInUi(key: string, region: string, endpoint: "regional" | "global"): Finding | undefined {
  if (kfpUiRegions.has(region)) return undefined;
  return {
    code: "region-unknown-to-ui",
    message: `${key} is ${region}, which the KFP 2.1 UI's S3 client doesn't list`,
    rule:
      endpoint === "regional"
        ? "the UI doesn't consult its list for a regional host, which is set here"
        : "with the global host the UI can't show artifacts of this region",
    mend: endpoint === "regional" ? "nothing to do" : "set objectStore.endpoint: regional",
  };
}

export function checkBucketName(key: string, name: string): Finding | undefined {
  return badBucketName(key, name, brokenBucketNameRule(name), "choose a name such as acme-dev-pipelines");
}

/** One that exists may have periods in its name: KFP's clients put such a name into the path. */
export function checkExistingBucketName(key: string, name: string): Finding | undefined {
  return badBucketName(key, name, brokenS3NameRule(name), "write the name of the bucket as S3 has it");
}

/** The log bucket exists, and only S3 itself reaches it. */
export function checkLogBucketName(key: string, name: string): Finding | undefined {
  return badBucketName(key, name, brokenS3NameRule(name), "write the name of the bucket that takes the logs");
}

function badBucketName(key: string, name: string, rule: string | undefined, mend: string): Finding | undefined {
  return rule === undefined ? undefined : { code: "bucket-name", message: `${key} is "${name}"`, rule, mend };
}

/** `owner` is what the key encrypts, and whose region it shares. */
export function checkKmsKeyArn(key: string, arn: string, region: string, owner = "bucket"): Finding | undefined {
  const parts = parseKmsKeyArn(arn);
  const partition = partitionOf(region);
  const finding = (rule: string): Finding => ({
    code: "kms-key-arn",
    message: `${key} is "${arn}"`,
    rule,
    mend: `arn:${partition}:kms:${region}:<account>:key/<key id>, as aws kms describe-key prints it`,
  });
  if (!parts) return finding("the ARN of a KMS key; an alias can't be granted in a policy");
  if (parts.partition !== partition) return finding(`the key has to be in the ${owner}'s partition, ${partition}`);
  if (parts.region !== region) return finding(`the key has to be in the ${owner}'s region, ${region}`);
  return undefined;
}

export function checkRolePath(key: string, path: string): Finding | undefined {
  if (path === "/" || (path.length <= 512 && /^\/[\x21-\x7e]+\/$/.test(path) && !/[*?]|\/\//.test(path)))
    return undefined;
  return {
    code: "role-path",
    message: `${key} is "${path}"`,
    rule: "an IAM path begins and ends with /, without blanks, wildcards or empty parts",
    mend: `write ${nearestPath(path)}`,
  };
}

function nearestPath(path: string): string {
  const parts = path.split("/").map((part) => part.replace(/[^\w.-]+/g, "-"));
  const [first, ...rest] = parts.filter((part) => part !== "");
  return first === undefined ? "/" : `/${[first, ...rest].join("/")}/`;
}

export function checkPermissionsBoundary(
  key: string,
  arn: string,
  partition: Partition,
  accountId: string | undefined,
): Finding | undefined {
  const parts = parsePolicyArn(arn);
  const finding = (rule: string): Finding => ({
    code: "permissions-boundary",
    message: `${key} is "${arn}"`,
    rule,
    mend: `arn:${partition}:iam::${accountId ?? "<account>"}:policy/<name>`,
  });
  if (!parts) return finding("a boundary is the ARN of a managed policy");
  if (parts.partition !== partition) return finding(`the boundary has to be in partition ${partition}`);
  const foreign = parts.accountId !== "aws" && accountId !== undefined && parts.accountId !== accountId;
  return foreign ? finding(`the boundary has to be in the roles' account, ${accountId}, or AWS's own`) : undefined;
}

export const checkNamePrefix = textRule(/^[A-Za-z0-9][\w+=,.@-]*$/, {
  code: "name-prefix",
  rule: "names of roles take letters, digits and +=,.@_- and begin here with a letter or digit",
  mend: "choose a name such as kf-dev",
});

const mostTags = 48;
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** A tag's key as IAM compares it. */
export const tagKey = (tag: string): string => tag.toLowerCase();

/** Tags that the provider adds: of a key that both have, in the same spelling, only the resource's own counts. */
export const defaultTags = "aws:defaultTags";

export function checkDefaultTags(tags: readonly string[]): { tag: string; finding: Finding }[] {
  return tags.flatMap((tag, index) => {
    const twin = tags.slice(0, index).find((other) => tagKey(other) === tagKey(tag));
    if (twin === undefined) return [];
    const rule = "tag keys of IAM ignore case: it takes one of the two";
    const message = `${defaultTags} has ${twin} and ${tag}, which differ by case alone`;
    return [{ tag, finding: { code: "tags", message, rule, mend: "remove one of them" } }];
  });
}

/** Rules of IAM, which are the stricter ones; `added` are those of the provider. Source: IAM User Guide, "Tags for IAM resources". */
export function checkTags(
  key: string,
  tags: Readonly<Record<string, string>>,
  added: readonly string[] = [],
): { tag: string; finding: Finding }[] {
  const others = added.filter((tag) => !Object.hasOwn(tags, tag));
  const seen = new Map(others.map((tag) => [tagKey(tag), `${tag} of ${defaultTags}`]));
  const findings: { tag: string; finding: Finding }[] = [];
  for (const [index, [tag, value]] of Object.entries(tags).entries()) {
    const twin = seen.get(tagKey(tag));
    seen.set(tagKey(tag), tag);
    const rule = twin
      ? `IAM doesn't tell ${twin} from ${tag}: tag keys there ignore case`
      : brokenTagRule(tag, value, index + others.length);
    if (rule) {
      const mend = "change or remove the tag";
      findings.push({ tag, finding: { code: "tags", message: `${key}.${tag} is "${value}"`, rule, mend } });
    }
  }
  return findings;
}

function brokenTagRule(tag: string, value: string, index: number): string | undefined {
  if (tag.length === 0 || tag.length > 128) return "a tag's key has 1 to 128 characters";
  if (value.length > 256) return "a tag's value has at most 256 characters";
  if (tag.toLowerCase().startsWith("aws:")) return "keys that begin with aws: are AWS's own";
  if (!tagText.test(tag) || !tagText.test(value)) return "letters, digits, blanks and _.:/=+-@ only";
  return index === mostTags ? `at most ${mostTags} tags: AWS takes 50, and this program adds two` : undefined;
}
