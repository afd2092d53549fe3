import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { keyStack, planted, providedFor, withDecrypted } from "../support/key-stacks.js";
import { tryProgram } from "../support/program.js";
import type { TestStack } from "../support/stack.js";
import { oneProblem } from "../support/text.js";

const auth = { mode: "keys", keySource: "provided" };
const all = providedFor("team-1", "team-2");
const { accessKey, secretKey } = planted("backend");

/** What a run of the engine shows; nothing is registered then, and no value is shown. */
async function refusalOf(stack: TestStack, values: readonly string[]): Promise<string> {
  const shown: string[] = [];
  for (const [, preview] of modes) {
    const { errors, resources, log } = await tryProgram(stack, { preview });
    expect({ resources, log, errors: errors.length }).toEqual({ resources: [], log: [], errors: 1 });
    shown.push(String(errors[0]));
  }
  expect(shown[0]).toBe(shown[1]);
  for (const value of values) expect(shown[0]).not.toContain(value.trim());
  return shown[0]?.slice(shown[0].indexOf("error[")) ?? "";
}

function backend(pair: { readonly accessKey: string; readonly secretKey: string }): Promise<string> {
  const given = Object.values(pair).filter((text) => text.trim() !== "");
  return refusalOf(keyStack({ auth, keys: { ...all, backend: pair } }), given);
}

const halves: readonly (readonly [what: string, accessKey: string, secretKey: string, part: string, rule: string])[] = [
  ["an empty access key id", "", secretKey, "accessKey", "it is empty"],
  ["an empty secret key", accessKey, "", "secretKey", "it is empty"],
  ["blanks in the id", "AKIA PLANTED", secretKey, "accessKey", "it has blanks, or ends with a line break"],
  ["blanks around the secret", accessKey, ` ${secretKey}`, "secretKey", "it has blanks, or ends with a line break"],
  ["a line break behind the id", `${accessKey}\n`, secretKey, "accessKey", "it has blanks, or ends with a line break"],
  [
    "a line break behind the secret",
    accessKey,
    `${secretKey}\n`,
    "secretKey",
    "it has blanks, or ends with a line break",
  ],
  ["nothing but a line break", accessKey, "\n", "secretKey", "it has blanks, or ends with a line break"],
];

const places = {
  accessKey: `  --> Pulumi.test.yaml:27:10
      27 |          accessKey
         |          ^^^^^^^^^`,
  secretKey: `  --> Pulumi.test.yaml:30:10
      30 |          secretKey
         |          ^^^^^^^^^`,
};

describe("a provided key that can't be one, seen when the engine has decrypted it", () => {
  test.each(halves)("%s", async (_, id, secret, part, rule) => {
    expect(await backend({ accessKey: id, secretKey: secret })).toBe(
      oneProblem(`
      error[key-value]: keys.backend.${part} can't be ${part === "accessKey" ? "an access key id" : "a secret key"}
      ${part === "accessKey" ? places.accessKey : places.secretKey}
         = rule: ${rule}
         = mend: store it again: pulumi config set --stack test --secret --path
                 'keys.backend.${part}' (docs/troubleshooting.md#key-value)
    `),
    );
  });

  test.each([
    ["swapped", secretKey, accessKey],
    ["a secret that was cut off", accessKey, "PLANTED"],
  ])("%s", async (_, id, secret) => {
    expect(await backend({ accessKey: id, secretKey: secret })).toBe(
      oneProblem(`
      error[key-value]: keys.backend.secretKey can't be a secret key
        --> Pulumi.test.yaml:26:8
      26 |        backend
         |        ^^^^^^^
         = rule: it is shorter than its access key id: the two may be swapped
         = mend: store both again: pulumi config set --stack test --secret --path
                 'keys.backend.accessKey', and the same for secretKey
                 (docs/troubleshooting.md#key-value)
    `),
    );
  });

  test("both halves at once, and of two principals: each is reported", async () => {
    const broken = { accessKey: "", secretKey: `${secretKey}\n` };
    const keys = { backend: broken, profiles: { ...all.profiles, "team-2": broken } };
    const report = await refusalOf(keyStack({ auth, keys }), [secretKey]);

    expect(report.match(/keys\.\S+ can't be/g)).toEqual([
      "keys.backend.accessKey can't be",
      "keys.backend.secretKey can't be",
      "keys.profiles.team-2.accessKey can't be",
      "keys.profiles.team-2.secretKey can't be",
    ]);
  });
});

describe("keys that are encrypted as a whole, seen when the engine has decrypted them", () => {
  const whole = (keys: unknown) => withDecrypted(keyStack({ auth, keys: "" }), keys);

  test("a principal is missing", async () => {
    expect(await refusalOf(whole({ ...all, backend: undefined }), [secretKey])).toBe(
      oneProblem(`
      error[key-missing]: the key of backend is missing: keys.backend
        --> Pulumi.test.yaml:25:6
      25 |      deploykf-object-store:keys
         |      ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: with keySource provided every principal needs its key
         = mend: pulumi config set --stack test --secret --path
                 'keys.backend.accessKey', and the same for secretKey
                 (docs/troubleshooting.md#key-missing)
    `),
    );
  });

  test("no map at all", async () => {
    expect(await refusalOf(whole(`${accessKey}:${secretKey}`), [accessKey, secretKey])).toBe(
      oneProblem(`
      error[config-type]: keys has the wrong shape
        --> Pulumi.test.yaml:25:6
      25 |      deploykf-object-store:keys
         |      ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: expected a map
         = mend: keys: { backend: { accessKey, secretKey }, profiles: { NAME: {
                 accessKey, secretKey } } } (docs/troubleshooting.md#config-type)
    `),
    );
  });

  test("a key as a name", async () => {
    const report = await refusalOf(whole({ ...all, [accessKey]: secretKey }), [accessKey, secretKey]);

    expect(report).toContain("error[config-unknown-key]: something in keys isn't a key of the stack config\n");
  });
});
