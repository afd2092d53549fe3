/** A resource as the program registers it. */
export interface RegisteredResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; undefined for the stack itself. */
  readonly parent: string | undefined;
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
}

/** By what a resource is made: its own provider, or the default one of a plugin's version. */
export interface Plugin {
  /** URN. */
  readonly provider: string | undefined;
  readonly version: string | undefined;
}

/**
 * What `up` does where something of the same name is there: `collides` ends it, `overwrites` writes its own over it, `fresh`
 * makes another one beside it; `unlooked` is what nobody here knows how to ask for.
 */
export type Behaviour = "collides" | "overwrites" | "fresh" | "unlooked";

interface ResourceType {
  readonly behaviour: Behaviour;
  /** The input by which its account or store knows it; undefined for what nobody calls by a name. */
  readonly named?: string;
  /** Inputs that its provider can't change in place. Source: the providers' schemas, "forces replacement". */
  readonly fixed: readonly string[];
}

export const accessKeyType = "aws:iam/accessKey:AccessKey";
export const userType = "aws:iam/user:User";
export const secretType = "kubernetes:core/v1:Secret";

const types: Readonly<Record<string, ResourceType>> = {
  "aws:s3/bucket:Bucket": { behaviour: "collides", named: "bucket", fixed: ["bucket", "region"] },
  "aws:iam/role:Role": { behaviour: "collides", named: "name", fixed: ["name", "path"] },
  [userType]: { behaviour: "collides", named: "name", fixed: ["name"] },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { behaviour: "collides", fixed: ["url"] },
  "aws:iam/rolePolicy:RolePolicy": { behaviour: "overwrites", fixed: ["name", "role"] },
  "aws:iam/userPolicy:UserPolicy": { behaviour: "overwrites", fixed: ["name", "user"] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { behaviour: "overwrites", fixed: [] },
  [accessKeyType]: { behaviour: "fresh", fixed: ["user"] },
  "minio:index/s3Bucket:S3Bucket": { behaviour: "collides", named: "bucket", fixed: ["bucket"] },
  "minio:index/iamUser:IamUser": { behaviour: "overwrites", named: "name", fixed: ["name"] },
  "minio:index/iamPolicy:IamPolicy": { behaviour: "overwrites", named: "name", fixed: ["name"] },
  "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment": {
    behaviour: "overwrites",
    fixed: ["userName", "policyName"],
  },
  "minio:index/iamServiceAccount:IamServiceAccount": { behaviour: "fresh", fixed: ["targetUser"] },
  "gcp:storage/bucket:Bucket": { behaviour: "unlooked", named: "name", fixed: ["name", "location"] },
  "gcp:storage/hmacKey:HmacKey": { behaviour: "fresh", fixed: ["serviceAccountEmail"] },
  "gcp:storage/bucketIAMMember:BucketIAMMember": {
    behaviour: "unlooked",
    fixed: ["bucket", "role", "member", "condition"],
  },
  "gcp:serviceaccount/account:Account": { behaviour: "unlooked", named: "accountId", fixed: ["accountId"] },
  "gcp:projects/iAMCustomRole:IAMCustomRole": { behaviour: "unlooked", named: "roleId", fixed: ["roleId"] },
  // Only namespaces have a provider that takes what is there.
  "kubernetes:core/v1:Namespace": { behaviour: "overwrites", fixed: [] },
};

/** What recovery, comparisons and the tree have to know of a type of resource. */
export function typeOf(type: string): ResourceType {
  return types[type] ?? families.find(([start]) => type.startsWith(start))?.[1] ?? { behaviour: "unlooked", fixed: [] };
}

/** Types that are not in the table, by how they begin. */
const families: readonly (readonly [start: string, type: ResourceType])[] = [
  // Settings of a bucket follow it into its replacement.
  ["aws:s3/bucket", { behaviour: "overwrites", fixed: ["bucket"] }],
  ["pulumi:providers:", { behaviour: "overwrites", fixed: [] }],
  ["kubernetes:", { behaviour: "collides", fixed: [] }],
];

/** The last part of a type, as people read it. */
export function shortType(type: string): string {
  return type.split(":").at(-1) ?? type;
}
