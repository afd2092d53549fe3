import {
  firstBroken,
  length3To63,
  letterOrDigitEnds,
  lettersDigitsHyphens,
  type NameRule,
} from "../../base/endpoint/bucket-names.js";
import { type DerivedHost, derivedEndpoint, type HostParts, type ValueRule } from "../../base/endpoint/derived-host.js";
import type { EndpointInput, EndpointResult } from "../../base/endpoint/endpoint.js";
import { badAddressing } from "../../base/endpoint/findings.js";
import type { HostOwner } from "../../base/endpoint/host.js";
import { jsonFile } from "../common/policy-files.js";
import type { Store } from "../common/store.js";
import { ramPolicy } from "./policy.js";

const title = "Alibaba Cloud OSS";
const variants = ["public", "internal"];

function partsOf(host: string): HostParts | undefined {
  const [, region, internal] = /^s3\.oss-([a-z0-9-]+?)(-internal)?\.aliyuncs\.com$/.exec(host) ?? [];
  return region === undefined ? undefined : { region, variant: internal ? "internal" : "public" };
}

function badRegion(region: string): ValueRule | undefined {
  const plain = region.replace(/^oss-/, "").replace(/-internal$/, "");
  if (plain !== region) {
    const internal = region.endsWith("-internal") ? " and objectStore.endpoint: internal" : "";
    return { rule: "the region alone, as cn-hangzhou", mend: `write ${plain}${internal}` };
  }
  return /^[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*$/.test(region)
    ? undefined
    : { rule: "OSS's regions are named like cn-hangzhou", mend: "write the region of the bucket" };
}

const host: DerivedHost = {
  platform: "alibaba-oss",
  title,
  variants,
  defaultRegion: undefined,
  regionExample: "cn-hangzhou",
  badRegion,
  hostOf: ({ region, variant }) => `s3.oss-${region}${variant === "internal" ? "-internal" : ""}.aliyuncs.com`,
  partsOf,
  unknownHost: {
    rule: "OSS takes virtual-host requests alone, and the API server's client sends them to s3.oss-<region>.aliyuncs.com only",
    mend: "remove objectStore.host: it follows from the region; a CNAME of your own doesn't work with KFP 2.1",
  },
  reach: (variant) => (variant === "internal" ? "private" : "public"),
};

function endpoint(input: EndpointInput, owners: readonly HostOwner[]): EndpointResult {
  const result = derivedEndpoint(host, input, owners);
  if (input.addressing !== "path") return result;
  const finding = badAddressing(
    "objectStore.addressing is path, and platform is alibaba-oss",
    "OSS refuses requests with the bucket in the path",
    "remove objectStore.addressing",
  );
  return { endpoint: undefined, findings: [...result.findings, { key: "addressing", severity: "error", finding }] };
}

/** Source: Alibaba Cloud OSS, "Bucket naming conventions". */
const nameRules: readonly NameRule[] = [length3To63, lettersDigitsHyphens, letterOrDigitEnds];

/** Source: Alibaba Cloud OSS, "Use Amazon S3 SDKs to access OSS", "Compatibility with Amazon S3". */
export const alibabaOss = {
  platform: "alibaba-oss",
  title,
  endpoint,
  bucketNameRule: (name) => firstBroken(nameRules, name),
  policyFiles: (principal, grants) => [jsonFile(principal, ramPolicy(grants))],
  capabilities: {
    isolation: "prefix",
    isolationNote: "Each profile's RAM user reaches objects below its own prefixes.",
    addressing: "virtual-host",
    domains: ["aliyuncs.com"],
    namesUnique: "service",
    listingByPrefix: true,
    versioning: "native",
    irsa: false,
    bucketOptions: [],
    makesBucket: "never",
    makers: [{ by: "bring-your-own" }],
    proof: {
      state: "not run against the service",
      checked: "Values are compared with the clients' sources, and policies with Alibaba Cloud's documentation.",
    },
    pitfalls: [
      "OSS refuses path-style requests, so KFP v2 needs a pipeline root with s3ForcePathStyle=false, which is part of the values.",
      "The pipelines UI sends path-style requests and can't show artifacts.",
      "Accounts made after 2025-03-20 reach buckets in mainland China by a CNAME alone, for which KFP's API server uses paths: that fails.",
    ],
    sources: [
      "https://www.alibabacloud.com/help/en/oss/developer-reference/use-amazon-s3-sdks-to-access-oss",
      "https://www.alibabacloud.com/help/en/oss/developer-reference/compatibility-with-amazon-s3",
      "minio/minio-go v6.0.57 pkg/s3utils IsVirtualHostSupported",
    ],
  },
} as const satisfies Store;
