import { describe, expect, test } from "vitest";
import { madeSecret } from "../support/cloud.js";
import { type DescribedKey, describedKeys } from "../support/expected-keys.js";
import { keyStack } from "../support/key-stacks.js";
import { type ProgramRun, runProgram } from "../support/program.js";

const steps = [{ active: "2026-05" }, { active: "2026-11", retiring: "2026-05" }, { active: "2026-11" }] as const;

/** A run for each step, as three successive `pulumi up`. */
function runs(auth: object = {}, preview = false): Promise<ProgramRun[]> {
  return Promise.all(
    steps.map((slots) => runProgram(keyStack({ auth: { mode: "keys", slots, ...auth } }), { preview })),
  );
}

/** By user, the names of its keys; they are what the engine compares between two runs. */
function keysOf({ resources }: ProgramRun): Record<string, string[]> {
  const keys = resources.filter(({ type }) => type === "aws:iam/accessKey:AccessKey");
  const users = [...new Set(keys.map(({ inputs }) => String(inputs.user)))];
  return Object.fromEntries(
    users.map((user) => [
      user,
      keys.filter(({ inputs }) => inputs.user === user).map(({ urn }) => urn.split("::")[3] ?? ""),
    ]),
  );
}

function secretsOf(run: ProgramRun): [string, DescribedKey][] {
  return Object.entries(describedKeys(run)).filter(([name]) => name.startsWith("Secret "));
}

const content = (key: string, names: readonly [string, string] = ["access_key", "secret_key"]) => ({
  secret: { [names[0]]: `${key}-id`, [names[1]]: madeSecret(key) },
});

/** Without what a rotation is meant to change. */
function butKeys(run: ProgramRun): [string, unknown][] {
  const all = Object.entries(describedKeys(run)).filter(([name]) => !name.startsWith("AccessKey "));
  return all.map(([name, one]) => {
    const { stringData: _, ...inputs } = one.inputs as Record<string, unknown>;
    return [name, { ...one, inputs, dependsOn: one.dependsOn?.filter((other) => !other.startsWith("AccessKey ")) }];
  });
}

describe("a rotation, as three successive runs", () => {
  test("one key, then the new one beside it, then the new one alone: never a third", async () => {
    const users = (...slots: string[]) =>
      Object.fromEntries(
        ["backend", "profile-team-1", "profile-team-2"].map((key) => [
          `kf-test-${key}`,
          slots.map((slot) => `kubeflow-${key}.${slot}`),
        ]),
      );

    expect((await runs()).map(keysOf)).toEqual([users("2026-05"), users("2026-11", "2026-05"), users("2026-11")]);
  });

  test("the key that stays is the same resource in each run, so that the engine keeps it", async () => {
    const described = (await runs()).map(describedKeys);

    for (const key of ["backend", "profile-team-1", "profile-team-2"]) {
      const [before, old, made, last] = [
        described[0]?.[`AccessKey kubeflow-${key}.2026-05`],
        described[1]?.[`AccessKey kubeflow-${key}.2026-05`],
        described[1]?.[`AccessKey kubeflow-${key}.2026-11`],
        described[2]?.[`AccessKey kubeflow-${key}.2026-11`],
      ];
      expect(before).toBeDefined();
      expect(old).toEqual(before);
      expect(last).toEqual(made);
    }
  });

  test("the Secrets hold the active key, whole: they switch with step 1, and step 2 leaves them alone", async () => {
    const contents = (await runs()).map((run) =>
      Object.fromEntries(
        secretsOf(run).map(([name, { inputs }]) => [name, (inputs as { stringData: unknown }).stringData]),
      ),
    );
    const all = (slot: string) => ({
      "Secret kubeflow-backend": content(`kubeflow-backend.${slot}`, ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]),
      "Secret kubeflow-profile-team-1": content(`kubeflow-profile-team-1.${slot}`),
      "Secret kubeflow-profile-team-2": content(`kubeflow-profile-team-2.${slot}`),
    });

    expect(contents).toEqual([all("2026-05"), all("2026-11"), all("2026-11")]);
  });

  test("nothing else changes: users, policies, names of Secrets, the cluster, the values", async () => {
    const [first, ...others] = await runs();
    if (!first) throw new Error("no run");

    for (const run of others) {
      expect(butKeys(run)).toEqual(butKeys(first));
      expect(run.outputs).toEqual(first.outputs);
    }
  });

  test("Secrets are made anew by name in no run: they are mutable, and updated in place", async () => {
    for (const run of await runs()) {
      const provider = run.resources.find(({ name }) => name === "kubeflow-secrets");
      expect(provider?.inputs).toMatchObject({ enableSecretMutable: "true", enableServerSideApply: "true" });
      expect(secretsOf(run).map(([, { inputs }]) => inputs)).not.toContainEqual(
        expect.objectContaining({ immutable: expect.anything() }),
      );
    }
  });

  test("with the backend's key inline the values change with step 1 alone, and are secret throughout", async () => {
    const values = (await runs({ backendKey: "inline" })).map(({ outputs }) => outputs.deploykfValues as object);
    const texts = values.map((value) => ("value" in value ? String(value.value) : ""));

    expect(texts[0]).toContain(madeSecret("kubeflow-backend.2026-05"));
    expect(texts[1]).toBe(texts[0]?.replaceAll("kubeflow-backend.2026-05", "kubeflow-backend.2026-11"));
    expect(texts[2]).toBe(texts[1]);
  });
});

test("names of keys stay apart where a slot begins as a profile's name goes on", async () => {
  const values = `deploykf_core: { deploykf_profiles_generator: { profiles: [{ name: team }, { name: team-1 }] } }`;
  const run = await runProgram(keyStack({ auth: { mode: "keys", slots: { active: "a", retiring: "1-a" } } }, values));

  expect(keysOf(run)).toMatchObject({
    "kf-test-profile-team": ["kubeflow-profile-team.a", "kubeflow-profile-team.1-a"],
    "kf-test-profile-team-1": ["kubeflow-profile-team-1.a", "kubeflow-profile-team-1.1-a"],
  });
});

test("a first preview shows the same keys", async () => {
  const names = (run: ProgramRun) => run.resources.map(({ urn }) => urn);
  const [applies, previews] = [await runs(), await runs({}, true)];

  expect(previews.map(names).map((urns) => urns.sort())).toEqual(applies.map(names).map((urns) => urns.sort()));
});
