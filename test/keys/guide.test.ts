import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { type Change, config, mapOf, planOf, profiles, values, without } from "../support/project.js";

/** The guide's "Key-based Authentication", without its comments: OPTION 1 for profiles, OPTION 2 for the backend. */
const guide = load(readFileSync(new URL("../fixtures/guide-keys-values.yaml", import.meta.url), "utf8"));

const asInTheGuide = (): readonly Change[] => [
  config("aws:region", "us-east-1"),
  config("bucket", { name: "kubeflow-pipelines", create: false }),
  config("cluster", { source: "kubeconfig" }),
  config("secrets", { namespace: "my-namespace", profileName: "my-secret-name", backendName: "my-secret-name" }),
];

function blockOf(...changes: Change[]): Record<string, unknown> {
  return planOf(...asInTheGuide(), ...changes).values.block;
}

/** The map at a path of a block, to be changed. */
function at(block: unknown, path: string): Record<string, unknown> {
  return path.split(".").reduce((part, step) => mapOf(part[step]), mapOf(block));
}

/** The guide's values with what we say beside them: the region, no embedded MinIO, and no fromEnv from before. */
function expected(): Record<string, unknown> {
  const block = mapOf(structuredClone(guide));
  at(block, "kubeflow_tools.pipelines.bucket").region = "us-east-1";
  at(block, "kubeflow_tools.pipelines.objectStore.auth").fromEnv = false;
  block.deploykf_opt = { deploykf_minio: { enabled: false } };
  return block;
}

const defaultAuth = "deploykf_core.deploykf_profiles_generator.profileDefaults.tools.kubeflowPipelines.objectStoreAuth";

describe.each(["iam-users", "existing"])("the guide's values, keySource %s", (keySource) => {
  const auth = { mode: "keys", keySource };

  it("OPTION 1 for profiles and OPTION 2 for the backend: as the guide has them", () => {
    expect(blockOf(config("auth", { ...auth, profileKeys: "shared" }))).toEqual(expected());
  });

  it("OPTION 2 for profiles: the guide's template", () => {
    const block = expected();
    at(block, defaultAuth).existingSecret = "kubeflow-pipelines--profile-object-store-auth--{profile_name}";
    const named = blockOf(config("auth", auth), config("secrets.profileName", at(block, defaultAuth).existingSecret));
    const byDefault = blockOf(config("auth", auth), without("secrets.profileName"));

    expect(named).toEqual(block);
    expect(byDefault).toEqual(block);
  });

  it("a profile that overrides the default: its whole entry, with the guide's four values", () => {
    const entry = { name: "my-profile", members: [], tools: { kubeflowPipelines: { other: 1 }, another: true } };
    const block = blockOf(
      config("auth", { ...auth, profileKeys: "shared" }),
      profiles(entry, "other"),
      config("profiles.overrides", {
        "my-profile": { auth: "keys", secret: { name: "my-secret", namespace: "mine" } },
      }),
    );
    const objectStoreAuth = {
      existingSecret: "my-secret",
      existingSecretNamespace: "mine",
      existingSecretAccessKeyKey: "access_key",
      existingSecretSecretKeyKey: "secret_key",
    };

    const whole = expected();
    at(whole, "deploykf_core.deploykf_profiles_generator").profiles = [
      { ...entry, tools: { ...entry.tools, kubeflowPipelines: { other: 1, objectStoreAuth } } },
      { name: "other" },
    ];
    expect(block).toEqual(whole);
  });
});

it("OPTION 1 for the backend: accessKey and secretKey, masked in the plan, and no Secret from a file before", () => {
  const before = values("kubeflow_tools.pipelines.objectStore.auth", { fromEnv: true, existingSecret: "before" });
  const block = blockOf(
    before,
    config("auth", { mode: "keys", profileKeys: "shared", backendKey: "inline" }),
    config("secrets", { namespace: "my-namespace", profileName: "my-secret-name" }),
  );
  const whole = expected();
  at(whole, "kubeflow_tools.pipelines.objectStore").auth = {
    fromEnv: false,
    accessKey: "[secret]",
    secretKey: "[secret]",
    existingSecret: "",
  };

  expect(block).toEqual(whole);
});

it("deployKF before 0.1.5: minioFix is switched off, as the guide's note says", () => {
  const block = blockOf(config("auth", { mode: "keys", profileKeys: "shared" }), config("deploykf.version", "0.1.4"));
  const whole = expected();
  at(whole, "kubeflow_tools.pipelines").kfpV2 = { minioFix: false };

  expect(block).toEqual(whole);
});

it("our own names and keys are written as they are made", () => {
  const names = { accessKeyKey: "id", secretKeyKey: "key", backendAccessKeyKey: "ID", backendSecretKeyKey: "KEY" };
  const block = blockOf(
    config("auth", { mode: "keys" }),
    config("secrets", { ...names, namespace: "mine", profileName: "p-{profile_name}", backendName: "b" }),
  );

  expect(at(block, defaultAuth)).toEqual({
    existingSecret: "p-{profile_name}",
    existingSecretNamespace: "mine",
    existingSecretAccessKeyKey: "id",
    existingSecretSecretKeyKey: "key",
  });
  expect(at(block, "kubeflow_tools.pipelines.objectStore.auth")).toEqual({
    fromEnv: false,
    existingSecret: "b",
    existingSecretAccessKeyKey: "ID",
    existingSecretSecretKeyKey: "KEY",
  });
});
