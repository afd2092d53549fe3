import { brokenBucketNameRule } from "../../base/aws/bucket-name.js";
import { type DerivedHost, derivedEndpoint } from "../../base/endpoint/derived-host.js";
import type { Store } from "../common/store.js";
import { wasabiProblems } from "./problems.js";
import { checkCredentials } from "./settings.js";

const title = "Wasabi";
const region = /^[a-z]{2}-[a-z]+-\d+$/;

const host: DerivedHost = {
  platform: "wasabi",
  title,
  variants: [],
  defaultRegion: undefined,
  regionExample: "eu-central-1",
  badRegion: (name) =>
    region.test(name)
      ? undefined
      : { rule: "Wasabi's regions are named like eu-central-1", mend: "write the region of the bucket" },
  hostOf: (parts) => `s3.${parts.region}.wasabisys.com`,
  partsOf: (name) => {
    if (name === "s3.wasabisys.com") return { region: "us-east-1" };
    const found = /^s3\.([a-z0-9-]+)\.wasabisys\.com$/.exec(name)?.[1];
    return found !== undefined && region.test(found) ? { region: found } : undefined;
  },
  unknownHost: {
    rule: "Wasabi's hosts for S3 are s3.<region>.wasabisys.com",
    mend: "remove objectStore.host: it follows from the region",
  },
  reach: () => "public",
};

/** Source: docs.wasabi.com, "Service URLs for Wasabi's Storage Regions", "Bucket Naming Rules". */
export const wasabi = {
  platform: "wasabi",
  title,
  endpoint: (input, owners) => derivedEndpoint(host, input, owners),
  // Wasabi's rules are S3's, reserved names included; periods break its certificate in the same way.
  bucketNameRule: brokenBucketNameRule,
  problems: wasabiProblems,
  checkHolders: checkCredentials,
  capabilities: {
    isolation: "prefix",
    isolationNote: "Each profile's user reaches objects below its own prefixes.",
    addressing: "either",
    domains: ["wasabisys.com"],
    namesUnique: "host",
    listingByPrefix: true,
    versioning: "yes",
    irsa: false,
    bucketOptions: [],
    makesBucket: "if asked",
    makers: [
      {
        by: "program",
        package: "@pulumi/aws",
        makes: "users with their keys and inline policies, and with `bucket.create: true` the bucket",
        needs:
          "The stack's AWS credentials are Wasabi's: `aws:accessKey` and `aws:secretKey`, stored by `pulumi config set --secret`, `aws:profile`, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The bucket isn't made by default: the AWS provider asks for tags by an API that is S3's alone since 6.23, and users of other stores, Wasabi among them, report failures (terraform-provider-aws issues 45520 and 46202). Versions and lifecycle rules are yours to set: the provider waits for a header of S3 alone (issues 43333 and 49019).",
      },
      { by: "bring-your-own" },
    ],
    proof: {
      state: "not run against the service",
      checked:
        "Values are compared with Wasabi's documentation; the policies are those that a MinIO server was tested with.",
    },
    pitfalls: [
      "The host has to be that of the bucket's region.",
      "An account has at most 1,000 managed policies; inline policies of users don't count.",
      "Tags of buckets and users have been missing in Wasabi's API at times.",
    ],
    sources: [
      "https://docs.wasabi.com/docs/what-are-the-service-urls-for-wasabis-different-storage-regions",
      "https://docs.wasabi.com/v1/docs/bucket-naming-conventions",
      "https://docs.wasabi.com/docs/iam-and-sts-support",
      "hashicorp/terraform-provider-aws issues 45520 and 46202, pull request 14334",
    ],
  },
} as const satisfies Store;
