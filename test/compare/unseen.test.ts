import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planRecord } from "../../cli/json.js";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { comparePlans } from "../../compare/compare.js";
import { coverCidr } from "../../compare/consequences/cidr.js";
import { compared, keys, kubeconfig, said, verdictOf } from "../support/compared.js";
import { type Change, config, generatedFile, inProject, planOf, profiles, values } from "../support/project.js";

/** Differences that stand beside the plan: in files that it doesn't read, and in what only deployKF knows. */

type Files = Readonly<Record<string, string | ((planned: string) => string)>>;

/** The record of a project with files beside it; a function makes the committed block from the planned one. */
function recordWith(changes: readonly Change[], files: Files = {}) {
  return inProject(changes, (root) => {
    const { plan } = planOffline(root, "dev");
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(root, name), typeof text === "string" ? text : text(`${plan.values.text}\n`));
    }
    return planRecord(planOffline(root, "dev"), []);
  });
}

describe("the committed values block", () => {
  const planned = { [generatedFile]: (text: string) => text };
  const by = (files: Files, changes: readonly Change[] = []) =>
    comparePlans(recordWith([], planned), recordWith(changes, files));

  test.each([
    ["another role", (text: string) => text.replace(/role\/kf-dev-profile-team-1\b/, "role/Admin")],
    ["another host", (text: string) => text.replace(/host: .*/, "host: evil.example")],
    [
      "a person",
      (text: string) => text.replace("- name: team-1\n", "- name: team-1\n        ownerEmail: eve@evil.example\n"),
    ],
    ["nothing of ours", () => "kubeflow_tools: {}\n"],
  ])("edited by hand widens: %s", (_, edited) => {
    expect(by({ [generatedFile]: edited })).toMatchObject({ verdict: "widens" });
  });

  test("as planned, missing, or only stale is no widening", () => {
    const tagged = config("objectStore", { endpoint: "global" });

    expect(by(planned).verdict).toBe("same");
    expect(by({}).verdict).toBe("changes");
    expect(by({ [generatedFile]: (text) => text.replaceAll("\n", "\r\n") }).verdict).toBe("same");
    const stale = recordWith([]).valuesText;
    expect(comparePlans(recordWith([], planned), recordWith([tagged], { [generatedFile]: `${stale}\n` })).verdict).toBe(
      "changes",
    );
  });
});

describe("a file of the tree that up reads", () => {
  test.each<[string, readonly Change[], string]>([
    ["a kubeconfig", [keys, config("cluster", { source: "kubeconfig", path: "kube.yaml", context: "a" })], "kube.yaml"],
    ["AWS's config", [config("aws:sharedConfigFiles", ["aws-config"])], "aws-config"],
  ])("%s: another content widens, the same doesn't", (_, changes, file) => {
    const [one, other] = ["one", "other"].map((text) => recordWith(changes, { [file]: text }));

    expect(one && other && comparePlans(one, other).verdict).toBe("widens");
    expect(one && comparePlans(one, recordWith(changes, { [file]: "one" })).verdict).toBe("same");
  });
});

describe("what a template of deployKF's fills in", () => {
  const template = "{{< .Values.m | toYAML >}}";
  const team = (more: object) => profiles({ name: "team-1", members: [], ...more }, "team-1-prod");

  test.each<[string, object]>([
    ["tools", { tools: template }],
    ["an objectStoreAuth", { tools: { kubeflowPipelines: { objectStoreAuth: template } } }],
    ["members", { members: template }],
    ["a member's access", { members: [{ user: "ada", access: template }] }],
    ["an owner", { ownerEmail: template }],
  ])("widens where it comes in, and again where what it may read changes: %s", (_, more) => {
    const before = [team({})];
    const after = [team(more)];

    expect(verdictOf(before, after)).toBe("widens");
    expect(verdictOf(after, [...after, values("m", { a: 1 })])).toBe("widens");
    expect(verdictOf(before, [...before, values("m", { a: 1 })])).toBe("changes");
  });

  test("leaves the profile's credentials unchecked", () => {
    const { isolation } = planOf(team({ tools: template }));

    expect(isolation.unchecked).toContain("profile team-1");
  });
});

describe("names of keys in Secrets", () => {
  test.each(["backendAccessKeyKey", "backendSecretKeyKey", "accessKeyKey", "secretKeyKey"])(
    "secrets.%s widens",
    (name) => {
      const existing = [config("auth", { mode: "keys", keySource: "existing" }), kubeconfig];
      const comparison = compared(existing, [...existing, config("secrets", { [name]: "ADMIN" })]);

      expect(comparison.verdict).toBe("widens");
      expect(said(comparison)).toContain("ADMIN");
    },
  );
});

describe("programs and manifests", () => {
  test.each([
    "kubeflow_tools.pipelines.images.kfpApiServer.repository",
    "kubeflow_dependencies.kubeflow_argo_workflows.images.argoExecutor.repository",
    "argocd.source.repo.url",
    "argocd.destination.server",
    "deploykf_core.deploykf_auth.extraManifests",
    "kubeflow_dependencies.kyverno.valuesOverrides",
  ])("%s widens", (path) => {
    expect(verdictOf([], [values(path, "evil.example")])).toBe("widens");
  });

  test("what is empty says nothing", () => {
    const empty = [
      values("kubeflow_tools.pipelines.extraManifests", []),
      values("kubeflow_tools.pipelines.images", {}),
    ];

    expect(verdictOf([], empty)).toBe("same");
  });
});

describe("settings of providers", () => {
  test("a text that is the same to the engine is the same", () => {
    const with_ = (value: unknown) => [config("aws:skipRegionValidation", value)];

    expect(verdictOf(with_(true), with_("true"))).toBe("same");
  });

  test("one account more that may be used widens", () => {
    const allowed = (...ids: string[]) => [config("aws:allowedAccountIds", ids)];

    expect(verdictOf(allowed("111122223333"), allowed("111122223333", "999922223333"))).toBe("widens");
  });

  test.each([
    ["cloudflare:setting", "MARKER"],
    ["x:dsn", "u:MARKER@tcp(h)/db"],
    ["aws:assumeRole", { externalId: "MARKER" }],
    ["aws:endpoints", [{ s3: "https://MARKER@host" }]],
    ["gcp:credentials", "./MARKER.json"],
  ])("%s is in no record and no comparison", (key, value) => {
    const record = recordWith([config(key, value)]);
    const comparison = comparePlans(recordWith([]), record);

    expect(JSON.stringify([record, comparison])).not.toContain("MARKER");
    expect(comparison).toMatchObject({ verdict: "widens", acceptable: false });
  });
});

test("rules that delete sooner destroy; later, or never, they don't", () => {
  const days = (retention: object) => [config("bucket.retention", retention)];

  expect(said(compared([], days({ artifactDays: 30 })))).toContain("destroys objects below artifacts/");
  expect(said(compared(days({ noncurrentDays: 30 }), days({ noncurrentDays: 7 })))).toContain("destroys");
  expect(said(compared(days({ artifactDays: 30 }), days({ artifactDays: 60 })))).toBe("");
  expect(said(compared(days({ artifactDays: 30 }), []))).toBe("");
});

test("no name begins a line of its own", () => {
  const comparison = compared([], [values("a\n::error::x", 1), config("aws:endpoints", [{ "s3\n::error::y": "z" }])]);

  expect(JSON.stringify([comparison.consequences, comparison.differences])).not.toMatch(/[^\\]\\n/);
});

test.each([
  [["10.0.0.0/9", "10.128.0.0/9"], "10.0.0.0/8", true],
  [["10.0.0.0/9"], "10.0.0.0/8", false],
  [["0.0.0.0/0"], "192.168.1.0/24", true],
  [["192.168.1.0/25", "192.168.1.128/26"], "192.168.1.0/24", false],
  [["2001:db8::/33", "2001:db8:8000::/33"], "2001:db8::/32", false],
])("%j cover %s: %s", (outer, inner, expected) => {
  expect(coverCidr(outer, inner)).toBe(expected);
});
