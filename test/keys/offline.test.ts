import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { command, edit } from "../support/command.js";
import { encrypted, plain } from "../support/key-changes.js";
import { keyStack, providedFor } from "../support/key-stacks.js";
import { inTools, keyBlock, profileName, secretRef, templateName } from "../support/key-values.js";
import { removal } from "../support/plan-text.js";

const provided = { auth: { mode: "keys", keySource: "provided" } };
const all = providedFor("team-1", "team-2");

interface JsonPlan {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly inputs: Record<string, unknown>;
  }[];
  readonly [key: string]: unknown;
}

/** The command on the stack's files, in which keys are encrypted and nothing else is. */
async function run(stack: { readonly root: string }, ...args: string[]) {
  const { stdout, stderr, exitCode } = await command(["--stack", "test", ...args], { cwd: stack.root });
  return { stdout, stderr, exitCode };
}

async function jsonOf(stack: { readonly root: string }): Promise<JsonPlan> {
  const { stdout, ...rest } = await run(stack, "--format", "json");
  expect(rest).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout);
}

const inputsOf = ({ resources }: JsonPlan, type: string) =>
  Object.fromEntries(resources.filter((one) => one.type === type).map(({ name, inputs }) => [name, inputs]));

const secretInputs = (name: string, principal: string, stringData: unknown) => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: {
    name,
    namespace: "kubeflow",
    labels: { "app.kubernetes.io/managed-by": "deploykf-object-store" },
    annotations: { "deploykf-object-store/principal": principal },
  },
  type: "Opaque",
  stringData,
});

describe("encrypted keys are there, and masked; everything else is exact", () => {
  const masked = { access_key: "[secret]", secret_key: "[secret]" };
  const secrets = {
    "kubeflow-backend": secretInputs("kubeflow-pipelines--backend-object-store-auth", "backend", {
      AWS_ACCESS_KEY_ID: "[secret]",
      AWS_SECRET_ACCESS_KEY: "[secret]",
    }),
    "kubeflow-profile-team-1": secretInputs(profileName("team-1"), "profile team-1", masked),
    "kubeflow-profile-team-2": secretInputs(profileName("team-2"), "profile team-2", masked),
  };

  test.each([
    ["each value", all],
    ["keys as a whole", ""],
  ])("%s", async (_, keys) => {
    const plan = await jsonOf(keyStack({ ...provided, keys }));

    expect(inputsOf(plan, "kubernetes:core/v1:Secret")).toEqual(secrets);
    expect(plan.values).toEqual(keyBlock({ profileDefaults: inTools(secretRef(templateName)) }));
    expect([plan.unknown, plan.warnings]).toEqual([[], []]);
    expect(JSON.stringify(plan)).not.toContain(encrypted.secure);
  });

  test("in the text and the values, too; the plans are the same", async () => {
    for (const args of [[], ["--format", "values"], ["--show", "access"]]) {
      const single = await run(keyStack({ ...provided, keys: all }), ...args);
      const whole = await run(keyStack({ ...provided, keys: "" }), ...args);

      expect(single).toMatchObject({ stderr: "", exitCode: 0 });
      expect(single.stdout).not.toContain(encrypted.secure);
      expect(whole).toEqual(single);
    }
  });

  test("keys that are made are not known yet, and the SDK's words for that aren't shown", async () => {
    const plan = await jsonOf(keyStack());

    expect(inputsOf(plan, "kubernetes:core/v1:Secret")).toEqual({
      ...Object.fromEntries(
        Object.entries(secrets).map(([name, one]) => [name, { ...one, stringData: "<known after apply>" }]),
      ),
    });
    expect(JSON.stringify(plan)).not.toMatch(/04da6b54|4dabf181/);
  });
});

describe("an inline key", () => {
  const inline = (keys?: unknown) =>
    keyStack(
      keys === undefined
        ? { auth: { mode: "keys", backendKey: "inline" } }
        : { auth: { ...provided.auth, backendKey: "inline" }, keys },
    );
  const maskedKey = { fromEnv: false, accessKey: "[secret]", secretKey: "[secret]", existingSecret: "" };
  const refusal = `warning[inline-key]: the backend's key stands in plain text in the values block
error[inline-masked]: the values hold the backend's key, which is masked here
  = rule: the offline plan decrypts nothing, and a file with a masked key would
          be deployed
  = mend: write the file from the stack, for you alone to read:
          (docs/troubleshooting.md#inline-masked)
    pulumi stack output deploykfValues --show-secrets --stack test | npm -s run values -- write --stack test --allow-secrets
`;

  test.each([
    ["made", undefined],
    ["provided", all],
    ["provided, encrypted as a whole", ""],
  ])("%s: --format values prints the masked block, 1, and the command that prints the real one", async (_, keys) => {
    const { stdout, ...rest } = await run(inline(keys), "--format", "values");

    expect(rest).toEqual({ stderr: refusal, exitCode: 1 });
    expect(load(stdout)).toEqual(keyBlock({ profileDefaults: inTools(secretRef(templateName)) }, maskedKey));
  });

  test("--output leaves a file as it is: a masked key must not be deployed", async () => {
    const stack = inline();
    const file = join(stack.root, "block.yaml");

    expect(await run(stack, "--format", "values", "--output", "block.yaml")).toEqual({
      stdout: "",
      stderr: refusal,
      exitCode: 1,
    });
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, "from before");
    await run(stack, "--format", "values", "--output", "block.yaml");
    expect(readFileSync(file, "utf8")).toBe("from before");
  });

  test("the text shows the masked block, and the command that prints the real one", async () => {
    const { stdout, exitCode } = await run(inline());

    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      '        accessKey: "[secret]"\n        secretKey: "[secret]"\n        existingSecret: ""\n',
    );
    expect(stdout.slice(stdout.indexOf("\nNext"))).toBe(`
Next
  pulumi up --stack test     (the first time: pulumi stack init test)
  pulumi stack output deploykfValues --show-secrets --stack test | npm -s run values -- write --stack test --allow-secrets
${removal}`);
  });
});

test("a key in plain text in the file is refused in every format, and shown in none", async () => {
  const stack = keyStack({ ...provided, keys: all });
  for (const half of [plain.accessKey, plain.secretKey]) {
    edit(
      stack.root,
      "Pulumi.test.yaml",
      JSON.stringify(encrypted, undefined, 2).replaceAll("\n", `\n${" ".repeat(8)}`),
      `"${half}"`,
    );
  }
  for (const args of [[], ["--format", "json"], ["--format", "values"], ["--show", "up-policy"]]) {
    const { stdout, stderr, exitCode } = await run(stack, ...args);

    expect(exitCode).toBe(2);
    expect(stderr.match(/error\[key-plain-text\]: \S+/g)).toEqual([
      "error[key-plain-text]: keys.backend.accessKey",
      "error[key-plain-text]: keys.backend.secretKey",
    ]);
    for (const half of Object.values(plain)) expect(stdout + stderr).not.toContain(half);
  }
});
