import { describe, expect, test } from "vitest";
import { neighbour } from "../support/neighbour.js";
import { onlyProblem } from "../support/problem.js";
import { type Change, codesOf, config, planOf, profiles, reportOf, stackFile, without } from "../support/project.js";
import { onRook, rook } from "../support/rook.js";
import { oneProblem } from "../support/text.js";

const problem = (
  code: string,
  underlined: string,
  [message, rule, mend]: readonly [message: string, rule: string, mend: string],
) => ({ code, message, rule, mend, file: stackFile, underlined });

const override = (parts: object) => config("profiles", { overrides: { "team-1": { auth: "keys", ...parts } } });

describe("a part that others would make", () => {
  const rule = "what Rook's users may do stands in the policy of the bucket that Rook makes, and nobody else is in it";
  const rows: readonly (readonly [change: Change, key: string, value: string])[] = [
    [config("bucket.create", false), "bucket.create", "false"],
    [config("auth.keySource", "provided"), "auth.keySource", "provided"],
    [config("auth.keySource", "existing"), "auth.keySource", "existing"],
    [override({ keySource: "provided" }), "profiles.overrides.team-1.keySource", "provided"],
    [override({ keySource: "existing" }), "profiles.overrides.team-1.keySource", "existing"],
  ];
  test.each(rows)("%#: one problem", (change, key, value) => {
    expect(onlyProblem(onRook(), change)).toEqual(
      problem("rook-makes-all", value, [
        `${key} is ${value}, and objectStore.rook is set`,
        rule,
        `remove ${key}; or remove objectStore.rook, and bring bucket and keys yourself`,
      ]),
    );
  });

  test("said plainly is what Rook does anyway", () => {
    const { settings } = planOf(onRook(), config("bucket.create", true), config("auth.keySource", "iam-users"));

    expect([settings.bucket.create, settings.auth.keySource]).toEqual([true, "iam-users"]);
  });

  test("a bucket that other stacks use", () => {
    expect(onlyProblem(onRook(), config("bucket.sharedWith", ["acme/kf/prod"])).code).toBe("rook-makes-all");
  });
});

test("two stacks that claim one bucket: a warning, because their stores may be two", () => {
  const other = neighbour({
    ...{ "aws:region": undefined, accountId: undefined, platform: "ceph", namePrefix: "kf-other" },
    objectStore: { rook },
    auth: { mode: "keys" },
    cluster: { source: "kubeconfig", context: "acme" },
  });

  expect(planOf(onRook(), other).warnings.map(({ code, message, mend }) => [code, message, mend])).toEqual([
    [
      "bucket-shared",
      "this stack and other would both claim the bucket acme-dev-pipelines",
      "use another bucket; nothing to do where the stores are those of two clusters",
    ],
  ]);
});

test("slots: a user has one key", () => {
  expect(onlyProblem(onRook(), config("auth.slots", { active: "2026-11" }))).toEqual(
    problem("key-slots", "slots", [
      "auth.slots is set, and objectStore.rook, too",
      "a user of Rook's has one key, which Rook makes and nobody else knows",
      "remove auth.slots; a user that is replaced gets a new key (docs/rook.md#rotation)",
    ]),
  );
});

test("an inline key: nobody knows it", () => {
  expect(onlyProblem(onRook(), config("auth.backendKey", "inline"))).toEqual(
    problem("inline-without-key", "inline", [
      "auth.backendKey is inline, and objectStore.rook is set",
      "an inline key has to be known, and Rook's keys stand in Rook's Secrets alone",
      "remove auth.backendKey",
    ]),
  );
});

describe("names of Secrets are Rook's", () => {
  const parts = [
    "profileName",
    "backendName",
    "accessKeyKey",
    "secretKeyKey",
    "backendAccessKeyKey",
    "backendSecretKeyKey",
  ];
  test.each(parts)("secrets.%s", (part) => {
    expect(onlyProblem(onRook(), config(`secrets.${part}`, "mine"))).toEqual(
      problem("rook-secret", "mine", [
        `secrets.${part} is set, and objectStore.rook, too`,
        "Rook makes the Secrets, and names them and the keys in them by rules of its own",
        `remove secrets.${part}: the values name Rook's Secrets`,
      ]),
    );
  });

  test.each(["name", "accessKeyKey", "secretKeyKey"])("a profile's own %s", (part) => {
    const found = onlyProblem(onRook(), override({ secret: { [part]: "mine" } }));

    expect([found.code, found.underlined]).toEqual(["rook-secret", "mine"]);
  });

  test("their namespace isn't, but it is none of a profile", () => {
    const change = config("secrets", { namespace: "team-1" });

    expect(planOf(onRook(), config("secrets.namespace", "store")).rook?.userNamespaces).toEqual(["kubeflow", "store"]);
    expect(onlyProblem(onRook(), change).code).toBe("secret-namespace");
    expect(onlyProblem(onRook(), config("secrets.namespace", "Store")).code).toBe("namespace-name");
  });
});

describe("names", () => {
  test("a prefix that no Kubernetes object can have", () => {
    expect(onlyProblem(onRook(), config("namePrefix", "KF_dev"))).toEqual(
      problem("rook-name", "KF_dev", [
        'namePrefix is "KF_dev"',
        "Rook's users are Kubernetes objects: a-z, 0-9, - and . , each part from a letter or digit to one",
        "choose a name such as kf-dev",
      ]),
    );
  });

  test("users whose names don't fit into a label: never cut, one problem for all", () => {
    const names = ["a".repeat(49), "b".repeat(50), "c"];

    expect(reportOf(onRook(), profiles(...names))).toBe(
      oneProblem(`
      error[rook-name]: the user of profile
      ${"b".repeat(50)} would be called
      kf-dev-profile-${"b".repeat(50)}, 65
      characters, the longest of 2 that don't fit
       --> Pulumi.dev.yaml:2:37
      2 |   deploykf-object-store:namePrefix: kf-dev
        |                                     ^^^^^^
        = rule: Rook writes a user's name into a label, which has 63, and deployKF's
                template needs all profiles' names whole
        = mend: set a namePrefix that is shorter by 2 or more
                (docs/troubleshooting.md#rook-name)
    `),
    );
  });

  test("a user's name as long as a label may be, and one more", () => {
    const name = "a".repeat(63 - "kf-dev-profile-".length);
    const [profile] = planOf(onRook(), profiles(name)).principals.profiles;

    expect(profile?.kind === "key" && profile.user?.userName).toBe(`kf-dev-profile-${name}`);
    expect(codesOf(onRook(), profiles(`${name}a`))).toEqual(["rook-name"]);
    expect(reportOf(onRook(), profiles(`${name}a`, `${name}b`))).toContain(
      "64 characters,\nthe longest of 2 that don't fit\n",
    );
  });

  test.each([
    ["store", "Store"],
    ["store", "s".repeat(50)],
    ["storageClass", "Retain_it"],
  ])("%s %s", (key, name) => {
    const found = onlyProblem(onRook({ [key]: name }));

    expect([found.code, found.message]).toEqual(["rook-name", `objectStore.rook.${key} is "${name}"`]);
  });

  test("a namespace", () => {
    expect(onlyProblem(onRook({ namespace: "rook.ceph" })).code).toBe("namespace-name");
  });
});

test("Rook on a platform that isn't Ceph", () => {
  expect(
    onlyProblem(
      onRook(),
      config("platform", "minio"),
      config("objectStore.host", "minio.acme.example"),
      config("auth.keySource", "existing"),
    ),
  ).toEqual(
    problem("store-option", "rook", [
      "objectStore.rook is set, and platform is minio",
      "Rook runs Ceph",
      "remove objectStore.rook, or set platform: ceph",
    ]),
  );
});

test("no word of the cluster to make the objects in", () => {
  const cluster = config("cluster", { source: "oidc", issuerUrl: "https://issuer.acme.example" });

  expect(onlyProblem(onRook(), cluster)).toEqual(
    problem("kubeconfig-missing", "oidc", [
      "Rook's users and bucket are to be created, and the stack doesn't say in which cluster",
      "the Kubernetes provider needs a kubeconfig",
      "add cluster.kubeconfig with path and context (source: oidc), or remove objectStore.rook",
    ]),
  );
});

test("keys that nobody takes are found as anywhere, and an option of another platform is one", () => {
  expect(codesOf(onRook(), config("bucket.retention", { artifactDays: 3 }))).toEqual(["store-option"]);
  expect(
    codesOf(onRook(), config("keys", { shared: { accessKey: { secure: "v1:x" }, secretKey: { secure: "v1:x" } } })),
  ).toEqual(["keys-unused"]);
});

test("without objectStore.rook nothing of it is asked for", () => {
  const plan = planOf(
    onRook(),
    without("objectStore"),
    config("objectStore", { host: "rgw.acme.example" }),
    config("auth.keySource", "existing"),
    config("namePrefix", "KF_dev"),
  );

  expect([plan.rook, plan.bucket.create, plan.settings.makesUsers, plan.limits]).toEqual([undefined, false, false, []]);
});
