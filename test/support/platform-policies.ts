import { canonicalJson } from "../../base/yaml/json.js";
import { listing, objects } from "./expected-role.js";
import type { ExternalPlatform } from "./platforms.js";
import { bucketName as bucket } from "./project.js";

/** What `--out` writes for the baseline's bucket. */

const arn = `arn:aws:s3:::${bucket}`;
export const own = ["artifacts/team-1/", "v2/artifacts/team-1/"];
const shared = ["artifacts/", "pipelines/", "v2/artifacts/"];

export const iam = (prefixes: readonly string[]) => ({
  Version: "2012-10-17",
  Statement: [listing(arn), objects(arn, prefixes)],
});

const oss = `acs:oss:*:*:${bucket}`;
const ram = (prefixes: readonly string[]) => ({
  Version: "1",
  Statement: [
    { Effect: "Allow", Action: ["oss:GetBucketLocation", "oss:GetBucketInfo"], Resource: [oss] },
    { Effect: "Allow", Action: ["oss:ListObjects"], Resource: [oss] },
    {
      Effect: "Allow",
      Action: ["oss:GetObject", "oss:PutObject", "oss:AbortMultipartUpload", "oss:DeleteObject"],
      Resource: prefixes.map((prefix) => `${oss}/${prefix}*`),
    },
  ],
});

const gcp = (prefixes: readonly string[]) => ({
  bucket,
  bindings: [
    { role: { name: "BucketLister", permissions: ["storage.buckets.get", "storage.objects.list"] } },
    {
      role: {
        name: "Objects",
        permissions: [
          "storage.objects.get",
          "storage.objects.create",
          "storage.multipartUploads.create",
          "storage.multipartUploads.abort",
          "storage.multipartUploads.listParts",
          "storage.objects.delete",
          "storage.objects.list",
        ],
      },
      condition: {
        title: "keys below own prefixes 1",
        expression: prefixes
          .map((prefix) => `resource.name.startsWith("projects/_/buckets/${bucket}/objects/${prefix}")`)
          .join(" || "),
      },
    },
  ],
});

const equal = (key: string, value: string) => ({ key, operator: "stringEquals", value });
const ibm = (description: string, role: string, rule: unknown) => ({
  type: "access",
  subject: { attributes: [equal("iam_id", "<IAM id of the service ID>")] },
  resource: {
    attributes: [
      equal("serviceName", "cloud-object-storage"),
      equal("serviceInstance", "<guid of the Object Storage instance>"),
      equal("resourceType", "bucket"),
      equal("resource", bucket),
    ],
  },
  pattern: "attribute-based-condition:resource:literal-and-wildcard",
  description,
  control: { grant: { roles: [{ role_id: `crn:v1:bluemix:public:iam::::serviceRole:${role}` }] } },
  rule,
});
const matching = (name: string, value: readonly string[]) => ({
  key: `{{resource.attributes.${name}}}`,
  operator: "stringMatchAnyOf",
  value,
});
const absent = (name: string) => ({ key: `{{resource.attributes.${name}}}`, operator: "stringExists", value: false });
const ibmObjects = (prefixes: readonly string[]) =>
  ibm(`Objects and keys of ${bucket} below the principal's prefixes, 1`, "Writer", {
    operator: "or",
    conditions: [
      matching(
        "path",
        prefixes.map((prefix) => `${prefix}*`),
      ),
      matching("prefix", ["*"]),
    ],
  });
const ibmBucket = ibm(`Existence and location of ${bucket}`, "Reader", {
  operator: "and",
  conditions: ["path", "prefix", "delimiter"].map(absent),
});

const r2 = (prefixes: readonly string[]) => `R2 object storage > API > Manage API tokens > Create Account API token.
Permission: Object Read & Write.
Apply to specific buckets only: ${bucket}.
TTL: forever, unless somebody renews the key before it ends.
R2 can't limit the token to prefixes: it reaches the whole bucket, and not only ${prefixes.join(", ")}.
`;

const seaweedfs = (principal: string, prefixes: readonly string[]) => ({
  identities: [
    {
      name: principal,
      policyNames: [principal],
    },
  ],
  policies: [{ name: principal, content: canonicalJson(iam(prefixes)) }],
});

type Expected = Readonly<Record<string, unknown>>;
const json = (policy: (prefixes: readonly string[]) => unknown): Expected => ({
  "backend.json": policy(shared),
  "profile-team-1.json": policy(own),
});

/** What the backend and team-1 get, by the platform. */
export const policiesOf: Readonly<Record<ExternalPlatform, Expected>> = {
  wasabi: json(iam),
  minio: json(iam),
  seaweedfs: {
    "backend.json": seaweedfs("backend", shared),
    "profile-team-1.json": seaweedfs("profile-team-1", own),
  },
  ceph: json(iam),
  "s3-compatible": json(iam),
  gcs: json(gcp),
  "alibaba-oss": json(ram),
  "ibm-cos": {
    "backend.1.json": ibmObjects(shared),
    "backend.2.json": ibmBucket,
    "profile-team-1.1.json": ibmObjects(own),
    "profile-team-1.2.json": ibmBucket,
  },
  "cloudflare-r2": { "backend.txt": r2(shared), "profile-team-1.txt": r2(own) },
  "azure-s3proxy": {},
};
