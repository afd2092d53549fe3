import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  brokenIssuerRule,
  eksIssuerShape,
  eksPartitionOf,
  eksRegionOf,
  issuerOf,
  issuerUrlOf,
  oidcProviderArn,
  parseOidcProviderArn,
} from "../../base/aws/issuer.js";
import { knownRegions, type Partition } from "../../base/aws/regions.js";

const regions = fc.constantFrom(...knownRegions);
const eksIssuers = fc
  .tuple(regions, fc.stringMatching(/^[0-9A-F]{32}$/))
  .map(([region, id]) => `https://oidc.eks.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}/id/${id}`);
const otherIssuers = fc
  .tuple(
    fc.stringMatching(/^[a-z][a-z0-9]{0,10}\.[a-z]{2,8}$/),
    fc.array(fc.stringMatching(/^[\w.~-]{1,12}$/), { maxLength: 3 }),
  )
  .map(([host, path]) => ["https://", host, ...path.map((part) => `/${part}`)].join(""))
  .filter((url) => !/\/\.{1,2}(\/|$)/.test(url));
const issuers = fc.oneof(eksIssuers, otherIssuers);
const accounts = fc.record({
  partition: fc.constantFrom<Partition>("aws", "aws-us-gov", "aws-cn"),
  accountId: fc.stringMatching(/^[0-9]{12}$/),
});

describe("the ARN of an issuer's provider", () => {
  it("gives back what it was made of", () => {
    fc.assert(
      fc.property(accounts, issuers, (account, issuerUrl) => {
        expect(parseOidcProviderArn(oidcProviderArn(account, issuerUrl))).toEqual({ ...account, issuerUrl });
      }),
    );
  });

  it("is the same from the issuer with its scheme and without", () => {
    fc.assert(
      fc.property(accounts, issuers, (account, issuerUrl) => {
        expect(oidcProviderArn(account, issuerOf(issuerUrl))).toBe(oidcProviderArn(account, issuerUrl));
        expect(issuerUrlOf(issuerOf(issuerUrl))).toBe(issuerUrl);
        expect(issuerUrlOf(issuerUrl)).toBe(issuerUrl);
      }),
    );
  });

  it("has a marker for an account that nobody knows, and is then no provider's", () => {
    const arn = oidcProviderArn({ partition: "aws", accountId: undefined }, "https://oidc.example.com/x");
    expect(arn).toBe("arn:aws:iam::<known after apply>:oidc-provider/oidc.example.com/x");
    expect(parseOidcProviderArn(arn)).toBeUndefined();
  });

  it.each([
    "",
    "arn:aws:iam::111122223333:role/oidc.example.com",
    "arn:aws:iam::11112222333:oidc-provider/oidc.example.com",
    "arn:aws:iam::111122223333:oidc-provider/",
    "arn:aws:iam::111122223333:oidc-provider/*",
    "arn:aws:iam::111122223333:oidc-provider/oidc.example.com/<known after apply>",
    "arn:aws:iam:eu-west-1:111122223333:oidc-provider/oidc.example.com",
    " arn:aws:iam::111122223333:oidc-provider/oidc.example.com",
    "arn:aws:iam::111122223333:oidc-provider/oidc.example.com\n",
  ])("isn't %j", (arn) => {
    expect(parseOidcProviderArn(arn)).toBeUndefined();
  });
});

describe("an issuer's URL", () => {
  const host = "https://oidc.eks.eu-west-1.amazonaws.com";

  it("breaks no rule where AWS takes it", () => {
    fc.assert(
      fc.property(issuers, (url) => {
        expect([url, brokenIssuerRule(url)]).toEqual([url, undefined]);
      }),
    );
  });

  it.each([
    [`${host}/id/X`, undefined],
    ["https://token.actions.githubusercontent.com", undefined],
    ["", "the issuer's URL begins with https://"],
    ["oidc.example.com", "the issuer's URL begins with https://"],
    ["http://oidc.example.com", "the issuer's URL begins with https://"],
    ["HTTPS://oidc.example.com", "the issuer's URL begins with https://"],
    [" https://oidc.example.com", "the issuer's URL begins with https://"],
    ["https://", "that isn't a URL"],
    ["https://localhost", "that isn't a URL"],
    ["https://oidc.example.com/a b", "that isn't a URL"],
    ["https://oidc.example.com/*", "that isn't a URL"],
    [["https://oidc.example.com/$", "{aws:username}"].join(""), "that isn't a URL"],
    ["https://oidc.example.com\n", "that isn't a URL"],
    [`${host}/id/X?`, "no query and no fragment"],
    [`${host}/id/X?a=1`, "no query and no fragment"],
    [`${host}/id/X#`, "no query and no fragment"],
    ["https://me@oidc.example.com", "no user and no port: IAM takes issuers on port 443"],
    ["https://oidc.example.com:443", "no user and no port: IAM takes issuers on port 443"],
    ["https://oidc.example.com:8443/x", "no user and no port: IAM takes issuers on port 443"],
    ["https://oidc.eks.eu-west-9.amazonaws.com/id/X", "eu-west-9 isn't the name of an AWS region"],
    [`${host}/id/X/`, "no slash at the end: IAM compares the issuer to the letter"],
    ["https://oidc.example.com/", "no slash at the end: IAM compares the issuer to the letter"],
  ])("%j: %s", (url, rule) => {
    expect(brokenIssuerRule(url)).toBe(rule);
  });
});

describe("an EKS cluster's issuer", () => {
  it.each([
    ["https://oidc.eks.eu-west-1.amazonaws.com/id/X", "eu-west-1", "aws"],
    ["https://oidc.eks.us-gov-west-1.amazonaws.com/id/X", "us-gov-west-1", "aws-us-gov"],
    ["https://oidc.eks.cn-north-1.amazonaws.com.cn/id/X", "cn-north-1", "aws-cn"],
    ["https://oidc.eks.eu-west-1.amazonaws.com", "eu-west-1", "aws"],
    ["https://oidc.eks.eu-west-9.amazonaws.com/id/X", "eu-west-9", undefined],
    ["https://oidc.example.com/id/X", undefined, undefined],
    ["https://oidc.eks.eu-west-1.amazonaws.com.example.com/id/X", undefined, undefined],
    ["https://example.com/oidc.eks.eu-west-1.amazonaws.com/id/X", undefined, undefined],
  ])("%s: region %s, partition %s", (url, region, partition) => {
    expect([eksRegionOf(url), eksPartitionOf(url)]).toEqual([region, partition]);
  });

  it("has the same length as the shape of its region", () => {
    fc.assert(
      fc.property(eksIssuers, (url) => {
        const shape = eksIssuerShape(eksRegionOf(url) ?? "");
        expect([shape.length, eksRegionOf(shape)]).toEqual([url.length, eksRegionOf(url)]);
      }),
    );
    const documented = "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
    expect(eksIssuerShape("us-west-2")).toHaveLength(documented.length);
  });
});
