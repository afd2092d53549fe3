import { describe, expect, test } from "vitest";
import { type Case, compared, eks, issuerUrl, keys, kubeconfig, made } from "../support/compared.js";
import { config, later, pipelinesPath, profiles, values, without } from "../support/project.js";

const cases: readonly Case[] = [
  [
    "another issuer behind the same context, with keys alone",
    [keys, config("cluster", { source: "oidc", issuerUrl, kubeconfig: { context: "acme" } })],
    [keys, config("cluster", { source: "oidc", issuerUrl: `${issuerUrl}0`, kubeconfig: { context: "acme" } })],
    "widens",
  ],
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
