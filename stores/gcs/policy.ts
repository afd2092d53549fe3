import { type Grants, groupsOf, type ObjectAction, type PrefixGroup } from "../../subjects/access/grants.js";

/** A custom role: the predefined ones have either too little (no storage.buckets.get) or too much. */
export interface GcpRole {
  /** Ends the role's id; letters only. */
  readonly name: "BucketReader" | "BucketLister" | "Objects";
  readonly permissions: readonly string[];
}

/** One binding on the bucket, for one principal. */
export interface GcpBinding {
  readonly role: GcpRole;
  /** In the Common Expression Language. */
  readonly condition?: { readonly title: string; readonly expression: string };
}

/**
 * What each action needs of the XML API; multipart uploads have permissions of their own. Overwriting a key needs the
 * right to delete it. Source: Cloud Storage, "IAM permissions for XML requests".
 */
const permissions: Readonly<Record<ObjectAction, readonly string[]>> = {
  get: ["storage.objects.get"],
  put: [
    "storage.objects.create",
    "storage.multipartUploads.create",
    "storage.multipartUploads.abort",
    "storage.multipartUploads.listParts",
  ],
  delete: ["storage.objects.delete"],
};

const bucketReader: GcpRole = { name: "BucketReader", permissions: ["storage.buckets.get"] };
const bucketLister: GcpRole = { name: "BucketLister", permissions: ["storage.buckets.get", "storage.objects.list"] };

/** An expression may have 12 logical operators (Google Cloud, "IAM quotas and limits"): 12 terms have 11. */
const mostPrefixes = 6;

/**
 * Bindings of one principal. HEAD and location of the bucket are unconditional; objects are bound by name, and listing by
 * the prefix that a request names. One binding holds both, because a policy has a limited number of conditional ones.
 * Source: Google Cloud, "Attribute reference for IAM Conditions", API attributes; XML permissions as above.
 */
export function gcpBindings(grants: Grants): readonly GcpBinding[] {
  const objects: GcpRole = {
    name: "Objects",
    permissions: [...grants.actions.flatMap((action) => permissions[action]), "storage.objects.list"],
  };
  const lists = grants.list === "bucket" ? [] : grants.list;
  const terms = (group: PrefixGroup): readonly string[] => [
    ...group.objects.map((prefix) => `resource.name.startsWith(${text(`${objectsOf(grants.bucket)}${prefix}`)})`),
    ...group.lists.map((prefix) => `${listPrefix}.startsWith(${text(prefix)})`),
  ];
  const conditional = groupsOf(grants.objectPrefixes, lists, mostPrefixes).map(
    (group, index): GcpBinding => ({
      role: objects,
      condition: { title: `keys below own prefixes ${index + 1}`, expression: terms(group).join(" || ") },
    }),
  );
  return [{ role: grants.list === "bucket" ? bucketLister : bucketReader }, ...conditional];
}

const listPrefix = 'api.getAttribute("storage.googleapis.com/objectListPrefix", "")';

/** Resource names have `_` in the project's place. */
function objectsOf(bucket: string): string {
  return `projects/_/buckets/${bucket}/objects/`;
}

/** A text of the expression language, whose escapes are those of JSON for what prefixes have. */
function text(value: string): string {
  return JSON.stringify(value);
}
