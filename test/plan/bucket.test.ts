import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyDocument } from "../../subjects/access/documents.js";
import { argoPath, config, pipelinesPath, planOf, values } from "../support/project.js";
import { planWith } from "../support/settings.js";
import { artifactRoots } from "../support/variations.js";

const rulesOf = (...changes: Parameters<typeof planOf>) => planOf(...changes).bucket.lifecycleRules;

describe("the bucket", () => {
  it("is what the config says, with every tag", () => {
    expect(planOf(config("tags", { team: "ml" })).bucket).toMatchObject({
      name: "acme-dev-pipelines",
      arn: "arn:aws:s3:::acme-dev-pipelines",
      region: "eu-west-1",
      otherRegion: undefined,
      create: true,
      tags: { "managed-by": "deploykf-object-store", "pulumi-stack": "dev", team: "ml" },
      kmsKeyArn: undefined,
      accessLogs: undefined,
    });
  });

  it("names its region only where it isn't the provider's", () => {
    expect(planOf(config("bucket.region", "eu-west-1")).bucket.otherRegion).toBeUndefined();
    expect(planOf(config("bucket.region", "us-east-2")).bucket.otherRegion).toBe("us-east-2");
  });

  it("refuses plain HTTP and TLS below 1.2, to everybody", () => {
    const resource = ["arn:aws:s3:::acme-dev-pipelines", "arn:aws:s3:::acme-dev-pipelines/*"];
    const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: resource };
    const policy: PolicyDocument = planOf().bucket.policy;
    expect(policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "RefusePlainHttp", ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Sid: "RefuseTlsBelow12", ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
      ],
    });
  });
});

describe("lifecycle rules", () => {
  it("end aborted uploads everywhere, and old versions of artifacts", () => {
    expect(rulesOf()).toEqual([
      { id: "abort-incomplete-uploads", enabled: true, prefix: "", effect: "abort-multipart-upload", days: 7 },
      {
        id: "expire-noncurrent-v1-artifacts",
        enabled: true,
        prefix: "artifacts/",
        effect: "expire-noncurrent",
        days: 90,
      },
      {
        id: "expire-noncurrent-v2-artifacts",
        enabled: true,
        prefix: "v2/artifacts/",
        effect: "expire-noncurrent",
        days: 90,
      },
    ]);
  });

  it("end artifacts where that is asked for", () => {
    const rules = rulesOf(config("bucket.retention", { artifactDays: 180, noncurrentDays: 30, abortMultipartDays: 1 }));
    expect(rules.map(({ effect, prefix, days }) => [effect, prefix, days])).toEqual([
      ["abort-multipart-upload", "", 1],
      ["expire-noncurrent", "artifacts/", 30],
      ["expire-noncurrent", "v2/artifacts/", 30],
      ["expire", "artifacts/", 180],
      ["expire", "v2/artifacts/", 180],
    ]);
  });

  it("that are off stay, disabled: without a rule the protected configuration would be deleted", () => {
    const rules = rulesOf(config("bucket.retention", { noncurrentDays: "off", abortMultipartDays: "off" }));
    expect(rules.map(({ id, enabled }) => [id, enabled])).toEqual([
      ["abort-incomplete-uploads", false],
      ["expire-noncurrent-v1-artifacts", false],
      ["expire-noncurrent-v2-artifacts", false],
    ]);
  });

  it("keep their ids when the formats change", () => {
    const format = values(`${argoPath}.artifactRepository.keyFormat`, "a/b/{{ workflow.namespace }}/x");
    const root = values(`${pipelinesPath}.kfpV2.defaultPipelineRoot`, "s3://{bucket_name}/c/{profile_name}");
    expect(rulesOf(format, root).map(({ id }) => id)).toEqual(rulesOf().map(({ id }) => id));
  });

  it("never reach pipeline definitions, but for uploads that never ended; ids differ", () => {
    fc.assert(
      fc.property(artifactRoots, (roots) => {
        fc.pre(!roots.v1.startsWith("team-1") && !roots.v2.startsWith("team-1"));
        const { lifecycleRules } = planWith({ names: ["x"], roots, auth: { profileRole: "per-profile" } }).bucket;
        for (const { effect, prefix } of lifecycleRules) {
          const reaches = "pipelines/".startsWith(prefix) || prefix.startsWith("pipelines/");
          expect(reaches).toBe(effect === "abort-multipart-upload");
        }
        expect(new Set(lifecycleRules.map(({ id }) => id)).size).toBe(lifecycleRules.length);
      }),
    );
  });
});
