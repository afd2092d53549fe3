import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeYaml } from "../../base/yaml/write.js";
import { withoutKey } from "../../cli/values-key.js";

const header =
  "# deployKF 0.1.5 values for the object store: project p, stack dev.\n# Generated; edit the stack config instead, and make it again with\n#   npm -s start -- --stack dev\n";
const values = (auth: unknown) => ({
  kubeflow_tools: { pipelines: { bucket: { name: "acme" }, objectStore: { host: "x", auth } } },
});
const ours = (auth: unknown) => header + writeYaml(values(auth));
const secret = "wJalrXUtnFEMIK7MDENG";

describe("a values text without its key", () => {
  test("is the same text with masks, where it is as this program writes it", () => {
    const auth = { fromEnv: false, accessKey: "AKIAEXAMPLE", secretKey: secret, existingSecret: "" };
    const mask = "[secret]";
    expect(withoutKey(ours(auth))?.replace(/(accessKey|secretKey): .*/g, `$1: ${mask}`)).toBe(
      ours(auth).replace(/(accessKey|secretKey): .*/g, `$1: ${mask}`),
    );
    expect(withoutKey(ours(auth))).not.toMatch(/AKIA|wJalr/);
    expect(withoutKey("")).toBe("");
  });

  test.each([
    [
      "a flow map",
      `${header}kubeflow_tools: {pipelines: {objectStore: {auth: {accessKey: a, secretKey: ${secret}}}}}\n`,
    ],
    ["a quoted key", ours({ secretKey: secret }).replace("secretKey", '"secretKey"')],
    ["digits", ours({ secretKey: "12345678901234567890" }).replaceAll('"', "")],
    ["a comment", `${ours({ fromEnv: true })}# ${secret}\n`],
    ["a comment in the header", `# ${secret}\n${ours({ fromEnv: true })}`],
    ["an anchor", ours({ secretKey: secret }).replace(secret, `&${secret} x`)],
    [
      "a merge key",
      ours({ secretKey: secret }).replace("secretKey: ", "<<: {secretKey: ").replace(secret, `${secret}}`),
    ],
    ["a block scalar", ours({ secretKey: secret }).replace(` ${secret}`, ` >-\n          ${secret}`)],
    ["a name", ours({ [secret]: "x" })],
    ["another name", ours({ secretkey: secret })],
    ["another shape", ours([secret])],
    ["one plain value", ours(secret)],
    ["a map as the key", ours({ secretKey: { value: secret } })],
    ["a YAML error", `${ours({ secretKey: secret })}x: [\n`],
    ["two keys", ours({ secretKey: secret }).replace(/( +)secretKey.*\n/, "$&$&")],
    ["two documents", `${ours({ secretKey: secret })}---\nx: ${secret}\n`],
    ["another place", header + writeYaml({ note: secret, ...values({ secretKey: secret }) })],
  ])("never shows one: %s", (_, text) => {
    expect(withoutKey(text) ?? "").not.toMatch(/wJalr|1234567890/);
  });

  test("never shows any key, whatever it is made of", () => {
    const key = fc.string({ unit: "binary", minLength: 6 }).filter((text) => text.trim().length > 5);
    fc.assert(
      fc.property(key, key, (accessKey, secretKey) => {
        const text = withoutKey(ours({ fromEnv: false, accessKey, secretKey })) ?? "";
        expect(text.includes(accessKey) || text.includes(secretKey)).toBe(false);
      }),
    );
  });
});
