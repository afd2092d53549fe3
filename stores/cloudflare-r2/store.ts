import { z } from "zod";
import {
  firstBroken,
  length3To63,
  letterOrDigitEnds,
  lettersDigitsHyphens,
  type NameRule,
} from "../../base/endpoint/bucket-names.js";
import { type DerivedHost, derivedEndpoint, type HostParts } from "../../base/endpoint/derived-host.js";
import type { Store } from "../common/store.js";
import { r2Instructions } from "./policy.js";

const title = "Cloudflare R2";
/** A bucket made in a jurisdiction is reached at that jurisdiction's host alone. */
const variants = ["default", "eu", "fedramp"];
const account = /^[0-9a-f]{32}$/;

function partsOf(host: string): HostParts | undefined {
  const [, accountId, variant = "default"] =
    /^([0-9a-f]{32})(?:\.(eu|fedramp))?\.r2\.cloudflarestorage\.com$/.exec(host) ?? [];
  return accountId === undefined ? undefined : { accountId, variant };
}

const host: DerivedHost = {
  platform: "cloudflare-r2",
  title,
  variants,
  defaultRegion: "auto",
  regionExample: "auto",
  badRegion: (region) =>
    region === "auto" || region === "us-east-1"
      ? undefined
      : { rule: "R2's region is auto, with us-east-1 as another name", mend: "remove it: auto is the default" },
  badAccountId: (id) =>
    account.test(id)
      ? undefined
      : { rule: "an account id of Cloudflare has 32 digits of 0-9 and a-f", mend: "copy it from the R2 overview page" },
  hostOf: ({ accountId, variant = "default" }) =>
    `${accountId}.${variant === "default" ? "" : `${variant}.`}r2.cloudflarestorage.com`,
  partsOf,
  unknownHost: {
    rule: "R2's hosts are <account id>.r2.cloudflarestorage.com, with eu. or fedramp. before r2",
    mend: "remove objectStore.host, and set accountId to Cloudflare's account id",
  },
  reach: () => "public",
};

/** Source: Cloudflare API, "Create Bucket" (pattern); 63 characters at most, for they may become part of a host name. */
const nameRules: readonly NameRule[] = [length3To63, lettersDigitsHyphens, letterOrDigitEnds];

/** Source: developers.cloudflare.com, R2, "S3 API compatibility", "Authentication". */
export const cloudflareR2 = {
  platform: "cloudflare-r2",
  title,
  endpoint: (input, owners) => derivedEndpoint(host, input, owners),
  bucketNameRule: (name) => firstBroken(nameRules, name),
  options: { accountId: z.string().optional().describe("cloudflare-r2: Cloudflare's account id, part of the host.") },
  policyFiles: (principal, grants) => [{ name: `${principal}.txt`, text: `${r2Instructions(grants).join("\n")}\n` }],
  capabilities: {
    isolation: "key",
    isolationNote:
      "Each profile has a token of its own that can be revoked, but every token reaches the whole bucket: R2 limits lasting tokens to buckets, not to prefixes.",
    addressing: "either",
    domains: ["r2.cloudflarestorage.com"],
    namesUnique: "host",
    listingByPrefix: false,
    versioning: "no",
    irsa: false,
    bucketOptions: [],
    makesBucket: "never",
    makers: [{ by: "bring-your-own" }],
    proof: {
      state: "not run against the service",
      checked: "Values and limits are compared with Cloudflare's documentation.",
    },
    pitfalls: [
      "Prefixes can't be walled off: any profile's key reads and deletes every profile's artifacts.",
      "Temporary credentials can be limited to prefixes, but nothing in KFP renews them.",
      "R2 has no versions of objects.",
    ],
    sources: [
      "https://developers.cloudflare.com/r2/api/s3/api/",
      "https://developers.cloudflare.com/r2/api/tokens/",
      "https://developers.cloudflare.com/r2/reference/data-location/",
    ],
  },
} as const satisfies Store;
