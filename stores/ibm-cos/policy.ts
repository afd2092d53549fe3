import { type Grants, groupsOf } from "../../subjects/access/grants.js";

/** IBM's limit for the values of one condition. Source: IBM account documentation, "String comparisons". */
const mostValues = 10;

/**
 * Policies of IBM's IAM, version 2, as `ibmcloud iam service-policy-create --file ... --api-version v2` takes them, of two
 * kinds. Objects: keys below the prefixes, by path, and listing, by prefix, where a request without one has the empty
 * prefix. Bucket: requests that have neither (HEAD, location), with a role that only reads: under Writer
 * the same clause would allow to delete the bucket. Source: ibm-cloud-docs/cloud-object-storage
 * `assign-access-indvobjects.md` (form, `stringExists` clause), `object-access.md` (empty prefix), `iam.md` (roles, which
 * action has which attribute).
 */
export function ibmPolicies(grants: Grants) {
  const base = baseOf(grants.bucket);
  const lists = grants.list === "bucket" ? [""] : grants.list;
  const roles = rolesOf(grants).map((role) => ({ role_id: roleIds[role] }));
  const objects = groupsOf(grants.objectPrefixes, lists, mostValues).map((group, index) => ({
    ...base,
    description: `Objects and keys of ${grants.bucket} below the principal's prefixes, ${index + 1}`,
    control: { grant: { roles } },
    rule: { operator: "or", conditions: [...matching("path", group.objects), ...matching("prefix", group.lists)] },
  }));
  const bucket = {
    ...base,
    description: `Existence and location of ${grants.bucket}`,
    control: { grant: { roles: [{ role_id: roleIds.Reader }] } },
    rule: { operator: "and", conditions: [absent("path"), absent("prefix"), absent("delimiter")] },
  };
  return [...objects, bucket];
}

function matching(name: "path" | "prefix", prefixes: readonly string[]) {
  if (prefixes.length === 0) return [];
  const value = prefixes.map((prefix) => `${prefix}*`);
  return [{ key: `{{resource.attributes.${name}}}`, operator: "stringMatchAnyOf" as const, value }];
}

function absent(name: "path" | "prefix" | "delimiter") {
  return { key: `{{resource.attributes.${name}}}`, operator: "stringExists" as const, value: false };
}

/** What only the user's account knows stands in angle brackets, to be replaced by hand. */
function baseOf(bucket: string) {
  const equal = (key: string, value: string) => ({ key, operator: "stringEquals", value });
  return {
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
  };
}

/** The least roles that have the actions. Only Writer deletes, and it reads, writes and lists as well. */
function rolesOf({ actions }: Grants): readonly Role[] {
  if (actions.includes("delete")) return ["Writer"];
  return actions.includes("put") ? ["ContentReader", "ObjectWriter"] : ["ContentReader"];
}

/** Reader and Writer are roles of all services, the others Object Storage's own. */
const roleIds = {
  Reader: "crn:v1:bluemix:public:iam::::serviceRole:Reader",
  Writer: "crn:v1:bluemix:public:iam::::serviceRole:Writer",
  ContentReader: "crn:v1:bluemix:public:cloud-object-storage::::serviceRole:ContentReader",
  ObjectWriter: "crn:v1:bluemix:public:cloud-object-storage::::serviceRole:ObjectWriter",
} as const;

type Role = keyof typeof roleIds;
