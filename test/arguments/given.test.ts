import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ProblemsError } from "../../base/problems/problem.js";
import { settingsOf } from "../../settings/args.js";
import { argumentsOf, FakeOutput, given } from "../support/given-arguments.js";
import { dedent } from "../support/text.js";

const secret = "hunter2-never-to-be-seen";

function reportOf(args: unknown): string {
  try {
    settingsOf(argumentsOf(args));
    return "";
  } catch (error) {
    if (error instanceof ProblemsError) return error.message;
    throw error;
  }
}

const codesOf = (args: unknown) => [...reportOf(args).matchAll(/^error\[([\w-]+)\]/gm)].map(([, code]) => code);

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
    ["a thenable", { platform: { then: () => secret } }, "platform is a Promise"],
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
      ["bucket", "sharedWith", 1],
      ["cluster", "source"],
      ["profiles", "overrides", "team-1", "auth"],
      ["keys", "profiles"],
      ["objectStore", "s3proxy", "tls"],
      ["secrets", "namespace"],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.boolean(), (path, isPromise) => {
        const value = isPromise ? Promise.resolve(secret) : new FakeOutput(secret);
        const args = given();
        place(args, path, value);
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

function place(
  at: Record<string | number, unknown>,
  [step = "", ...rest]: readonly (string | number)[],
  value: unknown,
): void {
  if (rest.length === 0) at[step] = value;
  else {
    at[step] =
      typeof rest[0] === "number"
        ? [...((at[step] as unknown[] | undefined) ?? [])]
        : { ...((at[step] as object | undefined) ?? {}) };
    place(at[step] as Record<string | number, unknown>, rest, value);
  }
}

describe("a secret", () => {
  const keysMode = { auth: { mode: "keys", keySource: "provided" } };
  const pair = { accessKey: new FakeOutput(secret), secretKey: new FakeOutput(secret) };
  const keys = { backend: pair, profiles: { "team-1": pair } };

  it("is handed through as it was passed, and never looked at", () => {
    const read = argumentsOf(given({ ...keysMode, keys, kubeconfig: new FakeOutput(secret) }));
    settingsOf(read);
    expect(read.opaque("keys.backend.accessKey")).toBe(pair.accessKey);
    expect(read.opaque("keys.profiles.team-1.secretKey")).toBe(pair.secretKey);
    expect(FakeOutput.heldBy(read.opaque("kubeconfig"))).toBe(secret);
    expect(read.opaque("keys.storageAccountKey")).toBeUndefined();
  });

  it("in plain text is refused, and not shown", () => {
    const report = reportOf(
      given({ ...keysMode, kubeconfig: "x: y\n", keys: { ...keys, backend: { accessKey: secret, secretKey: 7 } } }),
    );
    expect(report).not.toContain(secret);
    expect(report).toContain("keys.backend.secretKey has the wrong shape\n  = rule: expected a secret text");
    const plain = reportOf(
      given({
        ...keysMode,
        kubeconfig: "x: y\n",
        keys: { ...keys, backend: { accessKey: secret, secretKey: secret } },
      }),
    );
    expect(plain).not.toContain(secret);
    expect(plain).toContain("error[key-plain-text]: keys.backend.accessKey is passed in plain text");
    expect(plain.replaceAll(/\s+/g, " ")).toContain(
      "pass keys.backend.accessKey as a secret, by config.requireSecret or pulumi.secret",
    );
  });

  it("that is missing is asked for in an argument's words", () => {
    const report = reportOf(
      given({ ...keysMode, kubeconfig: new FakeOutput(), keys: { profiles: { "team-1": pair } } }),
    );
    expect(
      codesOf(given({ ...keysMode, kubeconfig: new FakeOutput(), keys: { profiles: { "team-1": pair } } })),
    ).toEqual(["key-missing"]);
    expect(report).not.toMatch(/pulumi config|Pulumi\./);
  });
});

describe("a kubeconfig", () => {
  const keysMode = {
    auth: { mode: "keys", keySource: "existing" },
    profiles: { overrides: { "team-1": { auth: "keys", keySource: "iam-users" } } },
  };

  it("counts as given, in plain text or not", () => {
    expect(codesOf(given(keysMode))).toEqual(["kubeconfig-missing"]);
    for (const kubeconfig of [new FakeOutput(secret), "apiVersion: v1\nkind: Config\n", Promise.resolve("")])
      expect(codesOf(given({ ...keysMode, kubeconfig }))).toEqual([]);
  });

  it("beside a path, or of a cluster that isn't there yet, is a contradiction", () => {
    const twice = { source: "kubeconfig", path: "kubeconfig.yaml" };
    expect(codesOf(given({ auth: { mode: "keys" }, cluster: twice, kubeconfig: "x" }))).toEqual(["kubeconfig-twice"]);
    expect(codesOf(given({ cluster: { source: "new", kubernetesVersion: "1.30" }, kubeconfig: "x" }))).toEqual([
      "kubeconfig-twice",
    ]);
    expect(
      codesOf(given({ auth: { mode: "keys" }, cluster: { source: "kubeconfig", context: "a" }, kubeconfig: "x" })),
    ).toEqual([]);
  });

  it("that is empty or no text", () => {
    expect(codesOf(given({ kubeconfig: "" }))).toEqual(["config-value"]);
    expect(reportOf(given({ kubeconfig: { users: [secret] } }))).not.toContain(secret);
  });
});

describe("texts of values files", () => {
  it("come behind the files, and their places are shown", () => {
    const report = reportOf(
      given({
        deploykf: {
          version: "0.1.5",
          embeddedMinio: "keep",
          values: ["{}", "deploykf_core:\n  deploykf_profiles_generator:\n    profiles: [{name: Team_1}]\n"],
        },
      }),
    );
    expect(report).toContain(" --> deploykf.values[1]:3:23");
  });

  it("of the wrong type, or generated by us", () => {
    expect(reportOf(given({ deploykf: { version: "0.1.5", embeddedMinio: "keep", values: "x" } }))).toContain(
      "deploykf.values is a text",
    );
    expect(reportOf(given({ deploykf: { version: "0.1.5", embeddedMinio: "keep", values: [3] } }))).toContain(
      "deploykf.values[0] is a number",
    );
    const block = "# deployKF 0.1.5 values for the object store: project a, stack b.\n";
    expect(reportOf(given({ deploykf: { version: "0.1.5", embeddedMinio: "keep", values: [block] } }))).toContain(
      "take it off deploykf.values (docs",
    );
  });
});

describe("the region", () => {
  const without = given({ region: undefined });

  it("is the argument's before that of the program's config", () => {
    const engine = { "aws:region": "us-east-1" };
    expect(settingsOf(argumentsOf(given(), { engine })).awsRegion).toBe("eu-west-1");
    expect(settingsOf(argumentsOf(without, { engine })).awsRegion).toBe("us-east-1");
  });

  it("is called as it was given", () => {
    expect(reportOf(given({ region: "eu-west-11" }))).toContain('region is "eu-west-11"');
    expect(reportOf(without)).toContain("error[config-missing]: region is missing");
    expect(codesOf({ ...without, regoin: "eu-west-1" })).toEqual(["config-unknown-key"]);
    expect(reportOf(given({ region: 5 }))).toContain("region is a number");
  });
});

test("config of the program, of its own and of other packages, is none of the component's", () => {
  const engine = { "deploykf-object-store:bucket": "{}", "other:bucket": "x", "deploykf-objectstore:cluster": "x" };
  expect(() => settingsOf(argumentsOf(given(), { engine }))).not.toThrow();
});

test("stacks beside a program of somebody's aren't read", () => {
  const texts = new Map([
    ["Pulumi.yaml", "name: x"],
    ["Pulumi.other.yaml", "config:\n  deploykf-object-store:bucket: {name: acme-dev-pipelines}\n"],
  ]);
  const { sharedWith, warnings } = settingsOf(argumentsOf(given(), { texts }));
  expect({ sharedWith, warnings }).toEqual({ sharedWith: [], warnings: [] });
});
