import {
  firstBroken,
  length3To63,
  letterOrDigitEnds,
  type NameRule,
  noPeriods,
  notAnIpAddress,
} from "../../base/endpoint/bucket-names.js";
import { type DerivedHost, derivedEndpoint, type HostParts, type ValueRule } from "../../base/endpoint/derived-host.js";
import { jsonFile } from "../common/policy-files.js";
import type { Store } from "../common/store.js";
import { ibmPolicies } from "./policy.js";

const title = "IBM Cloud Object Storage";
const variants = ["public", "private", "direct"];
const domain = "cloud-object-storage.appdomain.cloud";

/** Regional (us-south), cross-region (us) and single data center (ams03). Source: endpoints.md of IBM's documentation. */
const location = /^([a-z]{2}(-[a-z]+)?|[a-z]{3}\d{2})$/;

function partsOf(host: string): HostParts | undefined {
  const [, variant = "public", region] =
    /^s3\.(?:(private|direct)\.)?([a-z0-9-]+)\.cloud-object-storage\.appdomain\.cloud$/.exec(host) ?? [];
  return region !== undefined && location.test(region) ? { region, variant } : undefined;
}

function badRegion(region: string): ValueRule | undefined {
  if (location.test(region)) return undefined;
  const plain = region.replace(/-(standard|vault|cold|smart|flex|onerate_active)$/, "");
  return plain !== region && location.test(plain)
    ? { rule: "that is a location constraint, with a storage class behind the location", mend: `write ${plain}` }
    : { rule: "locations are named like us-south, eu or ams03", mend: "write the location of the bucket" };
}

const host: DerivedHost = {
  platform: "ibm-cos",
  title,
  variants,
  defaultRegion: undefined,
  regionExample: "us-south",
  badRegion,
  hostOf: ({ region, variant = "public" }) => `s3.${variant === "public" ? "" : `${variant}.`}${region}.${domain}`,
  partsOf,
  unknownHost: {
    rule: `IBM's hosts are s3.<location>.${domain}, with private. or direct. behind s3.`,
    mend: "remove objectStore.host: it follows from the region",
  },
  reach: (variant) => (variant === "private" || variant === "direct" ? "private" : "public"),
};

/** Source: IBM Cloud Object Storage API, "Create a bucket". */
const nameRules: readonly NameRule[] = [
  length3To63,
  { broken: (name) => /[^a-z0-9.-]/.test(name), rule: "only a-z, 0-9 and -" },
  letterOrDigitEnds,
  notAnIpAddress,
  { broken: (name) => /\.\.|--/.test(name), rule: "no two hyphens or periods side by side" },
  {
    broken: (name) => /^(cosv1-|account-)/.test(name),
    rule: "doesn't begin with cosv1- or account- (reserved by IBM)",
  },
  noPeriods("the wildcard certificate of IBM's hosts doesn't cover them"),
];

export const ibmCos = {
  platform: "ibm-cos",
  title,
  endpoint: (input, owners) => derivedEndpoint(host, input, owners),
  bucketNameRule: (name) => firstBroken(nameRules, name),
  policyFiles: (principal, grants) =>
    ibmPolicies(grants).map((policy, index) => jsonFile(`${principal}.${index + 1}`, policy)),
  capabilities: {
    isolation: "prefix",
    isolationNote:
      "Each profile's service ID reaches objects below its own prefixes, by conditions on path and prefix.",
    addressing: "either",
    domains: [domain],
    namesUnique: "service",
    listingByPrefix: true,
    versioning: "yes",
    irsa: false,
    bucketOptions: [],
    makesBucket: "never",
    makers: [{ by: "bring-your-own" }],
    proof: {
      state: "not run against the service",
      checked: "Policies are compared with the examples and the table of actions in IBM's documentation.",
    },
    pitfalls: [
      'Make each service credential with HMAC and role None (`{"HMAC": true}`): any other role reaches every bucket of the instance.',
      "A location constraint carries a storage class (us-south-standard); the region here doesn't.",
      "Deleting many objects in one request needs rights on the whole bucket, and is refused.",
    ],
    sources: [
      "ibm-cloud-docs/cloud-object-storage endpoints.md, iam.md, assign-access-indvobjects.md, service-credentials.md",
      "https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-uhc-hmac-credentials-main",
    ],
  },
} as const satisfies Store;
