import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import {
  append,
  type Change,
  codesOf,
  config,
  edit,
  later,
  planOf,
  reportOf,
  stackFile,
  valuesFile,
  write,
} from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const defaults = readFileSync(new URL("../../fixtures/deploykf-v0.1.5-default-values.yaml", import.meta.url), "utf8");

describe("a key of deployKF's values that is misspelt", () => {
  it("at the top", () => {
    expect(reportOf(append(valuesFile, "kubeflow_tool:\n  pipelines: {}\n"))).toBe(
      oneProblem(`
      error[values-key]: kubeflow_tool isn't a key of deployKF's values
        --> values.yaml:11:1
      11 | kubeflow_tool:
         | ^^^^^^^^^^^^^
         = rule: deployKF ignores unknown keys in silence
         = mend: write kubeflow_tools (docs/troubleshooting.md#values-key)
    `),
    );
  });

  it("in a section", () => {
    expect(reportOf(edit(valuesFile, "    profiles:", "    profile:"))).toBe(
      oneProblem(`
      error[values-key]: profile isn't a key of deployKF's values
       --> values.yaml:3:5
      3 |     profile:
        |     ^^^^^^^
        = rule: deployKF ignores unknown keys in silence
        = mend: write profiles (docs/troubleshooting.md#values-key)
    `),
    );
  });

  it("in several files is several problems", () => {
    const typo = "deploykf_opt: {deploykf_mino: {enabled: true}}\n";
    expect(codesOf(append(valuesFile, typo), later(typo))).toEqual(["values-key", "values-key"]);
  });

  it("isn't any key of deployKF's own defaults", () => {
    const plan = planOf(write(valuesFile, defaults));
    expect(plan.warnings).toEqual([]);
    expect(plan.principals.profiles.map(({ principal }) => principal)).toEqual([
      "profile team-1",
      "profile team-1-prod",
    ]);
    expect(load(defaults)).toHaveProperty("kubeflow_tools.pipelines.objectStore.useExternal", false);
  });
});

describe("a setting of the stack's that stands in the wrong place", () => {
  it("beside config", () => {
    expect(reportOf(append(stackFile, "deploykf-object-store:tags: {}\n"))).toBe(
      oneProblem(`
      error[config-outside]: deploykf-object-store:tags in Pulumi.dev.yaml stands
      beside config:, not below it
        --> Pulumi.dev.yaml:15:1
      15 | deploykf-object-store:tags: {}
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: Pulumi reads settings below config: alone
         = mend: indent it by two blanks (docs/troubleshooting.md#config-outside)
    `),
    );
  });

  it("beside config isn't also missing below it", () => {
    const bucket = edit(stackFile, /\n {2}deploykf-object-store:bucket:\n {4}name: .*/, "");
    expect(codesOf(bucket, append(stackFile, "deploykf-object-store:bucket:\n  name: acme\n"))).toEqual([
      "config-outside",
    ]);
  });

  it("without config above it", () => {
    const outdented: Change = (project) => {
      project.edits.push([stackFile, (text) => text.replace("config:\n", "").replaceAll(/^ {2}/gm, "")]);
    };
    expect(reportOf(outdented)).toBe(
      oneProblem(`
      error[config-outside]: Pulumi.dev.yaml has settings, but no config: above them
       --> Pulumi.dev.yaml:1:1
      1 | aws:region: eu-west-1
        | ^^^^^^^^^^
        = rule: Pulumi reads settings below config: alone
        = mend: write config: above it, and indent what follows by two blanks
                (docs/troubleshooting.md#config-outside)
    `),
    );
    expect(reportOf(outdented, config("bucket.name", "a.b"))).toContain(" --> Pulumi.dev.yaml:5:9\n5 |   name: a.b\n");
  });

  it("isn't what Pulumi itself keeps there", () => {
    const pulumis = "secretsprovider: passphrase\nencryptionsalt: v1:x\nencryptedkey: x\n";
    expect(planOf(append(stackFile, pulumis)).warnings).toEqual([]);
  });

  it("may leave the project's name out, as the engine takes it", () => {
    const short = edit(stackFile, "deploykf-object-store:bucket:", "bucket:");
    expect(planOf(short).values.text).toBe(planOf().values.text);
    expect(reportOf(short, config("bucket.name", "a.b"))).toBe(
      oneProblem(`
      error[bucket-name]: bucket.name is "a.b"
       --> Pulumi.dev.yaml:6:11
      6 |     name: a.b
        |           ^^^
        = rule: no periods: the wildcard certificate of S3 doesn't cover
                bucket.with.dots.s3...
        = mend: choose a name such as acme-dev-pipelines
                (docs/troubleshooting.md#bucket-name)
    `),
    );
  });
});
