import { describe, expect, it } from "vitest";
import { ramPolicy } from "../../../stores/alibaba-oss/policy.js";
import { r2Token } from "../../../stores/cloudflare-r2/policy.js";
import { policyFiles } from "../../../stores/common/policy-files.js";
import { iamPolicy } from "../../../stores/common/policy-iam.js";
import { backendGrants, profileGrants } from "../../../subjects/access/grants.js";

const prefixes = ["artifacts/team-1/", "v2/artifacts/team-1/"];
const bound = profileGrants("acme", prefixes, "prefix");
const whole = backendGrants("acme", ["artifacts/", "pipelines/", "v2/artifacts/", "pipelines/"]);

describe("AWS IAM", () => {
  it("lets a profile list its own prefixes alone", () => {
    expect(iamPolicy(bound)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: ["arn:aws:s3:::acme"] },
        {
          Effect: "Allow",
          Action: ["s3:ListBucket"],
          Resource: ["arn:aws:s3:::acme"],
          Condition: { StringLike: { "s3:prefix": ["artifacts/team-1/*", "v2/artifacts/team-1/*"] } },
        },
        {
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
          Resource: ["arn:aws:s3:::acme/artifacts/team-1/*", "arn:aws:s3:::acme/v2/artifacts/team-1/*"],
        },
      ],
    });
  });

  it("lets the backend list everything, in another partition too", () => {
    expect(iamPolicy(whole, "aws-us-gov")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:GetBucketLocation", "s3:ListBucket"],
          Resource: ["arn:aws-us-gov:s3:::acme"],
        },
        {
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
          Resource: [
            "arn:aws-us-gov:s3:::acme/artifacts/*",
            "arn:aws-us-gov:s3:::acme/pipelines/*",
            "arn:aws-us-gov:s3:::acme/v2/artifacts/*",
          ],
        },
      ],
    });
  });

  it("allows no more than the actions granted", () => {
    const [, , objects] = iamPolicy({ ...bound, actions: ["get"] }).Statement;
    expect(objects?.Action).toEqual(["s3:GetObject"]);
  });
});

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
    expect(r2Token(bound)).toEqual({
      permission: "Object Read & Write",
      buckets: ["acme"],
      instructions: [
        "R2 object storage > API > Manage API tokens > Create Account API token.",
        "Permission: Object Read & Write.",
        "Apply to specific buckets only: acme.",
        "TTL: forever, unless somebody renews the key before it ends.",
        "R2 can't limit the token to prefixes: it reaches the whole bucket, and not only artifacts/team-1/, v2/artifacts/team-1/.",
      ],
    });
    expect(r2Token({ ...bound, actions: ["get"] }).permission).toBe("Object Read only");
  });
});

describe("policy files", () => {
  it.each([
    ["aws-iam", ["team-1.json"]],
    ["minio-iam", ["team-1.json"]],
    ["alibaba-ram", ["team-1.json"]],
    ["ibm-iam", ["team-1.1.json", "team-1.2.json"]],
    ["gcp-iam", ["team-1.json"]],
    ["r2-token", ["team-1.txt"]],
    ["none", []],
  ] as const)("of %s", (language, names) => {
    expect(policyFiles(language, "team-1", bound).map(({ name }) => name)).toEqual(names);
  });

  it("hold the documents, and end with a line break", () => {
    const [file] = policyFiles("alibaba-ram", "team-1", bound);
    expect(file?.text).toMatch(/\}\n$/);
    expect(JSON.parse(file?.text ?? "")).toEqual(ramPolicy(bound));
    expect(policyFiles("r2-token", "team-1", bound)[0]?.text).toBe(`${r2Token(bound).instructions.join("\n")}\n`);
  });
});
