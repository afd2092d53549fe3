import { describe, expect, it } from "vitest";
import { ramPolicy } from "../../../stores/alibaba-oss/policy.js";
import { r2Instructions } from "../../../stores/cloudflare-r2/policy.js";
import { storeOf } from "../../../stores/index.js";
import { backendGrants, profileGrants } from "../../support/grants.js";

const prefixes = ["artifacts/team-1/", "v2/artifacts/team-1/"];
const bound = profileGrants(prefixes);
const whole = backendGrants();

describe("Alibaba RAM", () => {
  it("lets a profile list its own prefixes alone", () => {
    expect(ramPolicy(bound)).toEqual({
      Version: "1",
      Statement: [
        { Effect: "Allow", Action: ["oss:GetBucketLocation", "oss:GetBucketInfo"], Resource: ["acs:oss:*:*:acme"] },
        {
          Effect: "Allow",
          Action: ["oss:ListObjects"],
          Resource: ["acs:oss:*:*:acme"],
          Condition: { StringLike: { "oss:Prefix": ["artifacts/team-1/*", "v2/artifacts/team-1/*"] } },
        },
        {
          Effect: "Allow",
          Action: ["oss:GetObject", "oss:PutObject", "oss:AbortMultipartUpload", "oss:DeleteObject"],
          Resource: ["acs:oss:*:*:acme/artifacts/team-1/*", "acs:oss:*:*:acme/v2/artifacts/team-1/*"],
        },
      ],
    });
  });

  it("lets the backend list everything", () => {
    const [, listing] = ramPolicy(whole).Statement;
    expect(listing).toEqual({ Effect: "Allow", Action: ["oss:ListObjects"], Resource: ["acs:oss:*:*:acme"] });
  });
});

describe("Cloudflare R2", () => {
  it("says that a token reaches the whole bucket", () => {
    expect(r2Instructions(bound)).toEqual([
      "R2 object storage > API > Manage API tokens > Create Account API token.",
      "Permission: Object Read & Write.",
      "Apply to specific buckets only: acme.",
      "TTL: forever, unless somebody renews the key before it ends.",
      "R2 can't limit the token to prefixes: it reaches the whole bucket, and not only artifacts/team-1/, v2/artifacts/team-1/.",
    ]);
    expect(r2Instructions({ ...bound, actions: ["get"] })).toContain("Permission: Object Read only.");
  });
});

describe("policy files", () => {
  it.each([
    ["alibaba-oss", ["team-1.json"]],
    ["ibm-cos", ["team-1.1.json", "team-1.2.json"]],
    ["gcs", ["team-1.json"]],
    ["cloudflare-r2", ["team-1.txt"]],
    ["azure-s3proxy", []],
    ["minio", undefined],
  ] as const)("of %s", (platform, names) => {
    expect(
      storeOf(platform)
        .policyFiles?.("team-1", bound)
        .map(({ name }) => name),
    ).toEqual(names);
  });

  it("hold the documents, and end with a line break", () => {
    const [file] = storeOf("alibaba-oss").policyFiles?.("team-1", bound) ?? [];
    expect(file?.text).toMatch(/\}\n$/);
    expect(JSON.parse(file?.text ?? "")).toEqual(ramPolicy(bound));
  });
});
