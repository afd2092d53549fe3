import type { EndpointInput, EndpointKey } from "../../../../base/endpoint/endpoint.js";
import type { PlatformName } from "../../../../stores/index.js";
import { account, type BadInput, error } from "./helpers.js";

const noRegion = (platform: PlatformName, mend: string) =>
  error(
    "region",
    "endpoint-missing",
    `platform is ${platform}, and objectStore.region isn't set`,
    "clients sign each request for a region",
    mend,
  );

type BadValue = [
  platform: PlatformName,
  input: EndpointInput,
  key: EndpointKey,
  name: string,
  value: string,
  rule: string,
  mend: string,
];

const region = ["region", "objectStore.region"] as const;
const variant = ["variant", "objectStore.endpoint"] as const;
const removeVariant = "remove objectStore.endpoint, or write one of them";

const badValues: BadValue[] = [
  [
    "cloudflare-r2",
    { accountId: "111122223333" },
    "accountId",
    "objectStore.accountId",
    "111122223333",
    "an account id of Cloudflare has 32 digits of 0-9 and a-f",
    "copy it from the R2 overview page",
  ],
  [
    "cloudflare-r2",
    { accountId: account, region: "weur" },
    ...region,
    "weur",
    "R2's region is auto, with us-east-1 as another name",
    "remove it: auto is the default",
  ],
  [
    "aws-s3",
    { region: "eu west 1" },
    ...region,
    "eu west 1",
    "that isn't the name of an AWS region",
    "write a region such as eu-west-1",
  ],
  [
    "wasabi",
    { region: "Europe" },
    ...region,
    "Europe",
    "Wasabi's regions are named like eu-central-1",
    "write the region of the bucket",
  ],
  ["gcs", { region: "a b" }, ...region, "a b", "letters, digits and - only", "remove it: auto will do"],
  [
    "gcs",
    { variant: "internal" },
    ...variant,
    "internal",
    "Google Cloud Storage has one host only",
    "remove objectStore.endpoint",
  ],
  [
    "alibaba-oss",
    { region: "oss-cn-hangzhou-internal" },
    ...region,
    "oss-cn-hangzhou-internal",
    "the region alone, as cn-hangzhou",
    "write cn-hangzhou and objectStore.endpoint: internal",
  ],
  [
    "alibaba-oss",
    { region: "oss-cn-hangzhou" },
    ...region,
    "oss-cn-hangzhou",
    "the region alone, as cn-hangzhou",
    "write cn-hangzhou",
  ],
  [
    "alibaba-oss",
    { region: "Hangzhou" },
    ...region,
    "Hangzhou",
    "OSS's regions are named like cn-hangzhou",
    "write the region of the bucket",
  ],
  [
    "ibm-cos",
    { region: "us-south-standard" },
    ...region,
    "us-south-standard",
    "that is a location constraint, with a storage class behind the location",
    "write us-south",
  ],
  [
    "ibm-cos",
    { region: "dallas1" },
    ...region,
    "dallas1",
    "locations are named like us-south, eu or ams03",
    "write the location of the bucket",
  ],
  [
    "ibm-cos",
    { region: "eu-de", variant: "internal" },
    ...variant,
    "internal",
    "the variants are public, private, direct",
    removeVariant,
  ],
  [
    "ceph",
    { host: "rgw.acme.example", region: "zone group" },
    ...region,
    "zone group",
    "a region's name has letters, digits, - and _",
    "write the region as the store's own settings name it",
  ],
  [
    "ceph",
    { host: "rgw.acme.example", variant: "private" },
    ...variant,
    "private",
    "platform ceph has no variants of its host",
    "remove objectStore.endpoint, and set objectStore.host",
  ],
];

export const values: readonly BadInput[] = [
  { platform: "aws-s3", input: {}, findings: [noRegion("aws-s3", "set objectStore.region: eu-west-1")] },
  {
    platform: "aws-s3",
    input: { host: "s3.amazonaws.com" },
    findings: [noRegion("aws-s3", "set objectStore.region: eu-west-1")],
  },
  { platform: "wasabi", input: {}, findings: [noRegion("wasabi", "set objectStore.region: eu-central-1")] },
  { platform: "alibaba-oss", input: {}, findings: [noRegion("alibaba-oss", "set objectStore.region: cn-hangzhou")] },
  { platform: "ibm-cos", input: { region: "" }, findings: [noRegion("ibm-cos", "set objectStore.region: us-south")] },
  {
    platform: "s3-compatible",
    input: { host: "s3.acme.example" },
    findings: [noRegion("s3-compatible", "set objectStore.region to what the store calls it; many take us-east-1")],
  },
  {
    platform: "cloudflare-r2",
    input: {},
    findings: [
      error(
        "accountId",
        "endpoint-missing",
        "platform is cloudflare-r2, and objectStore.accountId isn't set",
        "the account is part of the host",
        "set objectStore.accountId to Cloudflare's account id",
      ),
    ],
  },
  ...badValues.map(([platform, input, key, name, value, rule, mend]): BadInput => {
    const message = `${name} is "${value}"`;
    return { platform, input, findings: [error(key, "endpoint-value", message, rule, mend)] };
  }),
];
