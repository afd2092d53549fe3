import { describe, expect, test } from "vitest";
import { type ExternalPlatform, externalPlatforms, onPlatform, platforms } from "../support/platforms.js";
import { onlyProblem } from "../support/problem.js";
import { type Change, codesOf, config, planOf, reportOf, stackFile, without } from "../support/project.js";
import { oneProblem } from "../support/text.js";

const problem = (
  code: string,
  underlined: string,
  [message, rule, mend]: readonly [message: string, rule: string, mend: string],
) => ({ code, message, rule, mend, file: stackFile, underlined });

describe.each(externalPlatforms)("%s", (platform) => {
  test("irsa, stated: one problem, at the mode", () => {
    expect(onlyProblem(onPlatform(platform), config("auth", { mode: "irsa" }))).toEqual(
      problem("store-irsa", "irsa", [
        `auth.mode is irsa, and platform is ${platform}`,
        "only AWS takes the tokens of Kubernetes service accounts; KFP's clients know no other exchange",
        "set auth.mode: keys",
      ]),
    );
  });

  test("no mode: keys", () => {
    const { mode, keySource } = planOf(onPlatform(platform), config("auth", { keySource: "existing" })).settings.auth;

    expect([mode, keySource]).toEqual(["keys", "existing"]);
  });

  test("a region of AWS isn't wanted, but where the cluster is EKS's", () => {
    const eks = config("cluster", { source: "eks", name: "analytics" });

    expect(planOf(onPlatform(platform)).settings.awsRegion).toBeUndefined();
    expect(onlyProblem(onPlatform(platform), eks).message).toBe(`aws:region is missing in ${stackFile}`);
    expect(planOf(onPlatform(platform), eks, config("aws:region", "eu-west-1")).settings.awsRegion).toBe("eu-west-1");
  });
});

const made: readonly ExternalPlatform[] = ["wasabi", "minio", "gcs"];

describe.each(externalPlatforms.filter((platform) => !made.includes(platform)))("%s", (platform) => {
  test("keys are provided by default", () => {
    expect(codesOf(onPlatform(platform), without("auth"))).toEqual(["key-missing", "key-missing", "key-missing"]);
  });

  test("a bucket to create, users to make: by nobody", () => {
    expect(codesOf(onPlatform(platform), config("bucket.create", true))).toEqual(["store-bring-your-own"]);
    expect(codesOf(onPlatform(platform), config("auth.keySource", "iam-users"))).toEqual(["store-bring-your-own"]);
    expect(planOf(onPlatform(platform), without("bucket.create")).bucket.create).toBe(false);
  });
});

describe.each(made)("%s", (platform) => {
  test("users are made by default", () => {
    const { settings } = planOf(onPlatform(platform), without("auth"));

    expect([settings.auth.keySource, settings.bucket.create]).toEqual(["iam-users", false]);
  });
});

test("the bucket is made by default where the program makes buckets that it is known to make", () => {
  const createdOn = (platform: ExternalPlatform) => {
    const location = platform === "gcs" ? [config("bucket.region", "europe-west1")] : [];
    return planOf(onPlatform(platform), without("bucket.create"), ...location).bucket.create;
  };

  expect(made.filter(createdOn)).toEqual(["minio", "gcs"]);
});

test("what the program doesn't make, whole", () => {
  expect(onlyProblem(onPlatform("cloudflare-r2"), config("bucket.create", true))).toEqual(
    problem("store-bring-your-own", "true", [
      "bucket.create is true, and platform is cloudflare-r2",
      "buckets of Cloudflare R2 are made by you",
      "make the bucket with the store's own tools, and remove bucket.create",
    ]),
  );
  expect(onlyProblem(onPlatform("cloudflare-r2"), config("auth.keySource", "iam-users"))).toEqual(
    problem("store-bring-your-own", "iam-users", [
      "auth.keySource is iam-users, and platform is cloudflare-r2",
      "keys of Cloudflare R2 are made by you, with the policies that --out writes",
      "set auth.keySource: provided and store the keys encrypted, or existing",
    ]),
  );
  const override = config("profiles.overrides", { "team-1": { auth: "keys", keySource: "iam-users" } });
  expect(onlyProblem(onPlatform("cloudflare-r2"), override)).toEqual(
    problem("store-bring-your-own", "iam-users", [
      "profiles.overrides.team-1.keySource is iam-users, and platform is cloudflare-r2",
      "keys of Cloudflare R2 are made by you, with the policies that --out writes",
      "set profiles.overrides.team-1.keySource: provided and store the keys encrypted, or existing",
    ]),
  );
});

test("irsa, with its place", () => {
  expect(reportOf(onPlatform("gcs"), config("auth", { mode: "irsa" }))).toBe(
    oneProblem(`
    error[store-irsa]: auth.mode is irsa, and platform is gcs
      --> Pulumi.dev.yaml:17:11
    17 |     mode: irsa
       |           ^^^^
       = rule: only AWS takes the tokens of Kubernetes service accounts; KFP's
               clients know no other exchange
       = mend: set auth.mode: keys (docs/troubleshooting.md#store-irsa)
  `),
  );
});

describe("isolation by prefix where the store can't give it", () => {
  const scope = config("auth.listScope", "prefix");

  test.each([
    ["azure-s3proxy", "Azure Blob Storage behind S3Proxy can't limit a key to prefixes"],
    ["cloudflare-r2", "Cloudflare R2 can't limit a key to prefixes"],
  ] as const)("%s", (platform, rule) => {
    expect(onlyProblem(onPlatform(platform), scope)).toEqual(
      problem("store-isolation", "prefix", [
        `auth.listScope is prefix, and platform is ${platform}`,
        rule,
        "remove auth.listScope, or choose a store that isolates by prefix",
      ]),
    );
  });

  const others = externalPlatforms.filter((name) => name !== "azure-s3proxy" && name !== "cloudflare-r2");
  test.each(others)("%s can", (platform) => {
    expect(planOf(onPlatform(platform), scope).settings.auth.listScope).toBe("prefix");
  });
});

describe("options of another platform", () => {
  const rows: readonly (readonly [key: string, value: unknown, underlined: string])[] = [
    ["bucket.kmsKeyArn", "arn:aws:kms:eu-west-1:111122223333:key/k", "arn:aws:kms:eu-west-1:111122223333:key/k"],
    ["bucket.accessLogs", { bucket: "logs" }, "accessLogs"],
    ["bucket.retention", { artifactDays: 3 }, "retention"],
    ["auth.permissionsBoundary", "arn:aws:iam::111122223333:policy/b", "arn:aws:iam::111122223333:policy/b"],
    ["auth.path", "/kubeflow/", "/kubeflow/"],
  ];
  test.each(rows)("%s elsewhere than on S3", (key, value, underlined) => {
    expect(onlyProblem(onPlatform("minio"), config(key, value))).toEqual(
      problem("store-option", underlined, [
        `${key} is set, and platform is minio`,
        "no effect on this platform",
        `remove ${key}`,
      ]),
    );
  });

  test("bucket.region elsewhere than on S3: it is called otherwise", () => {
    expect(onlyProblem(onPlatform("wasabi"), config("bucket.region", "eu-west-1"))).toEqual(
      problem("store-option", "eu-west-1", [
        "bucket.region is set, and platform is wasabi",
        "no effect on this platform",
        "write it as objectStore.region",
      ]),
    );
  });

  test("objectStore.region on S3", () => {
    expect(onlyProblem(config("objectStore", { region: "eu-west-1" }))).toEqual(
      problem("store-option", "eu-west-1", [
        "objectStore.region is set, and platform is aws-s3",
        "S3 takes it from bucket.region or the credentials",
        "remove objectStore.region",
      ]),
    );
  });

  const account: readonly (readonly [platform: string, change: Change])[] = [
    ["aws-s3", config("objectStore", { accountId: "acme" })],
    ["wasabi", onPlatform("wasabi", { accountId: "acme" })],
    ["minio", onPlatform("minio", { accountId: "acme" })],
  ];
  test.each(account)("Cloudflare's account on %s", (platform, change) => {
    expect(onlyProblem(change)).toEqual(
      problem("store-option", "acme", [
        `objectStore.accountId is set, and platform is ${platform}`,
        "only cloudflare-r2 has it",
        "remove objectStore.accountId",
      ]),
    );
  });

  test("slots of users that nobody makes", () => {
    expect(codesOf(onPlatform("minio"), config("auth.slots", { active: "2026-11" }))).toEqual(["key-slots"]);
  });

  test("each of several mistakes is one problem", () => {
    const change = onPlatform("minio", { host: platforms.wasabi.endpoint.host, port: "0" });
    const codes = codesOf(change, config("auth.mode", "irsa"), config("bucket", { name: "Acme", kmsKeyArn: "arn" }));

    expect(codes.sort()).toEqual([
      "endpoint-platform",
      "endpoint-port",
      "store-bucket-name",
      "store-irsa",
      "store-option",
    ]);
  });
});
