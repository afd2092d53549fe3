import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainSecrets } from "../../base/input/plain-secrets.js";
import { onlyProblem } from "../support/problem.js";
import { config, edit, warningsOf } from "../support/project.js";

const planted = "PLANTED-secret";

describe("a secret in plain text", () => {
  test.each([
    ["aws:secretKey", planted],
    ["aws:accessKey", planted],
    ["datadog:appKey", planted],
    ["cloudflare:apiToken", planted],
    ["azure-native:clientSecret", planted],
    ["vault:token", 12345678],
    ["grafana:auth", planted],
    ["aws:httpProxy", `http://me:${planted}@proxy:3128`],
    ["aws:assumeRoleWithWebIdentity", JSON.stringify({ webIdentityToken: planted })],
    ["kubernetes:kubeconfig", `users:\n- name: a\n  user:\n    token: ${planted}\n`],
    ["gcp:credentials", JSON.stringify({ type: "service_account", private_key: planted })],
  ])("%s is refused, and not shown", (key, value) => {
    const problem = onlyProblem(config(key, value));

    expect(problem).toMatchObject({ code: "key-plain-text", message: expect.stringContaining(key) });
    expect(JSON.stringify(problem)).not.toContain(planted);
  });

  test("in a map or list is named by its path", () => {
    const { message, mend } = onlyProblem(config("docker:registryAuth", [{ address: "r", password: planted }]));

    expect(message).toBe("docker:registryAuth[0].password stands in plain text in the stack's file");
    expect(mend).toContain("--secret --path 'docker:registryAuth[0].password'");
  });

  test.each([
    "aws:token: PLANTED-secret",
    "aws:token: {value: PLANTED-secret}",
    "aws:token: {default: PLANTED-secret}",
  ])("stands in Pulumi.yaml: %s", (line) => {
    const problem = onlyProblem(edit("Pulumi.yaml", /^config:\n/m, `config:\n  ${line}\n`));

    expect(problem).toMatchObject({ code: "key-plain-text", message: "aws:token stands in plain text in Pulumi.yaml" });
    expect(JSON.stringify(problem)).not.toContain(planted);
  });

  test("encrypted it is taken, wherever it stands", () => {
    const secure = { secure: "v1:AAAAAAAAAAAAAAAA:AAAA" };
    const names = fc.constantFrom("token", "password", "secretKey", "credentials", "x");
    const value = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, fc.constant(secure), fc.array(tie("tree")), fc.dictionary(names, tie("tree"))),
    })).tree;

    fc.assert(
      fc.property(names, value, (name, given) => {
        expect(plainSecrets(`any:${name}`, given)).toEqual([]);
      }),
    );
  });
});

test.each([
  ["aws:profile", "dev"],
  ["aws:assumeRole", { roleArn: "arn:aws:iam::111122223333:role/x", externalId: "acme" }],
  ["aws:assumeRoleWithWebIdentity", { webIdentityTokenFile: "/var/run/token" }],
  ["aws:defaultTags", { tags: { token: "a", secret: "b" } }],
  ["aws:skipCredentialsValidation", true],
  ["gcp:credentials", "~/key.json"],
  ["kubernetes:kubeconfig", "~/.kube/config"],
  ["kubernetes:kubeconfig", "users:\n- user:\n    exec:\n      command: aws\n"],
  ["x:secret", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a"],
  ["x:token", ""],
  ["x:publicKey", "abc"],
])("%s of %j is no secret", (key, value) => {
  expect(warningsOf(config(key, value))).toEqual([]);
});
