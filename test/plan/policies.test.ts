import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../base/yaml/json.js";
import type { PolicyDocument } from "../../subjects/access/documents.js";
import { backendPolicy, profilePolicy } from "../../subjects/access/policies.js";
import { bucketName, config, planOf, profiles } from "../support/project.js";

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const bucket = { partition: "aws", name: "acme", kmsKeyArn: undefined } as const;
const roots = { v1: "artifacts/", v2: "v2/artifacts/" };

/** One of the guide's policies, filled in. */
function guide(kind: "backend" | "profile", profile = ""): unknown {
  const text = readFileSync(new URL(`../fixtures/guide-${kind}-policy.json`, import.meta.url), "utf8");
  return JSON.parse(text.replaceAll("<BUCKET_NAME>", bucketName).replaceAll("<PROFILE_NAME>", profile));
}

const statementsOf = (document: PolicyDocument | undefined) => document?.Statement ?? [];

describe("by default", () => {
  const { backend, profiles: roles } = planOf().principals;

  it("the backend's policy is the guide's", () => {
    expect(backend.policy).toEqual(guide("backend"));
    expect(canonicalJson(backend.policy)).toBe(canonicalJson(guide("backend")));
  });

  it.each(["team-1", "team-1-prod"])("the policy of %s is the guide's", (name) => {
    const policy = roles.find(({ principal }) => principal === `profile ${name}`)?.policy;
    expect(policy).toEqual(guide("profile", name));
    expect(canonicalJson(policy)).toBe(canonicalJson(guide("profile", name)));
  });
});

describe("canonical JSON", () => {
  it("is the same for the same document, however it was written", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: "x" })).toBe('{"a":"x","b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ a: "x", b: [{ c: 2, d: 1 }] })).toBe('{"a":"x","b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ a: ["y", "x"] })).not.toBe(canonicalJson({ a: ["x", "y"] }));
  });
});

describe("listScope: prefix", () => {
  const plan = planOf(config("auth.listScope", "prefix"));

  it("binds a profile's listing to its prefixes, and its location not", () => {
    const [location, list, objects] = statementsOf(plan.principals.profiles[0]?.policy);
    const arn = `arn:aws:s3:::${bucketName}`;
    expect(location).toEqual({ Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: [arn] });
    expect(list).toEqual({
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: [arn],
      Condition: { StringLike: { "s3:prefix": ["artifacts/team-1/*", "v2/artifacts/team-1/*"] } },
    });
    expect(objects).toEqual(statementsOf(planOf().principals.profiles[0]?.policy)[1]);
  });

  it("leaves the backend's open: its bucket check has no prefix", () => {
    expect(plan.principals.backend.policy).toEqual(guide("backend"));
  });
});

describe("a KMS key", () => {
  it("adds two actions on that key to everybody, and no more", () => {
    const plain = planOf().principals;
    const { backend, profiles: roles } = planOf(config("bucket.kmsKeyArn", keyArn)).principals;
    const use = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [keyArn] };
    expect(statementsOf(backend.policy)).toEqual([...statementsOf(plain.backend.policy), use]);
    expect(statementsOf(roles[0]?.policy)).toEqual([...statementsOf(plain.profiles[0]?.policy), use]);
  });

  it("does so for an existing bucket, too", () => {
    const plan = planOf(config("bucket.create", false), config("bucket.kmsKeyArn", keyArn));
    expect(statementsOf(plan.principals.backend.policy).at(-1)?.Resource).toEqual([keyArn]);
  });
});

describe("roots", () => {
  it("that cover each other stand once in the backend's policy", () => {
    const resources = (v1: string, v2: string) => statementsOf(backendPolicy(bucket, { v1, v2 }))[1]?.Resource;
    expect(resources("x/", "x/")).toEqual(["arn:aws:s3:::acme/x/*", "arn:aws:s3:::acme/pipelines/*"]);
    expect(resources("x/", "x/v2/")).toEqual(["arn:aws:s3:::acme/x/*", "arn:aws:s3:::acme/pipelines/*"]);
    expect(resources("", "v2/")).toEqual(["arn:aws:s3:::acme/*"]);
  });

  it("are in the partition's ARNs", () => {
    const policy = profilePolicy({ ...bucket, partition: "aws-us-gov" }, [`${roots.v1}a/`], "bucket");
    expect(canonicalJson(policy)).not.toContain("arn:aws:");
    expect(statementsOf(policy)[1]?.Resource).toEqual(["arn:aws-us-gov:s3:::acme/artifacts/a/*"]);
  });
});

describe("a shared role", () => {
  const plan = planOf(config("auth.profileRole", "shared"), profiles("a", "b"));

  it("is one, with all artifacts and without pipeline definitions", () => {
    expect(plan.principals.profiles.map(({ principal }) => principal)).toEqual(["profiles"]);
    expect(statementsOf(plan.principals.profiles[0]?.policy)[1]?.Resource).toEqual([
      `arn:aws:s3:::${bucketName}/artifacts/*`,
      `arn:aws:s3:::${bucketName}/v2/artifacts/*`,
    ]);
  });

  it("says that it is shared, by choice", () => {
    expect(plan.isolation).toMatchObject({ objects: "shared", listing: "open" });
    expect(planOf(config("auth.profileRole", "shared"), config("auth.listScope", "prefix")).isolation).toMatchObject({
      objects: "shared",
      listing: "closed",
    });
  });
});
