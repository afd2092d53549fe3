import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { changed, codesOf, FakeOutput, given, reportOf } from "../support/given-arguments.js";
import { dedent } from "../support/text.js";

const secret = "hunter2-never-to-be-seen";

test("arguments that are fine", () => {
  expect(reportOf(given())).toBe("");
});

test("all mistakes at once, each by its argument's path", () => {
  const args = given({
    platform: "S3",
    bucket: { nmae: "x", create: new FakeOutput(true) },
    accountId: 123,
    tags: () => 1,
  });
  expect(reportOf(args)).toBe(
    dedent(`
      error[argument-output]: bucket.create is an Output
        = rule: it has to be plain, because it decides what is registered
        = mend: pass a plain value, such as a literal or one of pulumi.Config
                (docs/troubleshooting.md#argument-output)

      error[argument-value]: tags is a function
        = rule: arguments are plain data: objects, lists, texts, numbers, true and
                false
        = mend: pass plain data, or leave it out
                (docs/troubleshooting.md#argument-value)

      error[config-value]: platform is "S3"
        = rule: one of: aws-s3, wasabi, minio, seaweedfs, ceph, gcs, azure-s3proxy,
                alibaba-oss, ibm-cos, cloudflare-r2, s3-compatible
        = mend: choose one of them (docs/troubleshooting.md#config-value)

      error[config-type]: accountId is the number 123
        = rule: expected a string
        = mend: put it in quotes: "123" (docs/troubleshooting.md#config-type)

      error[config-unknown-key]: bucket.nmae isn't an argument
        = rule: known here: name, create, sharedWith, region, kmsKeyArn, retention,
                accessLogs
        = mend: did you mean name? Otherwise remove the key
                (docs/troubleshooting.md#config-unknown-key)

      5 problems. Nothing was planned and nothing was changed.
    `).trim(),
  );
});

describe("what is no plain data", () => {
  class Own {
    name = secret;
  }
  const cyclic: Record<string, unknown> = { name: "x" };
  cyclic.retention = cyclic;
  const throwing = {
    get name(): string {
      throw new Error(secret);
    },
  };
  const traps = {
    get: () => {
      throw new Error(secret);
    },
    ownKeys: () => {
      throw new Error(secret);
    },
    getPrototypeOf: () => {
      throw new Error(secret);
    },
  };
  const thenable = {};
  Reflect.set(thenable, "then", () => secret);
  const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`);
  const rows: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ["a function", { bucket: () => secret }, "bucket is a function"],
    ["a symbol", { namePrefix: Symbol(secret) }, "namePrefix is a symbol"],
    ["a bigint", { accountId: 111122223333n }, "accountId is a bigint"],
    [
      "NaN",
      { bucket: { name: "acme-x", retention: { artifactDays: Number.NaN } } },
      "bucket.retention.artifactDays isn't a finite number",
    ],
    ["an instance", { bucket: new Own() }, "bucket is an instance of a class"],
    ["a date", { namePrefix: new Date() }, "namePrefix is an instance of a class"],
    ["a map", { tags: new Map([["a", secret]]) }, "tags is an instance of a class"],
    ["a circle", { bucket: cyclic }, "bucket.retention holds itself"],
    ["a getter that throws", { bucket: throwing }, "bucket.name can't be read: a getter or a proxy throws"],
    ["a proxy that throws", { bucket: new Proxy({}, traps) }, "bucket can't be read: a getter or a proxy throws"],
    ["20,000 levels", { tags: { a: deep } }, "is nested too deep"],
    [
      "an endless list",
      { deploykf: { version: "0.1.5", valuesFiles: new Array(4_000_000_000) } },
      "deploykf.valuesFiles has too many parts",
    ],
    ["__proto__", { tags: JSON.parse('{"__proto__": "x"}') }, "tags has a member called __proto__"],
    [
      "what a stack's file has for a secret",
      { keys: { backend: { accessKey: { secure: "v1:x" }, secretKey: { secure: "v1:x" } } } },
      "keys.backend.accessKey is an encrypted value of a stack's config",
    ],
    ["a Promise in a plain place", { platform: Promise.resolve("minio") }, "platform is a Promise"],
    ["a thenable", { platform: thenable }, "platform is a Promise"],
  ];
  test.each(rows)("%s", (_, change, message) => {
    const report = reportOf(given(change)).replaceAll(/\s+/g, " ");
    expect(report).toContain(message);
    expect(report).not.toContain(secret);
    expect(report).not.toContain("is missing");
  });

  test.each([[new FakeOutput()], [[]], [null], ["text"], [3], [() => 1], [Promise.resolve({})]])(
    "in place of all: %#",
    (args) => {
      const expected = args === null ? 4 : 1;
      expect(codesOf(args)).toHaveLength(expected);
    },
  );

  it("is no object of another realm or without a prototype", () => {
    const bare = Object.assign(Object.create(null), given());
    expect(reportOf(bare)).toBe("");
  });
});

test("members that are undefined aren't there; null is as from a file", () => {
  expect(reportOf(given({ accountId: undefined, auth: undefined, tags: undefined }))).toBe("");
  expect(reportOf(given({ tags: null }))).toContain("error[config-type]: tags is empty");
});

describe("an Output where a plain value is needed", () => {
  test.each([
    "bucket",
    "cluster",
    "deploykf",
    "auth",
    "profiles",
    "keys",
    "secrets",
    "tags",
    "objectStore",
    "platform",
    "namePrefix",
    "region",
  ])("%s: one error, which names it", (key) => {
    const report = reportOf(given({ [key]: new FakeOutput(secret) }));
    expect(report).toContain(`error[argument-output]: ${key} is an Output\n`);
    expect(report).toContain("1 problem.");
  });

  it("says where in it one may be", () => {
    const vpc = { id: new FakeOutput(), privateSubnetIds: new FakeOutput() };
    const args = given({ cluster: { source: "new", kubernetesVersion: "1.30", vpc } });
    const report = reportOf(args).replaceAll(/\s+/g, " ");
    expect(report).toContain("cluster.vpc.privateSubnetIds is an Output");
    expect(report).toContain("pass it in plain, with Outputs no higher than in cluster.vpc.privateSubnetIds[0]");
    expect(report).toContain("1 problem.");
  });

  it("is found in any place, without making a text of it", () => {
    const places = [
      ["deploykf", "version"],
      ["deploykf", "valuesFiles", 0],
      ["deploykf", "values", 0],
      ["tags", "team"],
      ["auth", "slots", "active"],
      ["auth", "profileServiceAccounts", 0],
      ["bucket", "retention", "noncurrentDays"],
      ["bucket", "sharedWith", 0],
      ["cluster", "source"],
      ["profiles", "overrides", "team-1", "auth"],
      ["keys", "profiles"],
      ["objectStore", "s3proxy", "tls"],
      ["secrets", "namespace"],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.boolean(), (path, isPromise) => {
        const value = isPromise ? Promise.resolve(secret) : new FakeOutput(secret);
        const args = changed(given(), path, () => value);
        const name = path.reduce<string>(
          (text, step) =>
            typeof step === "number" ? `${text}[${step}]` : text === "" ? String(step) : `${text}.${step}`,
          "",
        );
        expect(reportOf(args)).toContain(`error[argument-output]: ${name} is a`);
      }),
    );
  });
});
