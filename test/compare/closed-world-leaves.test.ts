import { describe, expect, test } from "vitest";
import {
  admin,
  azure,
  type Case,
  compared,
  gcs,
  keys,
  kubeconfig,
  minio,
  provided,
  secret,
  shared,
} from "../support/compared.js";
import { config, defaultsPath, edit, profiles, stackFile, values } from "../support/project.js";

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
