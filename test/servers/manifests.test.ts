import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { keyStack } from "../support/key-stacks.js";
import { runProgram } from "../support/program.js";
import { kubernetesVersions, problemsOf } from "./kubectl-validate.js";
import { type Manifest, manifestsOf } from "./manifests.js";

/** What any other function registers, as the program does; by kind and name, because one with secrets comes later. */
async function registered(run: () => void) {
  const { resources } = await runProgram(keyStack(), { run: async () => run() });
  const key = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
  return manifestsOf(resources).toSorted((one, other) => key(one).localeCompare(key(other)));
}

test("an object is made of its type and its inputs, and secrets are hidden", async () => {
  const made = await registered(() => {
    new Secret("one", {
      metadata: { name: "one" },
      stringData: pulumi.secret({ password: "hunter2" }),
      type: "Opaque",
    });
    new NetworkPolicy("two", { metadata: { name: "two" }, spec: { podSelector: {} } });
    new CustomResource("three", {
      apiVersion: "example.com/v1",
      kind: "Thing",
      spec: { of: pulumi.secret(["mine", 3]) },
    });
  });
  expect(made).toEqual([
    { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "two" }, spec: { podSelector: {} } },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "one" },
      stringData: { password: "ZHVtbXk=" },
      type: "Opaque",
    },
    { apiVersion: "example.com/v1", kind: "Thing", metadata: {}, spec: { of: ["ZHVtbXk=", 3] } },
  ]);
});

test("what a program registers wrongly is found", async () => {
  const labels = { app: "gateway" };
  const deployment = (name: string, spec: object) => ({
    metadata: { name, namespace: "kubeflow" },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [], ...spec } } },
  });
  const made = await registered(() => {
    new Deployment("good", deployment("good", { automountServiceAccountToken: false }));
    new Deployment("unknown", deployment("unknown", { automountServiceToken: false }));
    new Deployment("wrong", deployment("wrong", { terminationGracePeriodSeconds: "30s" }));
  });
  for (const kubernetes of kubernetesVersions) {
    expect(await problemsOf(made, { kubernetes })).toEqual([
      expect.stringMatching(/^Deployment kubeflow unknown: .*automountServiceToken: .*unknown field/),
      expect.stringMatching(/^Deployment kubeflow wrong: .*terminationGracePeriodSeconds.* must be of type integer/),
    ]);
  }
});

test("what can't be a whole object is refused", () => {
  const resource = (type: string, inputs: object) => [
    {
      ...{ urn: "", type, name: "one", parent: undefined, custom: true, inputs: { ...inputs }, dependencies: [] },
      ...{ protect: false, retainOnDelete: false, deleteBeforeReplace: false },
    },
  ];
  expect(() => manifestsOf(resource("kubernetes:core/v1:SecretPatch", { kind: "Secret" }))).toThrow(
    "inputs of v1 Secret",
  );
  const data = { data: { key: pulumi.runtime.unknownValue } };
  expect(() => manifestsOf(resource("kubernetes:core/v1:Secret", data))).toThrow("data.key isn't known");
});
