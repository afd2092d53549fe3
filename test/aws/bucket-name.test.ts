import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenBucketNameRule, brokenS3NameRule } from "../../base/aws/bucket-name.js";

describe("a bucket's name", () => {
  it("that no rule refuses is a DNS label of 3 to 63 characters", () => {
    const name = fc.oneof(
      fc.string({ maxLength: 70 }),
      fc.string({ unit: fc.constantFrom(..."abz09-."), minLength: 1, maxLength: 66 }),
    );
    fc.assert(
      fc.property(name, (text) => {
        const accepted = brokenBucketNameRule(text) === undefined;
        if (accepted) expect(text).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
        if (accepted) expect(brokenS3NameRule(text)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it("of letters, digits and single hyphens inside is accepted, unless S3 reserves it", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9]{1,20}-[a-z0-9]{4,20}$/), (text) => {
        fc.pre(!/^sthree-|-s3alias$/.test(text));
        expect(brokenBucketNameRule(text)).toBeUndefined();
      }),
    );
  });

  it("may have periods only where no client puts it into a host name", () => {
    expect(brokenS3NameRule("logs.acme.example")).toBeUndefined();
    expect(brokenBucketNameRule("logs.acme.example")).toMatch(/^no periods/);
  });
});
