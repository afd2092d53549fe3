import { describe, expect, it } from "vitest";
import { type Change, codesOf, config, later, planOf, profiles, reportOf } from "../../support/project.js";

const keys = [config("auth", { mode: "keys" }), config("cluster", { source: "kubeconfig", context: "acme" })];
const store = (more: object) => later({ kubeflow_tools: { pipelines: more } });
const defaults = (more: object) => later({ deploykf_core: { deploykf_profiles_generator: { profileDefaults: more } } });
const role = { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/Admin" };

describe("every leaf of our block that a later file makes another one is an error", () => {
  it.each<[string, ...Change[]]>([
    ["another host", store({ objectStore: { host: "evil.example" } })],
    ["plain http", store({ objectStore: { useSSL: false } })],
    ["another bucket", store({ bucket: { name: "other" } })],
    ["another region", store({ bucket: { region: "us-east-1" } })],
    ["another role of the backend's", store({ serviceAccounts: { apiServer: { annotations: role } } })],
    ["a text where deployKF wants a boolean", store({ objectStore: { useSSL: "true" } })],
    ["another Secret of the backend's", ...keys, store({ objectStore: { auth: { existingSecret: "mine" } } })],
    ["a section that it replaces", later({ kubeflow_tools: { pipelines: { objectStore: "none" } } })],
    [
      "the backend's Secret for every profile",
      ...keys,
      defaults({
        tools: {
          kubeflowPipelines: {
            objectStoreAuth: { existingSecret: "kubeflow-pipelines--backend-object-store-auth" },
          },
        },
      }),
    ],
  ])("%s", (_, ...changes) => {
    expect(codesOf(...changes)).toEqual(["values-undone"]);
  });

  it("names the file, the place and both values", () => {
    const report = reportOf(later("kubeflow_tools:\n  pipelines:\n    objectStore: {host: evil.example}\n"));

    expect(report.replace(/\s+/g, " ")).toContain(
      'objectStore.host to "evil.example" in place of "s3.eu-west-1.amazonaws.com", behind our block --> after.yaml:3:25',
    );
  });

  it("shows no key", () => {
    const inline = [config("auth", { mode: "keys", backendKey: "inline" }), ...keys.slice(1)];
    const report = reportOf(
      ...inline,
      store({ objectStore: { auth: { accessKey: "AKIAHUNTER", secretKey: "hunter2" } } }),
    );

    expect(report).toContain("objectStore.auth.secretKey");
    expect(report).not.toMatch(/hunter/i);
  });
});

describe("what deployKF renders alike is the same", () => {
  const minio = [
    ...[config("platform", "minio"), config("auth", { mode: "keys", keySource: "existing" }), ...keys.slice(1)],
    ...[config("bucket.create", false), config("objectStore", { host: "minio.acme.example", port: "9000" })],
  ];

  it("a number and its digits", () => {
    expect(planOf(...minio, store({ objectStore: { port: 9000 } })).warnings).toEqual([]);
    expect(codesOf(...minio, store({ objectStore: { port: 9001 } }))).toEqual(["values-undone"]);
  });
});

describe("a credential that the values add is no part of what is shown apart", () => {
  const admin = { kind: "AwsIamForServiceAccount", spec: { awsIamRole: "arn:aws:iam::111122223333:role/Admin" } };
  const own = { tools: { kubeflowPipelines: { objectStoreAuth: { existingSecret: "mine" } } } };

  it.each<[string, readonly Change[]]>([
    ["a role beside a key", [...keys, profiles("a", { name: "b", plugins: [admin] })]],
    ["a Secret beside a role", [profiles("a", { name: "b", ...own })]],
    ["a plugin of another cloud", [profiles("a", { name: "b", plugins: [{ kind: "WorkloadIdentity" }] })]],
  ])("%s", (_, changes) => {
    const { isolation } = planOf(...changes);

    expect(isolation).toMatchObject({ objects: "isolated", checked: 1, unchecked: ["profile b"] });
  });

  it("for all: nothing is shown", () => {
    const { isolation } = planOf(...keys, defaults({ plugins: [admin] }));

    expect(isolation).toMatchObject({
      objects: "unchecked",
      checked: 0,
      unchecked: ["profile team-1", "profile team-1-prod"],
    });
  });
});
