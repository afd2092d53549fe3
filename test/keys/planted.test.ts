import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { madeSecret } from "../support/cloud.js";
import { unwrapped } from "../support/expected-keys.js";
import { keyStack, planted, providedFor } from "../support/key-stacks.js";
import { inTools, keyBlock, secretRef, templateName } from "../support/key-values.js";
import { type ProgramRun, runProgram, tryProgram, unknown } from "../support/program.js";

const marker = "4dabf18193072939515e22adb298388d";

/** A value with everything that is marked as a secret cut out: what the engine would keep, and show, in plain. */
function inPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPlain);
  if (typeof value !== "object" || value === null) return value;
  if (marker in value) return "(secret)";
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inPlain(part)]));
}

/** Everything that a run writes: state, outputs, component outputs, calls, log, errors. */
function written({ resources, outputs, componentOutputs, calls, log, errors }: ProgramRun): string {
  return JSON.stringify(inPlain({ resources, outputs, componentOutputs, calls, log, errors: errors.map(String) }));
}

const users = ["backend", "profile-team-1", "profile-team-2"];
const who = ["backend", "team-1", "team-2"];
const sources = {
  "iam-users": {
    config: {},
    secrets: users.flatMap((key) => ["b", "a"].map((slot) => madeSecret(`kubeflow-${key}.${slot}`))),
  },
  provided: {
    config: { keys: providedFor("team-1", "team-2") },
    secrets: who.flatMap((one) => Object.values(planted(one))),
  },
} as const;

const rows = {
  "in Secrets": {},
  "the backend's inline": { backendKey: "inline" },
} as const;

describe.each(Object.keys(sources) as (keyof typeof sources)[])("planted keys, %s", (keySource) => {
  const { config, secrets } = sources[keySource];
  const slots = keySource === "iam-users" ? { slots: { active: "b", retiring: "a" } } : {};

  describe.each(Object.entries(rows))("%s", (_, row) => {
    const stack = () => keyStack({ ...config, auth: { mode: "keys", keySource, ...slots, ...row } });

    test.each(modes)("stand in plain text nowhere: %s", async (_, preview) => {
      const text = written(await runProgram(stack(), { preview }));

      for (const secret of secrets) expect(text).not.toContain(secret);
    });

    test("the look finds them where nothing is marked, or it would show nothing", async () => {
      const { resources, outputs } = await runProgram(stack());
      const text = JSON.stringify({ resources, outputs });
      const used = secrets.filter((secret) => !secret.endsWith(`.a/0123456789+abcdefghij`));

      for (const secret of used) expect(text).toContain(secret);
    });
  });
});

test("a run that AWS refuses says nothing of the keys that it had read", async () => {
  const stack = keyStack({ keys: providedFor("team-1", "team-2"), auth: { mode: "keys", keySource: "provided" } });
  const run = await tryProgram(stack, { cloud: { accountId: "999999999999" } });

  expect(run.errors).toHaveLength(1);
  expect(String(run.errors[0])).toContain("error[account-mismatch]");
  for (const one of who) for (const text of Object.values(planted(one))) expect(written(run)).not.toContain(text);
});

describe("the values with an inline key", () => {
  const generator = { profileDefaults: inTools(secretRef(templateName)) };
  const block = (key: object) => keyBlock(generator, { fromEnv: false, ...key, existingSecret: "" });

  test("provided: a secret output, as a text and as an object, and right when unwrapped", async () => {
    const keys = providedFor("team-1", "team-2");
    const auth = { mode: "keys", keySource: "provided", backendKey: "inline" };
    for (const [, preview] of modes) {
      const { outputs } = await runProgram(keyStack({ keys, auth }), { preview });
      const { accessKey, secretKey } = planted("backend");

      expect(unwrapped(outputs)).toEqual({
        bucketName: "acme-test-pipelines",
        profileRoleArns: {},
        deploykfValuesObject: { secret: block(planted("backend")) },
        deploykfValues: {
          secret: `# deployKF 0.1.5 values for the object store: project deploykf-object-store, stack test.
# Generated; edit the stack config instead, and make it again with
#   pulumi stack output deploykfValues --show-secrets --stack test | npm -s run values -- write --stack test --allow-secrets
# Applying it removes the embedded MinIO and all data in it, where the cluster has one.
deploykf_core:
  deploykf_profiles_generator:
    profileDefaults:
      tools:
        kubeflowPipelines:
          objectStoreAuth:
            existingSecret: kubeflow-pipelines--profile-object-store-auth--{profile_name}
            existingSecretNamespace: kubeflow
            existingSecretAccessKeyKey: access_key
            existingSecretSecretKeyKey: secret_key
deploykf_opt:
  deploykf_minio:
    enabled: false
kubeflow_tools:
  pipelines:
    bucket:
      name: acme-test-pipelines
      region: eu-west-1
    objectStore:
      useExternal: true
      host: s3.eu-west-1.amazonaws.com
      port: ""
      useSSL: true
      auth:
        fromEnv: false
        accessKey: ${accessKey}
        secretKey: ${secretKey}
        existingSecret: ""`,
        },
      });
    }
  });

  test("made: secret and right at apply, unknown in a first preview", async () => {
    const stack = () => keyStack({ auth: { mode: "keys", backendKey: "inline" } });
    const applied = await runProgram(stack());
    const preview = await runProgram(stack(), { preview: true });
    const key = { accessKey: "kubeflow-backend.initial-id", secretKey: madeSecret("kubeflow-backend.initial") };

    expect(unwrapped(applied.outputs.deploykfValuesObject)).toEqual({ secret: block(key) });
    expect(preview.outputs).toMatchObject({ deploykfValuesObject: unknown, deploykfValues: unknown });
  });

  test("without one they are no secret, and known in a first preview", async () => {
    const { outputs } = await runProgram(keyStack(), { preview: true });

    expect(outputs.deploykfValuesObject).toEqual(keyBlock(generator));
    expect(outputs.deploykfValues).toMatch(/^# deployKF /);
  });
});
