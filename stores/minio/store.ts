import {
  firstBroken,
  length3To63,
  letterOrDigitEnds,
  type NameRule,
  notAnIpAddress,
} from "../../base/endpoint/bucket-names.js";
import { type StatedHost, statedEndpoint } from "../../base/endpoint/stated-host.js";
import type { Store } from "../common/store.js";
import { minioProblems } from "./problems.js";
import { minioProvider, warnOfDefaultPrefix } from "./settings.js";

const host: StatedHost = {
  platform: "minio",
  hostExample: "minio.minio.svc.cluster.local",
  defaultPort: "9000",
  defaultRegion: "us-east-1",
  plainInCluster: false,
};

/** Source: minio-go `pkg/s3utils` CheckValidBucketNameStrict; the server refuses the name of its own folder. */
const nameRules: readonly NameRule[] = [
  length3To63,
  { broken: (name) => /[^a-z0-9.-]/.test(name), rule: "only a-z, 0-9, - and ." },
  letterOrDigitEnds,
  notAnIpAddress,
  { broken: (name) => /\.\.|\.-|-\./.test(name), rule: "no period beside a period or a hyphen" },
  { broken: (name) => name === "minio", rule: "not minio, which the server keeps for itself" },
];

export const minio = {
  platform: "minio",
  title: "MinIO",
  endpoint: (input, owners) => statedEndpoint(host, input, owners),
  bucketNameRule: (name) => firstBroken(nameRules, name),
  problems: minioProblems,
  provider: minioProvider,
  check: warnOfDefaultPrefix,
  capabilities: {
    isolation: "prefix",
    isolationNote: "Each profile's user reaches objects below its own prefixes.",
    addressing: "path",
    domains: [],
    namesUnique: "host",
    listingByPrefix: true,
    versioning: "depends",
    irsa: false,
    bucketOptions: [],
    makesBucket: "by default",
    makers: [
      {
        by: "program",
        package: "@pulumi/minio",
        makes: "the bucket, users with a service account for each key, and their policies",
        needs:
          "It reaches the server by `minio:minioServer` (default: host and port of objectStore), `minio:minioSsl`, `minio:minioUser` and `minio:minioPassword`, stored by `pulumi config set --secret`, or MINIO_ENDPOINT, MINIO_ENABLE_HTTPS, MINIO_USER and MINIO_PASSWORD. A server inside the cluster is reached from outside by `kubectl -n minio port-forward service/minio 9000`, with `minio:minioServer: localhost:9000` and its own `minio:minioSsl`.",
      },
      { by: "bring-your-own" },
    ],
    proof: {
      state: "run against a real server",
      checked: "Every principal's rights are tried with an S3 client on a MinIO server that has the planned policies.",
    },
    pitfalls: [
      "Before deployKF 0.1.5 `kubeflow_tools.pipelines.kfpV2.minioFix` has to be false; the values block says so there.",
      "The provider overwrites users and policies that have the names of this stack's: give each stack a namePrefix of its own.",
      "The region is the server's setting, us-east-1 unless changed.",
      "With auth.listScope: prefix a profile's HEAD of the bucket is refused, which KFP's profiles don't send.",
      "Who may list may also list versions; nobody but an administrator aborts uploads.",
    ],
    sources: [
      "https://min.io/docs/minio/linux/administration/identity-access-management/policy-based-access-control.html",
    ],
  },
} as const satisfies Store;
