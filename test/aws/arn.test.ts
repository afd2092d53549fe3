import { describe, expect, it } from "vitest";
import { bucketArn, parseKmsKeyArn, parsePolicyArn, roleArn } from "../../base/aws/arn.js";
import { issuerOf, oidcProviderArn } from "../../base/aws/issuer.js";

const commercial = { partition: "aws", accountId: "111122223333" } as const;
const gov = { partition: "aws-us-gov", accountId: "111122223333" } as const;

describe("ARNs", () => {
  it("of roles have the path and the partition", () => {
    expect(roleArn(commercial, "/", "kf")).toBe("arn:aws:iam::111122223333:role/kf");
    expect(roleArn(gov, "/a/b/", "kf")).toBe("arn:aws-us-gov:iam::111122223333:role/a/b/kf");
  });

  it("say what isn't known, and never invent it", () => {
    expect(roleArn({ ...commercial, accountId: undefined }, "/", "kf")).toBe(
      "arn:aws:iam::<known after apply>:role/kf",
    );
  });

  it("of issuers have the URL without its scheme", () => {
    expect(issuerOf("https://oidc.example.com/id/X")).toBe("oidc.example.com/id/X");
    expect(oidcProviderArn(gov, "https://oidc.example.com/id/X")).toBe(
      "arn:aws-us-gov:iam::111122223333:oidc-provider/oidc.example.com/id/X",
    );
  });

  it("of buckets have no region and no account", () => {
    expect(bucketArn("aws-us-gov", "acme")).toBe("arn:aws-us-gov:s3:::acme");
  });
});

describe("the parts of a KMS key's ARN", () => {
  it.each([
    ["arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab", "aws", "eu-west-1"],
    ["arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1234", "aws-us-gov", "us-gov-west-1"],
  ])("%s", (arn, partition, region) => {
    expect(parseKmsKeyArn(arn)).toEqual({ partition, region, accountId: "111122223333" });
  });

  it.each([
    "1234abcd-12ab",
    "alias/acme",
    "arn:aws:kms:eu-west-1:111122223333:alias/acme",
    "arn:aws:kms:eu-west-1:111122223333:key/*",
    "arn:aws:kms:eu-west-1:*:key/1234",
    "arn:aws:kms:eu-west-1:111122223333:key/1234 ",
    "arn:aws:kms:eu-west-1:111122223333:key/a\nb",
    "",
  ])("%j isn't one", (arn) => {
    expect(parseKmsKeyArn(arn)).toBeUndefined();
  });
});

describe("the parts of a policy's ARN", () => {
  it.each([
    ["arn:aws:iam::111122223333:policy/boundary", "111122223333"],
    ["arn:aws:iam::111122223333:policy/team/a+b=c,d.e@f-g", "111122223333"],
    ["arn:aws:iam::aws:policy/PowerUserAccess", "aws"],
  ])("%s", (arn, accountId) => {
    expect(parsePolicyArn(arn)).toEqual({ partition: "aws", accountId });
  });

  it.each(["boundary", "arn:aws:iam::111122223333:role/x", "arn:aws:iam::1:policy/x", "arn:aws:iam::aws:policy/*"])(
    "%j isn't one",
    (arn) => {
      expect(parsePolicyArn(arn)).toBeUndefined();
    },
  );
});
