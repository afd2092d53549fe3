import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { valueAt } from "../../base/yaml/merge.js";
import { blockHeader, isGeneratedBlock } from "../../subjects/deploykf/block-header.js";
import { append, config, edit, planOf, profiles, stackFile, values, valuesFile, write } from "../support/project.js";
import { dedent } from "../support/text.js";

describe("the values as a file", () => {
  it("are, for the baseline, this", () => {
    expect(planOf().values.text).toBe(
      dedent(`
      # deployKF 0.1.5 values for the object store: project deploykf-object-store, stack dev.
      # Generated; edit the stack config instead, and make it again with
      #   npm -s start -- --stack dev --format values --output values-object-store.yaml
      # Applying it removes the embedded MinIO and all data in it, where the cluster has one.
      deploykf_core:
        deploykf_profiles_generator:
          profiles:
            - name: team-1
              members:
                - user: ada
                  access:
                    role: edit
              plugins:
                - kind: AwsIamForServiceAccount
                  spec:
                    awsIamRole: arn:aws:iam::111122223333:role/kf-dev-profile-team-1
                    AnnotateOnly: true
            - name: team-1-prod
              members: []
              plugins:
                - kind: AwsIamForServiceAccount
                  spec:
                    awsIamRole: arn:aws:iam::111122223333:role/kf-dev-profile-team-1-prod
                    AnnotateOnly: true
      deploykf_opt:
        deploykf_minio:
          enabled: false
      kubeflow_dependencies:
        kubeflow_argo_workflows:
          controller:
            serviceAccount:
              annotations:
                eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-dev-backend
          server:
            serviceAccount:
              annotations:
                eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-dev-backend
      kubeflow_tools:
        pipelines:
          serviceAccounts:
            apiServer:
              annotations:
                eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-dev-backend
            frontend:
              annotations:
                eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-dev-backend
          bucket:
            name: acme-dev-pipelines
            region: eu-west-1
          objectStore:
            useExternal: true
            host: s3.eu-west-1.amazonaws.com
            port: ""
            useSSL: true
            auth:
              fromEnv: true
      `),
    );
  });

  it("are read as the values as data", () => {
    const plan = planOf();
    expect(load(plan.values.text)).toEqual(plan.values.block);
  });

  it("are the same at every run, with no trace of the time", () => {
    const { text } = planOf().values;
    expect(planOf().values.text).toBe(text);
    expect(text).not.toContain(String(new Date().getFullYear()));
  });

  it("don't change with comments, quotes and blank lines of the user's file", () => {
    const { text } = planOf().values;
    expect(planOf(append(valuesFile, "\n# the end\n")).values.text).toBe(text);
    expect(planOf(edit(valuesFile, "name: team-1-prod", 'name:   "team-1-prod"   # theirs')).values.text).toBe(text);
    expect(planOf(append(stackFile, "# the end\n")).values.text).toBe(text);
    expect(planOf(values("argocd.namespace", "argocd")).values.text).toBe(text);
  });

  it("change in order alone with the order of the profiles", () => {
    const names = ["team-1", "team-1-prod", "a", "z"];
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (order) => {
        const sorted = planOf(profiles(...names));
        const shuffled = planOf(profiles(...order));
        const listOf = (plan: typeof sorted) =>
          valueAt(plan.values.block, ["deploykf_core", "deploykf_profiles_generator", "profiles"]) as {
            name: string;
          }[];
        const byName = (list: { name: string }[]) => [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
        expect(listOf(shuffled).map(({ name }) => name)).toEqual(order);
        expect(byName(listOf(shuffled))).toEqual(byName(listOf(sorted)));
        const { deploykf_core: _, ...others } = shuffled.values.block;
        expect(sorted.values.block).toMatchObject(others);
        expect(shuffled.principals.backend).toEqual(sorted.principals.backend);
      }),
      { numRuns: 10 },
    );
  });

  it("write aliases and anchors of the user's file out", () => {
    const file = [
      "x-members: &members",
      "  - user: ada",
      "deploykf_core:",
      "  deploykf_profiles_generator:",
      "    profiles:",
      "      - &one {name: one, members: *members}",
      "      - {<<: *one, name: two}",
      "",
    ].join("\n");
    const { text } = planOf(write(valuesFile, file)).values;
    expect(text).not.toMatch(/[&*]\w/);
    expect(valueAt(load(text), ["deploykf_core", "deploykf_profiles_generator", "profiles", 1])).toMatchObject({
      name: "two",
      members: [{ user: "ada" }],
    });
  });
});

describe("the header", () => {
  it("tells a generated block, of whatever stack, from a user's file", () => {
    expect(isGeneratedBlock(planOf(config("deploykf.version", "0.1.0")).values.text)).toBe(true);
    const origin = { project: "p", stack: "s", version: "0.1.5", generatedFile: "f.yaml" };
    expect(isGeneratedBlock(blockHeader(origin))).toBe(true);
    expect(isGeneratedBlock(blockHeader(origin).replaceAll("\n", "\r\n"))).toBe(true);
    for (const text of ["", "# my values\n", "deploykf_core: {}\n", `\n${blockHeader(origin)}`]) {
      expect(isGeneratedBlock(text)).toBe(false);
    }
  });
});
