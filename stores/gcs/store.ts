import {
  firstBroken,
  length3To63,
  letterOrDigitEnds,
  type NameRule,
  noPeriods,
} from "../../base/endpoint/bucket-names.js";
import { type DerivedHost, derivedEndpoint } from "../../base/endpoint/derived-host.js";
import { jsonFile } from "../common/policy-files.js";
import type { Store } from "../common/store.js";
import { accountIdLength } from "./names.js";
import { type GcsParts, planGcp } from "./plan.js";
import { gcpBindings } from "./policy.js";
import { gcpProblems } from "./problems.js";
import { checkAccounts, checkGcp } from "./settings.js";

const title = "Google Cloud Storage";
const onlyHost = "storage.googleapis.com";

const host: DerivedHost = {
  platform: "gcs",
  title,
  variants: [],
  // Google ignores the region of a signature; an empty one becomes "unspecified" in KFP v2.
  defaultRegion: "auto",
  regionExample: "auto",
  badRegion: (region) =>
    /^[A-Za-z0-9-]+$/.test(region)
      ? undefined
      : { rule: "letters, digits and - only", mend: "remove it: auto will do" },
  hostOf: () => onlyHost,
  partsOf: (name) => (name === onlyHost ? {} : undefined),
  unknownHost: {
    rule: `the API server's client takes ${onlyHost} alone`,
    mend: "remove objectStore.host",
  },
  reach: () => "public",
};

/** Source: Cloud Storage documentation, "About Cloud Storage buckets", "Bucket name requirements". */
const nameRules: readonly NameRule[] = [
  noPeriods("Google wants proof of the domain, and the certificate doesn't cover the name"),
  length3To63,
  { broken: (name) => /[^a-z0-9_-]/.test(name), rule: "only a-z, 0-9, - and _" },
  { broken: (name) => name.includes("_"), rule: "no underscore: clients put the name into a host name" },
  letterOrDigitEnds,
  { broken: (name) => name.startsWith("goog"), rule: 'doesn\'t begin with "goog"' },
  { broken: (name) => /g[o0]{2}g[l1i]e/.test(name), rule: 'doesn\'t contain "google" or what looks like it' },
];

export const gcs = {
  platform: "gcs",
  title,
  endpoint: (input, owners) => derivedEndpoint(host, input, owners),
  bucketNameRule: (name) => firstBroken(nameRules, name),
  policyFiles: (principal, grants) => [jsonFile(principal, { bucket: grants.bucket, bindings: gcpBindings(grants) })],
  problems: gcpProblems,
  check: checkGcp,
  checkHolders: checkAccounts,
  plan: planGcp,
  capabilities: {
    isolation: "prefix",
    isolationNote: "Each profile's service account reaches objects below its own prefixes, by conditional bindings.",
    addressing: "either",
    domains: ["googleapis.com"],
    namesUnique: "host",
    listingByPrefix: true,
    versioning: "yes",
    irsa: false,
    bucketOptions: ["region", "retention"],
    longestUserName: accountIdLength,
    makesBucket: "by default",
    makers: [
      {
        by: "program",
        package: "@pulumi/gcp",
        makes:
          "the bucket, a service account with conditional bindings and HMAC keys for each principal, and the project's custom roles that they share",
        needs:
          "`gcp:project` names the project, and the credentials are Google's default ones (`gcloud auth application-default login`). They need `roles/storage.admin`, `roles/iam.serviceAccountAdmin`, `roles/iam.roleAdmin` and `roles/storage.hmacKeyAdmin` in the project, and the APIs `storage.googleapis.com` and `iam.googleapis.com`.",
      },
      { by: "bring-your-own" },
    ],
    proof: {
      state: "not run against the service",
      checked:
        "Conditions are evaluated in tests as Google's attribute reference describes them, permissions compared with its table for the XML API, and what is made is compared whole, under the SDK's mocks.",
    },
    pitfalls: [
      "Workload Identity doesn't work: KFP's clients sign with HMAC keys alone.",
      "HEAD of the bucket and its location need storage.buckets.get, which objectUser doesn't have.",
      "Keep TLS on: without it the clients use streaming signatures.",
      "A project has 100 service accounts unless Google grants more, which it does on request.",
      "A bucket's allow policy names 1,500 principals, each once per binding, which can't be raised: 746 profiles in a new bucket.",
      "Bindings are made one after the other, because Google changes a bucket about once a second: a thousand take a quarter of an hour and more.",
      "Conditions need uniform bucket-level access, also in a bucket of your own.",
      "An organization's policy may forbid HMAC keys (constraints/storage.restrictAuthTypes) or new service accounts.",
      "A new HMAC key works within a minute.",
      "Custom roles that were deleted keep their ids for up to 37 days: give a stack that is made again soon another namePrefix, unless the provider can restore them (7 days).",
      "Google keeps deleted objects for 7 more days (soft delete), also those that lifecycle rules delete.",
    ],
    sources: [
      "https://cloud.google.com/storage/docs/access-control/iam-xml",
      "https://cloud.google.com/iam/quotas",
      "https://cloud.google.com/storage/quotas",
      "https://cloud.google.com/storage/docs/authentication/hmackeys",
      "https://cloud.google.com/storage/docs/buckets",
      "https://cloud.google.com/iam/docs/conditions-attribute-reference",
      "minio/minio-go v6.0.57 utils.go isValidEndpointURL",
    ],
  },
} as const satisfies Store<object, object, GcsParts>;
