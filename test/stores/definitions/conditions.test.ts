import { describe, expect, it } from "vitest";
import { gcpBindings } from "../../../stores/gcs/policy.js";
import { ibmPolicies } from "../../../stores/ibm-cos/policy.js";
import { backendGrants, profileGrants } from "../../support/grants.js";

const prefixes = ["artifacts/team-1/", "v2/artifacts/team-1/"];
const bound = profileGrants(prefixes);
const whole = backendGrants();

describe("IBM IAM", () => {
  const common = {
    type: "access",
    subject: { attributes: [{ key: "iam_id", operator: "stringEquals", value: "<IAM id of the service ID>" }] },
    resource: {
      attributes: [
        { key: "serviceName", operator: "stringEquals", value: "cloud-object-storage" },
        { key: "serviceInstance", operator: "stringEquals", value: "<guid of the Object Storage instance>" },
        { key: "resourceType", operator: "stringEquals", value: "bucket" },
        { key: "resource", operator: "stringEquals", value: "acme" },
      ],
    },
    pattern: "attribute-based-condition:resource:literal-and-wildcard",
  };
  const condition = (name: string, value: readonly string[]) => ({
    key: `{{resource.attributes.${name}}}`,
    operator: "stringMatchAnyOf",
    value,
  });

  it("writes objects by path, lists by prefix, and only reads the bucket itself", () => {
    const below = ["artifacts/team-1/*", "v2/artifacts/team-1/*"];
    expect(ibmPolicies(bound)).toEqual([
      {
        ...common,
        description: "Objects and keys of acme below the principal's prefixes, 1",
        control: { grant: { roles: [{ role_id: "crn:v1:bluemix:public:iam::::serviceRole:Writer" }] } },
        rule: { operator: "or", conditions: [condition("path", below), condition("prefix", below)] },
      },
      {
        ...common,
        description: "Existence and location of acme",
        control: { grant: { roles: [{ role_id: "crn:v1:bluemix:public:iam::::serviceRole:Reader" }] } },
        rule: {
          operator: "and",
          conditions: ["path", "prefix", "delimiter"].map((name) => ({
            key: `{{resource.attributes.${name}}}`,
            operator: "stringExists",
            value: false,
          })),
        },
      },
    ]);
  });

  it("lets the backend list with any prefix, the empty one too", () => {
    expect(ibmPolicies(whole)[0]?.rule.conditions[1]).toEqual(condition("prefix", ["*"]));
  });

  it("splits what is more than ten values", () => {
    const many = Array.from({ length: 21 }, (_, index) => `artifacts/team-${index}/`);
    const rules = ibmPolicies(profileGrants(many)).map(({ rule }) => rule.conditions);
    expect(
      rules.map((conditions) => conditions.map(({ value }) => (Array.isArray(value) ? value.length : value))),
    ).toEqual([
      [10, 10],
      [10, 10],
      [1, 1],
      [false, false, false],
    ]);
  });

  it("takes the least role that will do", () => {
    const roles = ibmPolicies({ ...bound, actions: ["get", "put"] })[0]?.control.grant.roles;
    expect(roles?.map(({ role_id }) => role_id.split(":").at(-1))).toEqual(["ContentReader", "ObjectWriter"]);
  });
});

describe("Google Cloud IAM", () => {
  const objects = {
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
  };

  it("binds objects by name and listing by the prefix of the request", () => {
    expect(gcpBindings(bound)).toEqual([
      { role: { name: "BucketReader", permissions: ["storage.buckets.get"] } },
      {
        role: objects,
        condition: {
          title: "keys below own prefixes 1",
          expression:
            'resource.name.startsWith("projects/_/buckets/acme/objects/artifacts/team-1/") || ' +
            'resource.name.startsWith("projects/_/buckets/acme/objects/v2/artifacts/team-1/") || ' +
            'api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("artifacts/team-1/") || ' +
            'api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("v2/artifacts/team-1/")',
        },
      },
    ]);
  });

  it("lets the backend list everything", () => {
    expect(gcpBindings(whole)).toEqual([
      { role: { name: "BucketLister", permissions: ["storage.buckets.get", "storage.objects.list"] } },
      {
        role: objects,
        condition: {
          title: "keys below own prefixes 1",
          expression:
            'resource.name.startsWith("projects/_/buckets/acme/objects/artifacts/") || ' +
            'resource.name.startsWith("projects/_/buckets/acme/objects/pipelines/") || ' +
            'resource.name.startsWith("projects/_/buckets/acme/objects/v2/artifacts/")',
        },
      },
    ]);
  });

  it("has at most 12 operators in an expression", () => {
    const many = Array.from({ length: 7 }, (_, index) => `artifacts/team-${index}/`);
    const terms = gcpBindings(profileGrants(many)).map(({ condition }) => condition?.expression.split(" || ").length);
    expect(terms).toEqual([undefined, 12, 2]);
  });
});
