import { brokenS3NameRule } from "../../base/aws/bucket-name.js";
import { type StatedHost, statedEndpoint } from "../../base/endpoint/stated-host.js";
import type { Store } from "../common/store.js";

const host: StatedHost = {
  platform: "s3-compatible",
  hostExample: "s3.storage.acme.example",
  defaultPort: "",
  defaultRegion: undefined,
  plainInCluster: false,
};

/** Any other store with S3's XML API: nothing of it is known, so everything is stated. */
export const s3Compatible = {
  platform: "s3-compatible",
  title: "Another S3-compatible store",
  endpoint: (input, owners) => statedEndpoint(host, input, owners),
  // What a store calls compatible takes S3's names; its own rules may be stricter.
  bucketNameRule: brokenS3NameRule,
  capabilities: {
    isolation: "prefix",
    isolationNote: "As far as the store evaluates the policies that are rendered for it, which nobody checked.",
    addressing: "path",
    domains: [],
    namesUnique: "host",
    listingByPrefix: true,
    versioning: "depends",
    irsa: false,
    bucketOptions: [],
    makesBucket: "never",
    makers: [{ by: "bring-your-own" }],
    proof: {
      state: "not run against the service",
      checked: "The same policies were tried on a MinIO server; what another store makes of them is its own affair.",
    },
    pitfalls: [
      "The store has to accept path-style requests: KFP's clients use them at every host but those of AWS, Google and Alibaba Cloud.",
      "The store has to answer HEAD and location requests of the bucket.",
    ],
    sources: ["minio/minio-go v6.0.57 pkg/s3utils", "minio/minio-js 7.0.14"],
  },
} as const satisfies Store;
