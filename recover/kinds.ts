import { type AwsAccount, unknownFact } from "../base/aws/arn.js";
import { oidcProviderArn } from "../base/aws/issuer.js";
import { isMap } from "../base/yaml/merge.js";

/** What a resource is outside the state, as an account, a store or a cluster knows it. */
export type Subject =
  | { readonly is: "bucket" | "role" | "user"; readonly name: string }
  | { readonly is: "oidc-provider"; readonly arn: string }
  | { readonly is: "bucket-setting"; readonly bucket: string; readonly setting: BucketSetting }
  | { readonly is: "inline-policy"; readonly of: "role" | "user"; readonly owner: string; readonly name: string }
  | ObjectSubject;

/** Those that people write by hand; what is lost when `up` writes its own. */
export type BucketSetting = "policy" | "lifecycle" | "logging";

/** An object in the cluster. */
export interface ObjectSubject {
  readonly is: "object";
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

type Inputs = Readonly<Record<string, unknown>>;
type SubjectOf = (inputs: Inputs, account: AwsAccount) => Subject | undefined;

const namedBy =
  (input: string, is: "bucket" | "role" | "user"): SubjectOf =>
  ({ [input]: name }) =>
    isKnown(name) ? { is, name } : undefined;

const inlinePolicyOf =
  (of: "role" | "user"): SubjectOf =>
  ({ name, [of]: owner }) =>
    isKnown(name) && isKnown(owner) ? { is: "inline-policy", of, owner, name } : undefined;

const settingOf =
  (setting: BucketSetting): SubjectOf =>
  ({ bucket }) =>
    isKnown(bucket) ? { is: "bucket-setting", bucket, setting } : undefined;

const oidcProviderOf: SubjectOf = ({ url }, account) =>
  isKnown(url) && account.accountId !== undefined
    ? { is: "oidc-provider", arn: oidcProviderArn(account, url) }
    : undefined;

const subjects: Readonly<Record<string, SubjectOf>> = {
  "aws:s3/bucket:Bucket": namedBy("bucket", "bucket"),
  "minio:index/s3Bucket:S3Bucket": namedBy("bucket", "bucket"),
  "aws:s3/bucketPolicy:BucketPolicy": settingOf("policy"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": settingOf("lifecycle"),
  "aws:s3/bucketLogging:BucketLogging": settingOf("logging"),
  "aws:iam/role:Role": namedBy("name", "role"),
  "aws:iam/user:User": namedBy("name", "user"),
  "aws:iam/rolePolicy:RolePolicy": inlinePolicyOf("role"),
  "aws:iam/userPolicy:UserPolicy": inlinePolicyOf("user"),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": oidcProviderOf,
};

/** Undefined for what has no name of its own, or one that isn't known yet. */
export function subjectOf(type: string, inputs: Inputs, account: AwsAccount): Subject | undefined {
  const named = subjects[type];
  if (named) return named(inputs, account);
  return type.startsWith("kubernetes:") ? objectOf(inputs) : undefined;
}

/** The bucket that a setting of it is imported by; recovery asks for none of the others, as `up` writes them again. */
export function bucketOf(type: string, { bucket }: Inputs): string | undefined {
  return type.startsWith("aws:s3/bucket") && isKnown(bucket) ? bucket : undefined;
}

function objectOf({ apiVersion, kind, metadata }: Inputs): ObjectSubject | undefined {
  if (!isMap(metadata) || !isKnown(metadata.name) || !isKnown(apiVersion) || !isKnown(kind)) return undefined;
  const namespace = isKnown(metadata.namespace) ? metadata.namespace : undefined;
  return { is: "object", apiVersion, kind, namespace, name: metadata.name };
}

function isKnown(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !value.includes(unknownFact);
}

/** As `pulumi import` takes it. Source: the providers' documentation, "Import" of each resource. */
export function importId(subject: Subject): string {
  switch (subject.is) {
    case "oidc-provider":
      return subject.arn;
    case "bucket-setting":
      return subject.bucket;
    case "inline-policy":
      return `${subject.owner}:${subject.name}`;
    case "object":
      return subject.namespace === undefined ? subject.name : `${subject.namespace}/${subject.name}`;
    default:
      return subject.name;
  }
}

/** The name by which a user adopts it: a setting or policy goes with what it belongs to. */
export function adoptedBy(subject: Subject): string {
  if (subject.is === "bucket-setting") return subject.bucket;
  return subject.is === "inline-policy" ? subject.owner : importId(subject);
}
