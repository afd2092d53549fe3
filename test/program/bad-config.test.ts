import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { ProblemsError } from "../../base/problems/problem.js";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { modes } from "../support/baseline.js";
import { tryProgram } from "../support/program.js";
import { stackWith } from "../support/scenarios.js";
import type { TestStack } from "../support/stack.js";

/** What the engine shows of a run on bad input: the message alone, and nothing registered. */
async function refusal(stack: TestStack, preview: boolean): Promise<string> {
  const { errors, resources, calls } = await tryProgram(stack, { preview });
  const [error] = errors;
  expect(errors).toHaveLength(1);
  if (!pulumi.RunError.isInstance(error)) throw error;
  expect({ resources, calls }).toEqual({ resources: [], calls: [] });
  return error.message;
}

function offlineRefusal({ root, stack }: TestStack): string {
  try {
    planOffline(root, stack);
  } catch (error) {
    if (error instanceof ProblemsError) return error.message;
    throw error;
  }
  throw new Error("the offline plan takes it");
}

const cluster = (issuerUrl: string) => ({ source: "oidc", issuerUrl });
const deploykf = { version: "0.1.5", valuesFiles: ["values.yaml"], embeddedMinio: "remove" };

const broken: readonly (readonly [what: string, stack: () => TestStack, codes: readonly string[]])[] = [
  ["an account read as a number", () => stackWith({ accountId: 111122223333 }), ["config-type"]],
  ["no region", () => stackWith({ "aws:region": undefined }), ["config-missing"]],
  ["an unknown key", () => stackWith({ bucket: { name: "acme-test", regoin: "eu-west-1" } }), ["config-unknown-key"]],
  ["a bucket's name", () => stackWith({ bucket: { name: "Acme_Test" } }), ["bucket-name"]],
  ["an issuer", () => stackWith({ cluster: cluster("http://oidc.example.com") }), ["issuer-url"]],
  ["a values file", () => stackWith({ deploykf: { ...deploykf, valuesFiles: ["no.yaml"] } }), ["values-file-missing"]],
  ["a values file's content", () => stackWith({}, "deploykf_core: [1"), ["yaml-invalid"]],
  ["a release", () => stackWith({ deploykf: { ...deploykf, version: "0.9" } }), ["deploykf-version"]],
  [
    "three at once",
    () =>
      stackWith({ accountId: "1234", bucket: { name: "acme..test" }, cluster: cluster("https://oidc.example.com/") }),
    ["account-id", "bucket-name", "issuer-url"],
  ],
];

test.each(broken)("%s: the engine shows what the offline plan shows, without a stack trace", async (_, make, codes) => {
  const stack = make();
  const offline = offlineRefusal(stack);

  expect([...offline.matchAll(/error\[([a-z-]+)\]/g)].map(([, code]) => code)).toEqual(codes);
  expect(offline).not.toMatch(/^\s+at /m);
  for (const [, preview] of modes) expect(await refusal(stack, preview)).toBe(`\n${offline}`);
});

test("the whole report of two mistakes, each at its place", async () => {
  const stack = stackWith({ accountId: "1234", cluster: cluster("https://oidc.example.com/") });

  expect(await refusal(stack, false)).toBe(`
error[account-id]: accountId is "1234"
 --> Pulumi.test.yaml:4:41
4 |     "deploykf-object-store:accountId": "1234",
  |                                         ^^^^
  = rule: an AWS account id has exactly 12 digits
  = mend: aws sts get-caller-identity --query Account --output text
          (docs/troubleshooting.md#account-id)

error[issuer-url]: cluster.issuerUrl is "https://oidc.example.com/"
  --> Pulumi.test.yaml:11:21
11 |       "issuerUrl": "https://oidc.example.com/"
   |                     ^^^^^^^^^^^^^^^^^^^^^^^^^
   = rule: no slash at the end: IAM compares the issuer to the letter
   = mend: write https://oidc.example.com (docs/troubleshooting.md#issuer-url)

2 problems. Nothing was planned and nothing was changed.`);
});

test("config that the stack's file doesn't have is checked all the same, without a place", async () => {
  const stack = stackWith();
  const config = { ...stack.config, "deploykf-object-store:accountId": "1234" };

  expect(await refusal({ ...stack, config }, false)).toContain('error[account-id]: accountId is "1234"');
});
