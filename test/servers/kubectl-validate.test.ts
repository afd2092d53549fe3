import { describe, expect, test } from "vitest";
import { kubernetesVersions, problemsOf } from "./kubectl-validate.js";
import type { Manifest } from "./manifests.js";

const secret = (more: object = {}, metadata: object = {}): Manifest => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "key", namespace: "kubeflow", ...metadata },
  type: "Opaque",
  ...more,
});

const service = (port: unknown): Manifest => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "gateway", namespace: "kubeflow" },
  spec: { ports: [{ port }] },
});

describe.each(kubernetesVersions)("Kubernetes %s", (kubernetes) => {
  const problems = (...manifests: readonly Manifest[]) => problemsOf(manifests, { kubernetes });

  test("valid objects have no problem", async () => {
    expect(await problems(secret({ stringData: { access_key: "a" } }), service(80))).toEqual([]);
    expect(await problems()).toEqual([]);
  });

  test("an unknown field is a problem, wherever it is", async () => {
    expect(await problems(secret({ stringdata: {} }), service(80), secret({}, { label: {} }))).toEqual([
      "Secret kubeflow key: stringdata: Invalid value: value provided for unknown field",
      "Secret kubeflow key: metadata.label: Invalid value: value provided for unknown field",
    ]);
  });

  test("so is a value of another type", async () => {
    expect(await problems(service("http"), secret({ stringData: { port: 80 } }), secret({}, { labels: "a" }))).toEqual([
      expect.stringMatching(/^Service kubeflow gateway: .*spec\.ports\[0\]\.port.* must be of type integer/),
      expect.stringMatching(/^Secret kubeflow key: .*stringData\.port.* must be of type string/),
      expect.stringMatching(/^Secret kubeflow key: .*labels/),
    ]);
  });

  test("and an object that nobody knows", async () => {
    const unknown = { ...service(80), apiVersion: "example.com/v1" };
    expect(await problems(unknown, { ...service(80), kind: "Servise" })).toEqual([
      expect.stringMatching(/^Service kubeflow gateway: .*example\.com\/v1/),
      expect.stringMatching(/^Servise kubeflow gateway: ./),
    ]);
  });
});
