import { load } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalJson } from "../../base/yaml/json.js";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { documentsOf, isWide } from "../support/policies.js";
import { type ProgramRun, runProgram, unknown } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

const names = Object.keys(scenarios) as (keyof typeof scenarios)[];

describe.each(names)("%s", (scenario) => {
  const stack = scenarios[scenario]();
  let apply: ProgramRun;
  let preview: ProgramRun;
  beforeAll(async () => {
    apply = await runProgram(stack);
    preview = await runProgram(stack, { preview: true });
  });

  test("a first preview shows every resource: none is made in an apply", () => {
    expect(preview.resources.map(({ urn }) => urn).sort()).toEqual(apply.resources.map(({ urn }) => urn).sort());
  });

  test("two registrations for each role, and one component for all profiles", () => {
    const roles = apply.resources.filter(({ type }) => type === "aws:iam/role:Role");
    const iam = apply.resources.filter(({ type }) => type.startsWith("aws:iam/"));

    expect(iam).toHaveLength(2 * roles.length);
    expect(apply.resources.filter(({ custom }) => !custom)).toHaveLength(4);
  });

  test("every resource of S3 is protected and retained, no role is, and nothing is emptied by force", () => {
    for (const { type, custom, protect, retainOnDelete, inputs } of apply.resources) {
      const kept = custom && type.startsWith("aws:s3/");
      expect({ type, protect, retainOnDelete }).toEqual({ type, protect: kept, retainOnDelete: kept });
      expect(inputs.forceDestroy ?? false).toBe(false);
    }
  });

  test("roles and their policies are deleted before they are replaced, for their names are fixed", () => {
    for (const { type, deleteBeforeReplace, inputs } of apply.resources) {
      const named = type.startsWith("aws:iam/");
      expect({ type, deleteBeforeReplace }).toEqual({ type, deleteBeforeReplace: named });
      if (named) expect(inputs.name).toEqual(expect.any(String));
    }
  });

  test("everything that takes tags has them", () => {
    const taggable = apply.resources.filter(({ type }) => /:(Role|Bucket)$/.test(type));

    expect(taggable.length).toBeGreaterThan(1);
    for (const { inputs } of taggable) expect(inputs.tags).toMatchObject({ "pulumi-stack": stack.stack });
  });

  test("documents are canonical JSON, and wide in nothing but the bucket policy's Deny", () => {
    const documents = documentsOf(apply.resources);

    expect(documents.length).toBeGreaterThan(2);
    for (const { where, text, statements } of documents) {
      expect(text).toBe(canonicalJson(JSON.parse(text)));
      for (const statement of statements.filter(isWide)) {
        expect([where, statement.Effect]).toEqual(["aws:s3/bucketPolicy:BucketPolicy kubeflow-bucket-policy", "Deny"]);
      }
    }
  });

  test("documents are the same in a first preview", () => {
    const texts = (run: ProgramRun) => documentsOf(run.resources).map(({ where, text }) => [where, text]);

    expect(Object.fromEntries(texts(preview))).toEqual(Object.fromEntries(texts(apply)));
  });

  test("nothing looks like a key or a password", () => {
    const everything = JSON.stringify([apply.resources, apply.outputs, apply.componentOutputs, apply.log]);

    expect(everything).not.toMatch(
      /\b(AKIA|ASIA)[A-Z0-9]{16}|secretKey|accessKey|password|4dabf18193072939515e22adb298388d/i,
    );
  });

  test("the values are known in a first preview, and are the offline plan's to the byte", () => {
    const { plan } = planOffline(stack.root, stack.stack);
    const stated = plan.facts.accountId
      ? plan.values.text
      : plan.values.text.replaceAll("<known after apply>", "111122223333");

    expect(preview.outputs.deploykfValues).toBe(stated);
    expect(apply.outputs.deploykfValues).toBe(stated);
    expect(apply.outputs.deploykfValuesObject).toEqual(load(stated));
    expect(preview.outputs.deploykfValuesObject).toEqual(load(stated));
  });

  test("all outputs are there: those of providers after an apply, unknown before", () => {
    const roles = apply.resources.filter(({ type }) => type === "aws:iam/role:Role");
    const keys = ["backendRoleArn", "bucketName", "deploykfValues", "deploykfValuesObject", "profileRoleArns"];

    expect(Object.keys(apply.outputs).sort()).toEqual(keys);
    expect(Object.keys(preview.outputs).sort()).toEqual(keys);
    expect(JSON.stringify([apply.outputs, apply.componentOutputs])).not.toContain(unknown);
    expect(Object.keys(Object(apply.outputs.profileRoleArns))).toHaveLength(roles.length - 1);
    expect(preview.outputs.backendRoleArn).toBe(unknown);
  });
});
