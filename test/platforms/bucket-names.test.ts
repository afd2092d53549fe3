import { describe, expect, test } from "vitest";
import { type ExternalPlatform, onPlatform } from "../support/platforms.js";
import { onlyProblem } from "../support/problem.js";
import { codesOf, config, stackFile } from "../support/project.js";

const names: readonly (readonly [ExternalPlatform, name: string, rule: string])[] = [
  ["gcs", "acme.x", "no periods: Google wants proof of the domain, and the certificate doesn't cover the name"],
  ["gcs", "goog-acme", 'doesn\'t begin with "goog"'],
  ["gcs", "acme-g00gle", 'doesn\'t contain "google" or what looks like it'],
  ["alibaba-oss", "acme.x", "only a-z, 0-9 and -"],
  ["alibaba-oss", "acme-", "begins and ends with a lower-case letter or digit"],
  ["ibm-cos", "cosv1-acme", "doesn't begin with cosv1- or account- (reserved by IBM)"],
  ["ibm-cos", "acme--x", "no two hyphens or periods side by side"],
  ["ibm-cos", "acme.x", "no periods: the wildcard certificate of IBM's hosts doesn't cover them"],
  ["cloudflare-r2", "acme.x", "only a-z, 0-9 and -"],
  ["azure-s3proxy", "acme--x", "no two hyphens side by side"],
  ["minio", "minio", "not minio, which the server keeps for itself"],
  ["minio", "acme..x", "no period beside a period or a hyphen"],
  ["ceph", "acme.-x", "each part between periods begins and ends with a letter or digit"],
  ["wasabi", "xn--acme", "doesn't begin with xn--, sthree-, amzn-s3-demo- (reserved by S3)"],
  ["s3-compatible", "ab", "3 to 63 characters"],
];

describe("the bucket's name", () => {
  test.each(names)("%s: %s", (platform, name, rule) => {
    expect(onlyProblem(onPlatform(platform), config("bucket.name", name))).toEqual({
      code: "store-bucket-name",
      message: `bucket.name is "${name}", and platform is ${platform}`,
      rule,
      mend: "choose a name such as acme-dev-pipelines",
      file: stackFile,
      underlined: name,
    });
  });

  test("of S3's own rules alone on S3", () => {
    expect(codesOf(config("bucket.name", "acme.x"))).toEqual(["bucket-name"]);
  });
});
