import { describe, expect, test } from "vitest";
import { type Comparison, comparePlans, type Verdict } from "../../compare/compare.js";
import type { PlanRecord } from "../../compare/record.js";
import {
  argoPath,
  type Change,
  config,
  defaultsPath,
  edit,
  file,
  later,
  pipelinesPath,
  profiles,
  stackFile,
  values,
  without,
} from "../support/project.js";
import { accessRecordOf } from "../support/records.js";

const compared = (before: readonly Change[], after: readonly Change[]) =>
  comparePlans(accessRecordOf(...before), accessRecordOf(...after));
const verdictOf = (before: readonly Change[], after: readonly Change[]) => compared(before, after).verdict;
const said = ({ consequences }: Comparison) =>
  consequences.map(({ kind, subjects, what }) => `${kind} ${subjects.join()}: ${what}`).join("\n");

type Case = readonly [name: string, before: readonly Change[], after: readonly Change[], expected: Verdict];

const keys = config("auth", { mode: "keys" });
const kubeconfig = config("cluster", { source: "kubeconfig", context: "acme" });
const shared = config("auth", { mode: "keys", profileKeys: "shared" });
const eks = (more: object = {}) => config("cluster", { source: "eks", name: "analytics", ...more });
const made = (more: object = {}) => config("cluster", { source: "new", kubernetesVersion: "1.33", issuerUrl, ...more });
const issuerUrl = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const admin = {
  kind: "AwsIamForServiceAccount",
  spec: { awsIamRole: "arn:aws:iam::111122223333:role/Admin", AnnotateOnly: true },
};
const secret = (name: string) => ({ tools: { kubeflowPipelines: { objectStoreAuth: { existingSecret: name } } } });
const minio = [
  ...[keys, kubeconfig, without("aws:region"), without("accountId"), config("platform", "minio")],
  ...[config("objectStore", { host: "minio.acme.example" }), config("bucket.create", false)],
];
const azure = (more: object) => [
  ...[kubeconfig, without("aws:region"), without("accountId"), config("platform", "azure-s3proxy")],
  ...[config("auth", { mode: "keys", keySource: "provided" }), config("objectStore", { s3proxy: more })],
  config("keys", { secure: "v1:abc" }),
];
const gcs = (project: string) => [
  ...[keys, kubeconfig, without("aws:region"), without("accountId"), config("platform", "gcs")],
  ...[config("bucket.region", "europe-west1"), config("gcp:project", project)],
];
const provided = (ciphertext: string) => [
  ...[config("auth", { mode: "keys", keySource: "provided" }), kubeconfig],
  config("keys", { secure: ciphertext }),
];

const cases: readonly Case[] = [
  [
    "a new profile gets the Secret that all share",
    [shared, kubeconfig, profiles("a")],
    [shared, kubeconfig, profiles("a", "b")],
    "widens",
  ],
  [
    "a plugin beside a key",
    [keys, kubeconfig, profiles("a")],
    [keys, kubeconfig, profiles({ name: "a", plugins: [admin] })],
    "widens",
  ],
  [
    "a plugin for all beside keys",
    [keys, kubeconfig],
    [keys, kubeconfig, values(`${defaultsPath}.plugins`, [admin])],
    "widens",
  ],
  [
    "a plugin of another cloud beside a role",
    [profiles("a")],
    [profiles({ name: "a", plugins: [{ kind: "WorkloadIdentity", spec: { gcpServiceAccount: "x@y" } }] })],
    "widens",
  ],
  [
    "such a plugin is gone",
    [profiles({ name: "a", plugins: [{ kind: "WorkloadIdentity", spec: {} }] })],
    [profiles("a")],
    "narrows",
  ],
  ["a Secret of one's own beside a role", [profiles("a")], [profiles({ name: "a", ...secret("mine") })], "widens"],
  [
    "another Secret of one's own",
    [profiles({ name: "a", ...secret("mine") })],
    [profiles({ name: "a", ...secret("other") })],
    "widens",
  ],
  [
    "let go, with a role of others",
    [profiles("a")],
    [config("profiles.overrides", { a: { auth: "unmanaged" } }), profiles({ name: "a", plugins: [admin] })],
    "widens",
  ],
  ["the storage account", azure({ storageAccount: "acmeone" }), azure({ storageAccount: "acmetwo" }), "widens"],
  [
    "the blob endpoint",
    azure({ storageAccount: "acmeone" }),
    azure({ storageAccount: "acmeone", blobEndpoint: "https://acmeone.blob.core.usgovcloudapi.net" }),
    "widens",
  ],
  [
    "the image that has every key",
    azure({ storageAccount: "acmeone" }),
    azure({ storageAccount: "acmeone", image: "acme.example/s3proxy:2.9.0" }),
    "widens",
  ],
  ["the Google project", gcs("acme-one"), gcs("acme-two"), "widens"],
  ["the assumed role", [], [config("aws:assumeRole", { roleArn: "arn:aws:iam::999988887777:role/x" })], "widens"],
  ["endpoints of AWS", [], [config("aws:endpoints", [{ s3: "https://evil.example" }])], "widens"],
  ["a profile of AWS", [config("aws:profile", "one")], [config("aws:profile", "two")], "widens"],
  [
    "a server without TLS",
    [...minio, config("minio:minioServer", "a:9000")],
    [...minio, config("minio:minioServer", "a:9000"), config("minio:minioInsecure", true)],
    "widens",
  ],
  ["a setting of a provider that nobody knows", [], [config("kubernetes:something", "x")], "widens"],
  ["a provided key's ciphertext", provided("v1:abc"), provided("v1:abd"), "widens"],
  ["tags of a provider", [], [config("aws:defaultTags", { tags: { team: "ml" } })], "changes"],
  ["Pulumi's own tags of the stack", [], [config("pulumi:tags", { team: "ml" })], "changes"],
  ["another program", [], [edit("Pulumi.yaml", "runtime:", "main: other/\nruntime:")], "widens"],
  ["another loader", [], [edit("Pulumi.yaml", "nodeargs: --import=tsx", "nodeargs: --import=./evil.js")], "widens"],
  ["another backend", [], [edit("Pulumi.yaml", "runtime:", "backend: { url: s3://evil }\nruntime:")], "widens"],
  ["another place of stack files", [], [edit("Pulumi.yaml", "runtime:", "stackConfigDir: real\nruntime:")], "widens"],
  [
    "what the project is said to be",
    [],
    [edit("Pulumi.yaml", /^description: .*$/m, "description: something else")],
    "changes",
  ],
  [
    "the stack's secrets by another key",
    [edit(stackFile, "config:", "encryptedkey: a\nconfig:")],
    [edit(stackFile, "config:", "encryptedkey: b\nconfig:")],
    "widens",
  ],
  ["the first secret of a stack", [], [edit(stackFile, "config:", "encryptionsalt: v1:a\nconfig:")], "changes"],
  [
    "the API server open to all",
    [made({ api: { publicCidrs: ["192.0.2.0/24"] } })],
    [made({ api: { publicCidrs: ["0.0.0.0/0"] } })],
    "widens",
  ],
  [
    "the API server open to one more",
    [made({ api: { publicCidrs: ["192.0.2.0/24"] } })],
    [made({ api: { publicCidrs: ["192.0.2.0/24", "198.51.100.7/32"] } })],
    "widens",
  ],
  [
    "the API server open to fewer",
    [made({ api: { publicCidrs: ["192.0.2.0/24"] } })],
    [made({ api: { publicCidrs: ["192.0.2.8/29"] } })],
    "narrows",
  ],
  ["the API server made public", [made({ api: { public: false } })], [made()], "widens"],
  ["a new cluster without its protection", [made()], [made({ deletionProtection: false })], "widens"],
  ["a new cluster with its protection", [made({ deletionProtection: false })], [made()], "narrows"],
  [
    "a new cluster's key for Secrets gone",
    [made({ secretsKmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/abcd-1234" })],
    [made()],
    "widens",
  ],
  ["a new cluster's nodes", [made()], [made({ nodes: { max: 9, instanceType: "m5.2xlarge" } })], "changes"],
  ["a new cluster's version", [made()], [made({ kubernetesVersion: "1.34" })], "changes"],
  [
    "a new cluster's nodes, its issuer unknown",
    [made({ issuerUrl: undefined })],
    [made({ issuerUrl: undefined, nodes: { max: 9 } })],
    "changes",
  ],
  ["the account no longer stated", [], [without("accountId")], "widens"],
  ["the account stated", [without("accountId")], [], "widens"],
  [
    "the account stated on neither side",
    [without("accountId")],
    [without("accountId"), config("tags", { a: "b" })],
    "changes",
  ],
  ["the profile that fetches tokens", [eks()], [eks({ profile: "ci" })], "changes"],
  ["the provider made by the stack", [eks()], [eks({ oidcProvider: "create" })], "changes"],
  ["the issuer stated", [eks()], [eks({ issuerUrl })], "changes"],
  ["the issuer no longer stated", [eks({ issuerUrl })], [eks()], "changes"],
  ["the issuer stated, and another name", [eks()], [eks({ name: "evil", issuerUrl })], "widens"],
  ["another region of a cluster of the same name", [eks()], [eks({ region: "eu-central-1" })], "widens"],
  [
    "another file with the same context",
    [keys, kubeconfig],
    [keys, config("cluster", { source: "kubeconfig", context: "acme", path: "kube.yaml" })],
    "changes",
  ],
  [
    "another file without a context",
    [keys, config("cluster", { source: "kubeconfig", path: "a.yaml" })],
    [keys, config("cluster", { source: "kubeconfig", path: "b.yaml" })],
    "widens",
  ],
  ["a boundary", [], [config("auth.permissionsBoundary", "arn:aws:iam::111122223333:policy/b")], "narrows"],
  [
    "a section of the values that isn't read",
    [values("deploykf_core.deploykf_auth.dex.connectors", [])],
    [values("deploykf_core.deploykf_auth.dex.connectors", [{ type: "ldap" }])],
    "changes",
  ],
  ["manifests of one's own", [], [values(`${pipelinesPath}.extraManifests`, ["kind: RoleBinding"])], "widens"],
  [
    "an annotation of the backend's",
    [],
    [values(`${pipelinesPath}.serviceAccounts.apiServer.annotations.iam`, "x")],
    "widens",
  ],
  ["a resource quota", [profiles("a")], [profiles({ name: "a", resourceQuotaSpec: { hard: { cpu: 1 } } })], "changes"],
  [
    "a later file that says the same",
    [later({})],
    [later({ kubeflow_tools: { pipelines: { objectStore: { port: "" } } } })],
    "same",
  ],
];

describe("a difference of what up would read", () => {
  test.each(cases)("%s", (_, before, after, expected) => {
    const comparison = compared(before, after);

    expect(comparison.verdict).toBe(expected);
    const { gains, consequences } = comparison;
    if (expected === "widens")
      expect(gains.length + consequences.filter(({ kind }) => kind === "widens").length).toBeGreaterThan(0);
  });
});

describe("the people of a profile", () => {
  const people = (groups: object[], members: object[], users: object[] = []) => [
    values("deploykf_core.deploykf_profiles_generator.users", [
      { id: "ada", email: "ada@example.com" },
      { id: "eve", email: "eve@example.com" },
      ...users,
    ]),
    values("deploykf_core.deploykf_profiles_generator.groups", groups),
    profiles({ name: "a", members }),
  ];
  const group = (...users: string[]) => [{ id: "research", users }];
  const member = (access: object = { role: "view" }) => [{ group: "research", access }];
  const base = people(group("ada"), member());

  test.each<[string, readonly Change[], Verdict, string]>([
    ["one more in a group", people(group("ada", "eve"), member()), "widens", "opens to eve@example.com (view)"],
    ["one fewer in a group", people(group(), member()), "narrows", "closes to ada@example.com (view)"],
    ["more rights", people(group("ada"), member({ role: "edit" })), "widens", "opens to ada@example.com (edit)"],
    ["notebooks", people(group("ada"), member({ role: "view", notebooksAccess: true })), "widens", "(notebooks)"],
    ["a member", people(group("ada"), [...member(), { user: "eve" }]), "widens", "opens to eve@example.com (view)"],
    [
      "an owner",
      [...base, profiles({ name: "a", ownerEmail: "eve@example.com", members: member() })],
      "widens",
      "opens to eve@example.com (owner)",
    ],
    [
      "an owner for all",
      [...base, values(`${defaultsPath}.ownerEmail`, "eve@example.com")],
      "widens",
      "opens to eve@example.com (owner)",
    ],
    [
      "another person by the same id",
      people(group("ada"), member(), [{ id: "ada", email: "mallory@example.com" }]),
      "widens",
      "opens to mallory@example.com (view)",
    ],
    [
      "nobody, by another group of the same",
      people([{ id: "lab", users: ["ada"] }], [{ group: "lab", access: { role: "view" } }]),
      "changes",
      "",
    ],
  ])("%s", (_, after, expected, text) => {
    const comparison = compared(base, after);

    expect(comparison.verdict).toBe(expected);
    expect(said(comparison)).toContain(text);
  });
});

describe("the embedded MinIO", () => {
  const record = accessRecordOf();
  const withMinio = (embeddedMinio: PlanRecord["embeddedMinio"]): PlanRecord => ({ ...record, embeddedMinio });

  test("kept before and removed now: destroys, which isn't a widening", () => {
    const keeps = withMinio({ stated: "keep", effect: "keeps" });
    const comparison = comparePlans(keeps, withMinio({ stated: "remove", effect: "removes" }));

    expect(comparison.verdict).toBe("changes");
    expect(said(comparison)).toBe("destroys the embedded MinIO: applying this deletes it with its volume");
    expect(said(comparePlans(keeps, keeps))).toBe("");
  });

  test("what applying does is said of a new stack, and of one that doesn't state it, but not where nothing changes", () => {
    const removes = withMinio({ stated: "remove", effect: "removes" });
    const unstated = comparePlans(record, accessRecordOf(config("tags", { a: "b" })));

    expect(said(comparePlans(undefined, removes))).toContain("the embedded MinIO: the values switch it off");
    expect(said(unstated)).toContain("the embedded MinIO: the values switch it off");
    expect(said(comparePlans(removes, { ...removes, valuesText: "" }))).toBe("");
    expect(comparePlans(record, record)).toMatchObject({ verdict: "same", consequences: [], differences: [] });
  });
});

describe("the digest", () => {
  const digestOf = (before: readonly Change[] | undefined, after: readonly Change[]) =>
    comparePlans(before && accessRecordOf(...before), accessRecordOf(...after)).digest;
  const one = profiles("a");
  const two = profiles("a", "b");

  test("is good for one cluster, one account and one store", () => {
    const context = (name: string) => config("cluster", { source: "kubeconfig", context: name });
    const targets: readonly (readonly Change[])[] = [
      ...[[keys, context("a")], [keys, context("b")], [], [config("accountId", "999988887777")], [eks()]],
      ...[[eks({ name: "evil" })], minio, [...minio, config("objectStore", { host: "other.acme.example" })]],
      ...[[config("aws:profile", "x")], [edit("Pulumi.yaml", "runtime:", "backend: { url: s3://x }\nruntime:")]],
    ];
    const added = targets.map((target) => digestOf(undefined, target));
    const widened = targets.map((target) => digestOf([...target, one], [...target, two]));

    expect(new Set([...added, ...widened]).size).toBe(2 * targets.length);
  });

  test("of a change that is shouted isn't that of another", () => {
    expect(digestOf([eks()], [eks({ profile: "ci" })])).not.toBe(digestOf([eks()], [eks({ name: "evil" })]));
  });

  test("is of the base's state, too", () => {
    const boundary = config("auth.permissionsBoundary", "arn:aws:iam::111122223333:policy/b");
    const digests = [[], [boundary], [config("auth.listScope", "prefix")], [values(`${argoPath}.namespace`, "argo")]];

    expect(new Set(digests.map((base) => digestOf([one, ...base], [two, ...base]))).size).toBe(digests.length);
  });

  test("isn't of what nobody's access hangs on", () => {
    const digest = digestOf([one], [two]);

    expect(digestOf([one], [profiles("b", "a")])).toBe(digest);
    expect(digestOf([one, config("tags", { x: "y" })], [two, config("tags", { x: "z" })])).toBe(digest);
    expect(digestOf([one], [two, config("aws:defaultTags", { tags: {} })])).toBe(digest);
    expect(digestOf([one], [two, values("deploykf_core.deploykf_auth.enabled", true)])).toBe(digest);
  });
});

describe("secrets in plain text", () => {
  const token = (text: string) => config("aws:token", text);

  test("are in no record and no comparison, and differ all the same", () => {
    const [before, after] = [accessRecordOf(token("hunter2")), accessRecordOf(token("hunter3"))];
    const comparison = comparePlans(before, after);

    expect(JSON.stringify([before, comparison])).not.toContain("hunter");
    expect(said(comparison)).toBe(
      "widens a provider: aws:token [secret] -> [secret]\nmoves the embedded MinIO: the values switch it off"
        .split("\n")
        .reverse()
        .join("\n"),
    );
    expect(verdictOf([token("hunter2")], [token("hunter2")])).toBe("same");
  });

  test("in values files: the same is the same, another one is seen", () => {
    const password = (text: string) =>
      file("dex.yaml", { deploykf_core: { deploykf_auth: { password: { value: text } } } });

    expect(JSON.stringify(accessRecordOf(password("hunter2")))).not.toContain("hunter");
    expect(verdictOf([password("hunter2")], [password("hunter2")])).toBe("same");
    expect(verdictOf([password("hunter2")], [password("hunter3")])).toBe("changes");
  });
});
