import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { isMap, valueAt } from "../../base/yaml/merge.js";
import {
  accountId,
  bucketName,
  type Change,
  config,
  defaultsPath,
  planOf,
  profiles,
  values,
} from "../support/project.js";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
const arn = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
const blockOf = (...changes: Change[]) => planOf(...changes).values.block;
const shared = config("auth.profileRole", "shared");

/** The guide's values with our roles in place of its one; the rest stays what it is. */
function guide(backend: string, profile: string): unknown {
  const text = fixture("guide-irsa-values.yaml").replaceAll("arn:aws:iam::MY_ACCOUNT_ID:role/MY_ROLE_NAME", backend);
  return load(text.replace(`awsIamRole: "${backend}"`, `awsIamRole: "${profile}"`));
}

describe("the guide's IRSA values", () => {
  it("are ours in us-east-1 under a shared role, but for the region, which is never empty, and the MinIO that goes", () => {
    const usEast1 = [config("aws:region", "us-east-1"), config("bucket.name", "kubeflow-pipelines"), shared];
    const theirs = guide(arn("kf-dev-backend"), arn("kf-dev-profiles"));
    expect(valueAt(theirs, ["kubeflow_tools", "pipelines", "bucket", "region"])).toBe("");
    const expected = structuredClone(theirs);
    const bucket = valueAt(expected, ["kubeflow_tools", "pipelines", "bucket"]);
    if (isMap(bucket)) bucket.region = "us-east-1";
    expect(blockOf(...usEast1)).toEqual({ ...Object(expected), deploykf_opt: { deploykf_minio: { enabled: false } } });
  });

  it("have per profile what the guide shows of one entry", () => {
    const entry = { name: "my-profile", members: [] };
    expect(blockOf(profiles(entry)).deploykf_core).toEqual({
      deploykf_profiles_generator: {
        profiles: [
          {
            name: "my-profile",
            members: [],
            plugins: [
              {
                kind: "AwsIamForServiceAccount",
                spec: { awsIamRole: arn("kf-dev-profile-my-profile"), AnnotateOnly: true },
              },
            ],
          },
        ],
      },
    });
  });
});

describe("the object store's values", () => {
  const store = (...changes: Change[]) => valueAt(blockOf(...changes), ["kubeflow_tools", "pipelines"]);

  it("say everything that deployKF needs, and no key beside fromEnv", () => {
    expect(store()).toEqual({
      serviceAccounts: {
        apiServer: { annotations: { "eks.amazonaws.com/role-arn": arn("kf-dev-backend") } },
        frontend: { annotations: { "eks.amazonaws.com/role-arn": arn("kf-dev-backend") } },
      },
      bucket: { name: bucketName, region: "eu-west-1" },
      objectStore: {
        useExternal: true,
        host: "s3.eu-west-1.amazonaws.com",
        port: "",
        useSSL: true,
        auth: { fromEnv: true },
      },
    });
  });

  it.each(["0.1.0", "0.1.1", "0.1.2", "0.1.3", "0.1.4"])("switch minioFix off in deployKF %s", (version) => {
    expect(store(config("deploykf.version", version))).toMatchObject({ kfpV2: { minioFix: false } });
  });

  it("don't know minioFix in 0.1.5", () => {
    expect(store()).not.toHaveProperty("kfpV2");
  });

  it("name the bucket's own region", () => {
    expect(store(config("bucket.region", "us-west-2"))).toMatchObject({
      bucket: { region: "us-west-2" },
      objectStore: { host: "s3.us-west-2.amazonaws.com" },
    });
  });

  it("are in GovCloud's partition and on its hosts there", () => {
    const plan = planOf(
      config("aws:region", "us-gov-west-1"),
      config("cluster.issuerUrl", "https://oidc.eks.us-gov-west-1.amazonaws.com/id/EXAMPLE"),
    );
    expect(plan.values.text).toContain("arn:aws-us-gov:iam::111122223333:role/kf-dev-backend");
    expect(plan.values.text).toContain("host: s3.us-gov-west-1.amazonaws.com");
    expect(plan.values.text).not.toContain("arn:aws:");
  });
});

describe("every path of the values", () => {
  const real: unknown = load(fixture("deploykf-v0.1.5-default-values.yaml"));
  const lists = ["profiles", "plugins"];

  /** Paths of values, but for what is inside annotations and lists. */
  function paths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
    const last = path.at(-1) ?? "";
    if (!isMap(value) || last === "annotations" || lists.includes(last)) return [path];
    return Object.entries(value).flatMap(([key, part]) => paths(part, [...path, key]));
  }

  const kindOf = (value: unknown) => (Array.isArray(value) ? "list" : isMap(value) ? "map" : typeof value);

  it.each<[string, Change[]]>([
    ["one role for each profile", []],
    ["a shared role", [shared]],
    ["a shared role and entries of their own", [shared, profiles("team-1", { name: "team-2", plugins: [] })]],
  ])("exists in deployKF 0.1.5's defaults with the same type: %s", (_, changes) => {
    const block = blockOf(...changes);
    const all = paths(block);
    expect(all.length).toBeGreaterThan(10);
    for (const path of all) {
      expect([path.join("."), kindOf(valueAt(block, path))]).toEqual([path.join("."), kindOf(valueAt(real, path))]);
    }
  });
});

describe("default plugins", () => {
  it("stand before ours in each entry that has no list, and in the shared defaults", () => {
    const theirs = [{ kind: "WorkloadIdentity", spec: { a: 1 } }];
    const change = values(`${defaultsPath}.plugins`, theirs);
    const kinds = (value: unknown) => (Array.isArray(value) ? value.map((plugin) => Object(plugin).kind) : value);
    const entries = valueAt(blockOf(change), ["deploykf_core", "deploykf_profiles_generator", "profiles"]);
    expect(Array.isArray(entries) && entries.map((entry) => kinds(Object(entry).plugins))).toEqual([
      ["WorkloadIdentity", "AwsIamForServiceAccount"],
      ["WorkloadIdentity", "AwsIamForServiceAccount"],
    ]);
    const generator = valueAt(blockOf(change, shared), ["deploykf_core", "deploykf_profiles_generator"]);
    expect(generator).toHaveProperty("profileDefaults");
    expect(generator).not.toHaveProperty("profiles");
    expect(kinds(valueAt(generator, ["profileDefaults", "plugins"]))).toEqual([
      "WorkloadIdentity",
      "AwsIamForServiceAccount",
    ]);
  });
});
