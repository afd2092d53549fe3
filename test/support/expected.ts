import { isDeepStrictEqual } from "node:util";
import type { RecordedResource } from "../../cli/offline/recorder.js";
import { unknown } from "./program.js";

/** A registered resource in a form that reads well in a test: URNs as `Type name`, documents as objects. */
export interface Described {
  readonly parent: string;
  readonly inputs: unknown;
  /** protect and retainOnDelete */
  readonly kept?: true;
  /** retainOnDelete alone */
  readonly retained?: true;
  readonly deleteBeforeReplace?: true;
  readonly dependsOn?: readonly string[];
}

const documents = new Set(["policy", "assumeRolePolicy"]);

/** Resources by `Type name`; no two have both in common. */
export function described(resources: readonly RecordedResource[]): Record<string, Described> {
  return Object.fromEntries(resources.map((resource) => [label(resource.urn), describe(resource)]));
}

function describe(resource: RecordedResource): Described {
  const { parent, inputs, protect, retainOnDelete, deleteBeforeReplace, dependencies } = resource;
  if (protect && !retainOnDelete) throw new Error(`${label(resource.urn)} is kept by halves`);
  const parsed = Object.entries(inputs).map(([key, value]) => [
    key,
    documents.has(key) && typeof value === "string" && value !== unknown ? JSON.parse(value) : value,
  ]);
  return {
    parent: label(parent ?? ""),
    inputs: Object.fromEntries(parsed),
    ...(protect && { kept: true }),
    ...(!protect && retainOnDelete && { retained: true }),
    ...(deleteBeforeReplace && { deleteBeforeReplace: true }),
    ...(dependencies.length > 0 && { dependsOn: dependencies.map(label).sort() }),
  };
}

/** `Type name` of a URN. */
export function label(urn: string): string {
  const [types = "", name] = urn.split("::").slice(2);
  return `${types.split(":").at(-1)} ${name}`;
}

/** The four components. */
export function components(stack: string): Record<string, Described> {
  const top = { parent: "DeploykfObjectStore kubeflow", inputs: {} };
  return {
    "DeploykfObjectStore kubeflow": { parent: `Stack deploykf-object-store-${stack}`, inputs: {} },
    "KubeflowBucket kubeflow-bucket": top,
    "BackendIdentity kubeflow": top,
    "ProfileIdentities kubeflow": top,
  };
}

interface BucketParts {
  readonly preview: boolean;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly encryption?: unknown;
  readonly rules: readonly unknown[];
  readonly accessLogs?: { readonly targetBucket: string; readonly targetPrefix: string };
  readonly partition?: string;
}

/** The bucket and its settings, each behind the one before. */
export function bucketResources(parts: BucketParts): Record<string, Described> {
  const { preview, name, tags, rules, accessLogs, partition = "aws" } = parts;
  const region = parts.region === undefined ? {} : { region: parts.region };
  const common = { bucket: preview ? unknown : name, ...region };
  const aes = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  const closed = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  const settings: readonly (readonly [string, object])[] = [
    ["BucketOwnershipControls kubeflow-bucket-ownership", { rule: { objectOwnership: "BucketOwnerEnforced" } }],
    ["BucketPublicAccessBlock kubeflow-bucket-public-access", closed],
    ["BucketServerSideEncryptionConfiguration kubeflow-bucket-encryption", { rules: [parts.encryption ?? aes] }],
    ["BucketVersioning kubeflow-bucket-versioning", { versioningConfiguration: { status: "Enabled" } }],
    ["BucketLifecycleConfiguration kubeflow-bucket-lifecycle", { rules }],
    ["BucketPolicy kubeflow-bucket-policy", { policy: tlsOnly(`arn:${partition}:s3:::${name}`) }],
    ...(accessLogs ? [["BucketLogging kubeflow-bucket-access-logs", accessLogs] as const] : []),
  ];
  const first = "Bucket kubeflow-bucket";
  const parent = "KubeflowBucket kubeflow-bucket";
  const bucket: Described = {
    parent,
    inputs: { bucket: name, tags, forceDestroy: false, ...region },
    kept: true,
  };
  const rest = settings.map(([key, inputs], index): [string, Described] => {
    const before = settings[index - 1];
    const dependsOn = before ? [before[0], first].sort() : [first];
    return [key, { parent, inputs: { ...common, ...inputs }, kept: true, dependsOn }];
  });
  return { [first]: bucket, ...Object.fromEntries(rest) };
}

function tlsOnly(arn: string) {
  const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "RefusePlainHttp", ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Sid: "RefuseTlsBelow12", ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ],
  };
}

/** What one set of resources has otherwise than another; null: not there. */
export function changes(
  before: Readonly<Record<string, Described>>,
  after: Readonly<Record<string, Described>>,
): Record<string, Described | null> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differing = keys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
  return Object.fromEntries(differing.map((key) => [key, after[key] ?? null]));
}
