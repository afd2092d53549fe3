import { describe, expect, it } from "vitest";
import { blockHeader } from "../../../subjects/deploykf/block-header.js";
import { codesOf, config, file, generatedFile, later, planOf, reportOf, valuesFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a values file behind our block", () => {
  it("that switches the external store off", () => {
    expect(reportOf(later("kubeflow_tools:\n  pipelines:\n    objectStore:\n      useExternal: false\n"))).toBe(
      oneProblem(`
      error[values-undone]: after.yaml sets
      kubeflow_tools.pipelines.objectStore.useExternal to false in place of true,
      behind our block
       --> after.yaml:4:20
      4 |       useExternal: false
        |                    ^^^^^
        = rule: files behind values-object-store.yaml in deploykf.valuesFiles win over
                it
        = mend: remove it there, or move after.yaml before values-object-store.yaml
                (docs/troubleshooting.md#values-undone)
    `),
    );
  });

  it("that switches the embedded MinIO on", () => {
    expect(reportOf(later("deploykf_opt:\n  deploykf_minio:\n    enabled: true\n"))).toBe(
      oneProblem(`
      error[values-undone]: after.yaml sets deploykf_opt.deploykf_minio.enabled to
      true in place of false, behind our block
       --> after.yaml:3:14
      3 |     enabled: true
        |              ^^^^
        = rule: files behind values-object-store.yaml in deploykf.valuesFiles win over
                it
        = mend: remove it there, or move after.yaml before values-object-store.yaml
                (docs/troubleshooting.md#values-undone)
    `),
    );
  });

  it("that gives the store another port", () => {
    expect(reportOf(later("kubeflow_tools: {pipelines: {objectStore: {port: 9000}}}\n"))).toBe(
      oneProblem(`
      error[values-undone]: after.yaml sets kubeflow_tools.pipelines.objectStore.port
      to 9000 in place of "", behind our block
       --> after.yaml:1:50
      1 | kubeflow_tools: {pipelines: {objectStore: {port: 9000}}}
        |                                                  ^^^^
        = rule: files behind values-object-store.yaml in deploykf.valuesFiles win over
                it
        = mend: remove it there, or move after.yaml before values-object-store.yaml
                (docs/troubleshooting.md#values-undone)
    `),
    );
  });

  it("that takes the backend's role away", () => {
    expect(reportOf(later("kubeflow_tools: {pipelines: {objectStore: {auth: {fromEnv: false}}}}\n"))).toBe(
      oneProblem(`
      error[values-undone]: after.yaml sets
      kubeflow_tools.pipelines.objectStore.auth.fromEnv to false in place of true,
      behind our block
       --> after.yaml:1:60
      1 | kubeflow_tools: {pipelines: {objectStore: {auth: {fromEnv: false}}}}
        |                                                            ^^^^^
        = rule: files behind values-object-store.yaml in deploykf.valuesFiles win over
                it
        = mend: remove it there, or move after.yaml before values-object-store.yaml
                (docs/troubleshooting.md#values-undone)
    `),
    );
  });

  it("that replaces the profiles", () => {
    expect(
      reportOf(later("deploykf_core:\n  deploykf_profiles_generator:\n    profiles:\n      - name: team-9\n")),
    ).toBe(
      oneProblem(`
      error[values-undone]: after.yaml replaces the list
      deploykf_core.deploykf_profiles_generator.profiles, behind our block
       --> after.yaml:3:5
      3 |     profiles:
        |     ^^^^^^^^
        = rule: files behind values-object-store.yaml in deploykf.valuesFiles win over
                it
        = mend: remove it there, or move after.yaml before values-object-store.yaml
                (docs/troubleshooting.md#values-undone)
    `),
    );
  });

  it("that replaces the default plugins which hold the shared role", () => {
    const plugins = later("deploykf_core: {deploykf_profiles_generator: {profileDefaults: {plugins: []}}}\n");
    expect(reportOf(config("auth.profileRole", "shared"), plugins)).toBe(
      oneProblem(`
      error[values-undone]: after.yaml replaces the list
      deploykf_core.deploykf_profiles_generator.profileDefaults.plugins, behind our
      block
       --> after.yaml:1:65
      1 | ...ykf_core: {deploykf_profiles_generator: {profileDefaults: {plugins: []}}}
        |                                                               ^^^^^^^
        = rule: files behind values-object-store.yaml in deploykf.valuesFiles win over
                it
        = mend: remove it there, or move after.yaml before values-object-store.yaml
                (docs/troubleshooting.md#values-undone)
    `),
    );
    expect(planOf(plugins).principals.profiles).toHaveLength(2);
  });

  it("that empties a section of it: one problem", () => {
    expect(reportOf(later("kubeflow_tools:\n  pipelines:\n    objectStore:\n"))).toBe(
      oneProblem(`
      error[values-null-section]: kubeflow_tools.pipelines.objectStore is empty in
      after.yaml
       --> after.yaml:3:5
      3 |     objectStore:
        |     ^^^^^^^^^^^
        = rule: null removes what other files and deployKF's defaults set there;
                generation then fails
        = mend: remove the key, or write {} to change nothing
                (docs/troubleshooting.md#values-null-section)
    `),
    );
    expect(codesOf(later("kubeflow_tools:\n"))).toEqual(["values-null-section"]);
    expect(codesOf(later("deploykf_opt:\n"))).toEqual(["values-null-section"]);
  });

  it("that hides it behind a merge key", () => {
    expect(
      reportOf(later("x: &x\n  useExternal: false\nkubeflow_tools:\n  pipelines:\n    objectStore:\n      <<: *x\n")),
    ).toBe(
      oneProblem(`
      error[values-undone]: after.yaml sets
      kubeflow_tools.pipelines.objectStore.useExternal to false in place of true,
      behind our block
       --> after.yaml:5:5
      5 |     objectStore:
        |     ^^^^^^^^^^^
        = rule: files behind values-object-store.yaml in deploykf.valuesFiles win over
                it
        = mend: remove it there, or move after.yaml before values-object-store.yaml
                (docs/troubleshooting.md#values-undone)
    `),
    );
  });

  it("may say what the block says, or other things", () => {
    const { warnings } = planOf(
      later({
        kubeflow_tools: { pipelines: { objectStore: { useExternal: true, port: "" }, enabled: true } },
        deploykf_opt: { deploykf_minio: { enabled: false } },
      }),
    );
    expect(warnings).toEqual([]);
  });
});

describe("a values file before our block", () => {
  const undoing = {
    kubeflow_tools: { pipelines: { objectStore: { useExternal: false, port: 9000, auth: { fromEnv: false } } } },
    deploykf_opt: { deploykf_minio: { enabled: true } },
  };

  it("may say anything", () => {
    expect(planOf(file("before.yaml", undoing)).warnings).toEqual([]);
    expect(planOf(file("before.yaml", undoing), later({})).values.text).toBe(planOf().values.text);
  });

  it("is found by another spelling of the generated file's path", () => {
    const files = [valuesFile, "./sub/../values-object-store.yaml", "before.yaml"];
    expect(codesOf(file("before.yaml", undoing), config("deploykf.valuesFiles", files))).toHaveLength(4);
  });
});

describe("the generated file", () => {
  it("isn't one of the user's own", () => {
    const mine = config("deploykf.generatedFile", "mine.yaml");
    expect(reportOf(mine, file("mine.yaml", "kubeflow_tools: {}\n"))).toBe(
      oneProblem(`
      error[generated-file]: deploykf.generatedFile is mine.yaml, which isn't a
      generated values block
        --> Pulumi.dev.yaml:14:9
      14 |       - mine.yaml
         |         ^^^^^^^^^
         = rule: that file is written by this program and never read; yours would be
                 ignored, and replaced
         = mend: give generatedFile another name, or move what is yours to another
                 file (docs/troubleshooting.md#generated-file)
    `),
    );
    expect(planOf(mine, file("mine.yaml", "")).warnings).toEqual([]);
  });

  it("of another stack or an earlier run isn't input", () => {
    expect(reportOf(file("old.yaml", planOf().values.text))).toBe(
      oneProblem(`
      error[generated-file]: old.yaml is a generated values block, listed as one of
      your own files
        --> Pulumi.dev.yaml:14:9
      14 |       - old.yaml
         |         ^^^^^^^^
         = rule: read as input it would keep profiles and roles from an earlier run
         = mend: set deploykf.generatedFile: old.yaml, or take it off
                 deploykf.valuesFiles (docs/troubleshooting.md#generated-file)
    `),
    );
  });

  it("is never read", () => {
    const plan = planOf(later({}), (project) => {
      project.values[generatedFile] =
        `${blockHeader({ project: "p", stack: "s", version: "1", generatedFile })}- no map\n`;
    });
    expect(plan.values.text).toBe(planOf().values.text);
  });
});
