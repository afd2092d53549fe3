import {
  firstBroken,
  length3To63,
  letterOrDigitEnds,
  type NameRule,
  notAnIpAddress,
} from "../../base/endpoint/bucket-names.js";
import { type StatedHost, statedEndpoint } from "../../base/endpoint/stated-host.js";
import type { Store } from "../common/store.js";
import { type CephParts, planRook } from "./plan.js";
import { cephProblems } from "./problems.js";
import { rookSecret } from "./rook.js";
import { rookElsewhere } from "./rules.js";
import { type CephOptions, cephOptions } from "./schema.js";
import { type CephSettings, checkRookUsers, resolveRook, rookEndpoint } from "./settings.js";

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

/** Rook's users are Kubernetes objects; cut, a name wouldn't be the one that the profiles' template gives. */
const longestObjectName = 253;

export const ceph = {
  platform: "ceph",
  title: "Ceph Object Gateway",
  endpoint: (input, owners) => statedEndpoint(host, input, owners),
  bucketNameRule: (name) => firstBroken(nameRules, name),
  problems: cephProblems,
  options: cephOptions,
  optionElsewhere: rookElsewhere,
  own: resolveRook,
  ownSecret: ({ rook }, prefix) => rook && ((key, namespace) => rookSecret(rook, prefix, key, namespace)),
  ownEndpoint: rookEndpoint,
  checkHolders: checkRookUsers,
  plan: planRook,
  capabilities: {
    isolation: "prefix",
    isolationNote:
      "Each profile's user reaches objects below its own prefixes, by user policies of an account (Squid or newer) or by the bucket's policy.",
    addressing: "path",
    domains: [],
    namesUnique: "host",
    listingByPrefix: true,
    versioning: "yes",
    irsa: false,
    bucketOptions: [],
    makesBucket: "by default",
    longestUserName: longestObjectName,
    makers: [
      {
        by: "program",
        package: "@pulumi/kubernetes",
        where: "rook",
        hint: "where Rook runs Ceph, set objectStore.rook",
        makes:
          "with `objectStore.rook` the bucket by an ObjectBucketClaim and a CephObjectStoreUser for each principal, whose Secrets Rook makes: [rook.md](rook.md)",
      },
      { by: "bring-your-own" },
    ],
    proof: {
      state: "not run against the service",
      checked:
        "Values are compared with the clients' sources; the policies' statements are those that a MinIO server was tested with; Rook's objects, Secrets and rules were read in the sources of Rook 1.12 to 1.20 and of Ceph's gateway.",
    },
    pitfalls: [
      "The region is the zonegroup's api name; most take us-east-1.",
      "Virtual-host addressing needs DNS for every bucket; KFP's clients use paths here, and don't need it.",
      "Rook: a StorageClass with reclaimPolicy: Delete deletes the bucket's data with its claim; it is refused at preview and up.",
      "Rook: the operator has to allow claims to set a bucket's policy, and the store users in other namespaces.",
      "Rook: a claim with the name of a bucket that exists takes it over, since 1.17 from any owner.",
    ],
    sources: [
      "https://docs.ceph.com/en/latest/radosgw/iam/",
      "https://docs.ceph.com/en/latest/radosgw/s3/bucketops/",
      "https://docs.ceph.com/en/latest/radosgw/bucketpolicy/",
      "rook/rook Documentation/CRDs/Object-Storage/ceph-object-bucket-claim.md",
      "rook/rook pkg/operator/ceph/object",
    ],
  },
} as const satisfies Store<CephOptions, CephSettings, CephParts>;
