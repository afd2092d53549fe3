import { firstBroken, length3To63, letterOrDigitEnds, type NameRule, notAnIpAddress } from "./bucket-names.js";
import { type StatedHost, statedEndpoint } from "./stated-host.js";
import type { Store } from "./store.js";

const host: StatedHost = {
  platform: "ceph",
  hostExample: "rook-ceph-rgw-my-store.rook-ceph.svc.cluster.local",
  defaultPort: "",
  defaultRegion: "us-east-1",
  plainInCluster: false,
};

/** Source: docs.ceph.com, radosgw, "Bucket Operations", constraints (rgw_relaxed_s3_bucket_names off). */
const nameRules: readonly NameRule[] = [
  length3To63,
  { broken: (name) => /[^a-z0-9.-]/.test(name), rule: "only a-z, 0-9, - and ." },
  letterOrDigitEnds,
  notAnIpAddress,
  {
    broken: (name) => name.split(".").some((part) => /^(|-.*|.*-)$/.test(part)),
    rule: "each part between periods begins and ends with a letter or digit",
  },
];

export const ceph: Store = {
  platform: "ceph",
  title: "Ceph Object Gateway",
  variants: [],
  endpoint: (input) => statedEndpoint(host, input),
  bucketNameRule: (name) => firstBroken(nameRules, name),
  capabilities: {
    isolation: "prefix",
    isolationNote:
      "Each profile's user reaches objects below its own prefixes, by user policies of an account (Squid or newer) or by the bucket's policy.",
    addressing: "path",
    listingByPrefix: true,
    versioning: "yes",
    irsa: false,
    bucketOptions: [],
    makesBucket: "by default",
    makers: [{ by: "bring-your-own" }],
    policyLanguage: "aws-iam",
    proof: {
      state: "not run against the service",
      checked:
        "Values are compared with the clients' sources; the policies are those that a MinIO server was tested with.",
    },
    pitfalls: [
      "The region is the zonegroup's api name; most take us-east-1.",
      "Virtual-host addressing needs DNS for every bucket; KFP's clients use paths here, and don't need it.",
      "A storage class with reclaimPolicy: Delete deletes the bucket's data with its claim.",
      "Rook's claims can't set a bucket's policy unless the operator allows it.",
    ],
    sources: [
      "https://docs.ceph.com/en/latest/radosgw/iam/",
      "https://docs.ceph.com/en/latest/radosgw/s3/bucketops/",
      "rook/rook Documentation/CRDs/Object-Storage/ceph-object-bucket-claim.md",
    ],
  },
};
